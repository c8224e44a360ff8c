/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel;

import io.natsbridge.camel.store.TransferObserver;
import org.apache.camel.Exchange;

/** Where nobody traces. */
enum NoTraces implements Traces {
    /** The one. */
    INSTANCE;

    @Override
    public TransferObserver of(Exchange exchange, String subject, boolean namesServer) {
        return TransferObserver.NONE;
    }

    @Override
    public void goOn(Exchange exchange) {
        // nobody traces
    }

    @Override
    public TransferObserver ofReceived(Exchange exchange, String subject) {
        return TransferObserver.NONE;
    }
}
