/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.test.plik;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.WritableByteChannel;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Measures a file while it passes: size, MD5, media type. */
final class Reception {

    private final long limit;
    private final MessageDigest digest = md5();
    private final ByteBuffer start = ByteBuffer.allocate(ContentSniffer.WINDOW);
    private long size;

    /** @param limit the largest size that is still accepted, zero or negative for none */
    Reception(long limit) {
        this.limit = limit;
    }

    /**
     * Passes a file on.
     *
     * @param part where it comes from
     * @param out where it goes
     * @return what was measured
     * @throws ApiError 400 as soon as the file is too big, 500 if it is cut
     * @throws IOException if it cannot be passed on
     */
    StoredFile.Content receive(FilePart part, WritableByteChannel out) throws ApiError, IOException {
        for (ByteBuffer bytes = read(part); bytes != null; bytes = read(part)) {
            size += bytes.remaining();
            if (limit > 0 && size > limit) {
                throw ApiError.badRequest("file too big (limit is set to " + ByteSize.text(limit) + ")");
            }
            if (start.hasRemaining()) {
                start.put(bytes.slice().limit(Math.min(start.remaining(), bytes.remaining())));
            }
            digest.update(bytes.duplicate());
            while (bytes.hasRemaining()) {
                out.write(bytes);
            }
        }
        String type = ContentSniffer.typeOf(start.flip());
        return new StoredFile.Content(size, HexFormat.of().formatHex(digest.digest()), type);
    }

    @SuppressWarnings("OrphanedFormatString")
    private static ByteBuffer read(FilePart part) throws ApiError {
        try {
            return part.read();
        } catch (IOException e) {
            // The real server forgets to fill its text in.
            throw new ApiError(500, "unable to read data from request body : %s").because(e);
        }
    }

    private static MessageDigest md5() {
        try {
            return MessageDigest.getInstance("MD5");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Cannot compute MD5: this Java has none", e);
        }
    }
}
