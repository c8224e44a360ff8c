/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.test.plik;

/**
 * What holds for an upload, after the server had its say.
 *
 * @param ttlSeconds seconds to live, negative for ever
 * @param extendTtl whether every access starts the time anew
 * @param stream whether files are handed through instead of stored
 * @param oneShot whether a file can be downloaded once only
 * @param removable whether everybody may delete
 * @param comments the sender's text
 * @param credentials what the {@code Authorization} header must carry after {@code Basic}, or empty for no password
 * @param userToken the token of the user who created it, or empty
 */
record UploadTerms(
        long ttlSeconds,
        boolean extendTtl,
        boolean stream,
        boolean oneShot,
        boolean removable,
        String comments,
        String credentials,
        String userToken) {

    boolean isProtected() {
        return !credentials.isEmpty();
    }

    /** Leaves credentials and token out. */
    @Override
    public String toString() {
        return "UploadTerms[ttl=%d s, stream=%s, oneShot=%s, removable=%s, protected=%s]"
                .formatted(ttlSeconds, stream, oneShot, removable, isProtected());
    }
}
