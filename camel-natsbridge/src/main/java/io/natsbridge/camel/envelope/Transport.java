/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.envelope;

import io.natsbridge.camel.error.Names;
import io.natsbridge.camel.error.NatsBridgeException.UnsupportedPayloadTypeException;

/** How a payload travels. */
public enum Transport {
    /** Inside the envelope, as base64. */
    DIRECT("direct"),
    /** On a file server; the envelope holds its URL. */
    LINK("link");

    private final String wireName;

    Transport(String wireName) {
        this.wireName = wireName;
    }

    /** The name on the wire. */
    public String wireName() {
        return wireName;
    }

    /**
     * The transport of that name.
     *
     * @throws UnsupportedPayloadTypeException when there is none
     */
    public static Transport forWireName(String wireName) {
        return switch (wireName) {
            case "direct" -> DIRECT;
            case "link" -> LINK;
            default ->
                throw new UnsupportedPayloadTypeException(
                        "Unknown transport '" + Names.printable(wireName) + "'; the transports are direct and link");
        };
    }
}
