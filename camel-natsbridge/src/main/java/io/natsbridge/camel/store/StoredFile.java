/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.store;

import java.time.Instant;

/**
 * A payload on a file server.
 *
 * @param url absolute URL to fetch it from
 * @param fileserverUrl base URL of the server that took it and can delete it, or null when {@code url} alone is known
 * @param uploadId the server's id of the upload, or null
 * @param fileId the server's id of the file, or null
 * @param uploadToken the secret that allows to delete it, or null; never part of an envelope or a log
 * @param size bytes stored as the server says, or -1 when it says nothing
 * @param expiresAt when the file dies, or null when unknown or never
 * @param oneShot whether the first reader consumes it, as the server says
 * @param deleteUri the Camel endpoint that deletes it, where a claim-check route named one, or null
 */
public record StoredFile(
        String url,
        String fileserverUrl,
        String uploadId,
        String fileId,
        String uploadToken,
        long size,
        Instant expiresAt,
        boolean oneShot,
        String deleteUri) {

    /** A file that its store can delete, or nobody. */
    public StoredFile(
            String url,
            String fileserverUrl,
            String uploadId,
            String fileId,
            String uploadToken,
            long size,
            Instant expiresAt,
            boolean oneShot) {
        this(url, fileserverUrl, uploadId, fileId, uploadToken, size, expiresAt, oneShot, null);
    }

    /** A file of which only the URL is known. */
    public static StoredFile at(String url) {
        return new StoredFile(url, null, null, null, null, -1, null, false);
    }

    @Override
    public String toString() {
        return "StoredFile[uploadId=" + uploadId + ", fileId=" + fileId + ", size=" + size + ", expiresAt=" + expiresAt
                + "]";
    }
}
