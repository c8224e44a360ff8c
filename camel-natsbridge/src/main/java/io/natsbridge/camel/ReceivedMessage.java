/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel;

import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.support.DefaultMessage;

/** A received message whose headers are made when somebody first looks at them, which many routes never do. */
final class ReceivedMessage extends DefaultMessage {

    private final Received received;

    ReceivedMessage(Exchange exchange, Received received) {
        super(exchange);
        this.received = received;
    }

    @Override
    protected Map<String, Object> createHeaders() {
        return received.usual();
    }

    @Override
    protected boolean isPopulateHeadersSupported() {
        return true;
    }

    /** From here on the message is another, and has none of these headers. */
    @Override
    public void reset() {
        getHeaders();
        super.reset();
    }
}
