/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel;

import io.nats.client.Message;

/**
 * A message that has arrived.
 *
 * @param settlement tells the broker what became of it
 */
record Inbound(Message message, Settlement settlement) {

    /** Bytes of the body. */
    int size() {
        return size(message);
    }

    /** Bytes of a message's body. */
    static int size(Message message) {
        byte[] data = message.getData();
        return data == null ? 0 : data.length;
    }
}
