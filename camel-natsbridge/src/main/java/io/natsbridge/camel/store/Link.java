/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.store;

import io.natsbridge.camel.error.Names;
import java.time.Instant;

/**
 * A payload that a received envelope refers to. All of it is the claim of whoever sent the message.
 *
 * @param url the link as it was received
 * @param dataname the payload's name, for messages
 * @param size bytes that the envelope announces, or -1 when it announces none
 * @param sha256 SHA-256 that the bytes must have, hexadecimal, or null when the envelope says none
 * @param expiresAt when the file dies, as the sender says, or null; told when the file is gone
 * @param correlationId the conversation, for logs
 */
public record Link(String url, String dataname, long size, String sha256, Instant expiresAt, String correlationId) {

    /** Without the link, which may be signed. */
    @Override
    public String toString() {
        return "Link[dataname=" + Names.printable(dataname) + ", size=" + size + ", expiresAt=" + expiresAt + "]";
    }
}
