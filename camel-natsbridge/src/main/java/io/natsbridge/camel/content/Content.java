/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.content;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The bytes of one payload: their number is known, they can be read any number of times, and they wait in memory or in a file. Whoever holds a content closes it;
 * that deletes the file where the content owns one. Streams that were opened stay readable until they are closed. Safe for use by several threads.
 */
public interface Content extends AutoCloseable {

    /** Number of bytes, 0 or more. */
    long size();

    /** A new stream over all bytes; the caller closes it. */
    InputStream openStream() throws IOException;

    /** The file that holds the bytes, where a file does. It may vanish when the content is closed. */
    default Optional<Path> file() {
        return Optional.empty();
    }

    /**
     * All bytes in one array, which the caller must not change.
     *
     * @throws UncheckedIOException when they cannot be read, or have become fewer
     * @throws OutOfMemoryError when there are more than an array can hold
     */
    default byte[] toByteArray() {
        if (size() > Integer.MAX_VALUE - 8) {
            throw new OutOfMemoryError(
                    "a content of " + size() + " bytes does not fit into an array; read it as a stream");
        }
        try (InputStream in = openStream()) {
            byte[] bytes = in.readNBytes((int) size());
            if (bytes.length < size()) {
                throw new EOFException(bytes.length + " bytes are left of " + size() + ": " + this + " has changed");
            }
            return bytes;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Releases what the content owns; a second call does nothing. */
    @Override
    default void close() {}

    /** Content over an array, which nobody may change from here on. */
    static Content of(byte[] bytes) {
        return new BytesContent(bytes, 0, bytes.length);
    }

    /** Content over a part of an array, which nobody may change from here on. */
    static Content of(byte[] bytes, int offset, int length) {
        return new BytesContent(bytes, offset, length);
    }

    /**
     * Content over a file that belongs to somebody else: closing it leaves the file where it is.
     *
     * @throws UncheckedIOException when the size of the file cannot be read
     */
    static Content ofFile(Path file) {
        return FileContent.borrowed(file);
    }
}
