/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel;

import io.natsbridge.camel.bridge.IncomingMessage;
import org.apache.camel.Exchange;
import org.apache.camel.support.SynchronizationAdapter;

/** Releases what a received message holds on to when its exchange ends, however it ends. */
final class CloseOnCompletion extends SynchronizationAdapter {

    private final IncomingMessage message;

    CloseOnCompletion(IncomingMessage message) {
        this.message = message;
    }

    @Override
    public void onDone(Exchange exchange) {
        message.close();
    }
}
