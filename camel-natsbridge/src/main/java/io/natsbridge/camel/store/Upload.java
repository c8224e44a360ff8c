/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.store;

import io.natsbridge.camel.content.Content;
import java.time.Duration;

/**
 * One payload to store.
 *
 * @param fileserverUrl base URL of the file server that is to take it, as configured
 * @param dataname the payload's name, any Unicode, possibly empty; never to be used as a path or a part of a URL as it is
 * @param payloadType the payload's type as written on the wire, such as {@code image}
 * @param contentType its media type, or null
 * @param data the bytes; the caller closes them
 * @param life how long the file lives
 * @param correlationId the conversation, for logs
 * @param msgId the message that will carry the link
 * @param deadline when the whole upload must be over
 */
public record Upload(
        String fileserverUrl,
        String dataname,
        String payloadType,
        String contentType,
        Content data,
        Life life,
        String correlationId,
        String msgId,
        Deadline deadline) {

    /** A name to store the payload under, safe in any URL and on any disk: its own where that is a plain ASCII file name, else a new one with the same extension. */
    public String fileName() {
        return PlikUploads.fileName(dataname);
    }

    /** The same upload, which may be ended early. */
    Upload unless(Cancellation early) {
        return new Upload(
                fileserverUrl,
                dataname,
                payloadType,
                contentType,
                data,
                life,
                correlationId,
                msgId,
                deadline.unless(early));
    }

    /** The same upload to a server of data that somebody looks at on its way. */
    Upload to(String server, Content newData) {
        return new Upload(server, dataname, payloadType, contentType, newData, life, correlationId, msgId, deadline);
    }

    /**
     * How long a stored file lives.
     *
     * @param oneShot gone once its first byte was read
     * @param timeToLive gone after this time in any case
     */
    public record Life(boolean oneShot, Duration timeToLive) {}
}
