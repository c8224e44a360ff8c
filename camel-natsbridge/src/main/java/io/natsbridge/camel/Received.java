/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel;

import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.apache.camel.Exchange;

/**
 * What a received message put into an exchange's headers. A header that still holds that is no wish of the route for the next message. Immutable.
 *
 * @param headers the headers as they were set, by name
 */
record Received(Map<String, Object> headers) {

    private static final String PROPERTY = "CamelNatsBridgeReceived";
    private static final Received NOTHING = new Received(Map.of());

    Received {
        headers = new HashMap<>(headers);
    }

    static Received in(Exchange exchange) {
        Received received = exchange.getProperty(PROPERTY, Received.class);
        return received != null ? received : NOTHING;
    }

    void storeIn(Exchange exchange) {
        exchange.setProperty(PROPERTY, this);
    }

    /** Whether a header's value is the one that was received. */
    boolean holds(String header, Object value) {
        return headers.containsKey(header) && Objects.equals(headers.get(header), value);
    }
}
