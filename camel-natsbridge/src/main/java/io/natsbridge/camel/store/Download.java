/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.store;

import io.natsbridge.camel.error.Names;
import java.net.URI;

/**
 * One file to fetch.
 *
 * @param uri absolute URL on an allowed file server, percent-encoded, the host as this receiver reaches it
 * @param base base URL of the allowed file server that the link is under
 * @param dataname the payload's name, for messages
 * @param size bytes that the envelope announces, or -1 when it announces none
 * @param correlationId the conversation, for logs
 * @param deadline when the whole download must be over
 */
public record Download(URI uri, URI base, String dataname, long size, String correlationId, Deadline deadline) {

    /** Without the link, which may be signed. */
    @Override
    public String toString() {
        return "Download[base=" + base + ", dataname=" + Names.printable(dataname) + ", size=" + size + "]";
    }
}
