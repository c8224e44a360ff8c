/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.arrow;

import io.natsbridge.camel.content.Content;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/** The two shapes in which Arrow IPC data travels. */
public enum ArrowFormat {
    /** Schema and batches one after the other, ended by a mark: what {@code arrowtable} means. */
    STREAM,
    /** The same between the magic {@code ARROW1} and a footer that lists the batches: what {@code table} means. */
    FILE;

    static final String MAGIC = "ARROW1";
    private static final byte[] FILE_START = MAGIC.getBytes(StandardCharsets.US_ASCII);
    private static final byte[] STREAM_START = {-1, -1, -1, -1};

    /**
     * Recognises Arrow bytes by how they begin, whatever their label says.
     *
     * @return the format, or empty when the bytes are no Arrow data (streams of writers older than Arrow 0.15 carry no mark and are not recognised either)
     * @throws UncheckedIOException when the content cannot be read
     */
    public static Optional<ArrowFormat> detect(Content content) {
        try (InputStream in = content.openStream()) {
            return detect(in.readNBytes(FILE_START.length));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Optional<ArrowFormat> detect(byte[] start) {
        if (startsWith(start, FILE_START)) {
            return Optional.of(FILE);
        }
        return startsWith(start, STREAM_START) ? Optional.of(STREAM) : Optional.empty();
    }

    private static boolean startsWith(byte[] bytes, byte[] start) {
        return bytes.length >= start.length && Arrays.equals(bytes, 0, start.length, start, 0, start.length);
    }
}
