/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.arrow;

import io.natsbridge.camel.content.Content;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/** Bytes that can be read at any position: of a payload in memory or in a file, or of an unpacked buffer. */
interface Source extends AutoCloseable {

    /** Number of bytes. */
    long size();

    /**
     * Copies a range, which must lie inside.
     *
     * @throws UncheckedIOException when the bytes cannot be read
     */
    void read(long position, byte[] target, int offset, int length);

    /** All bytes from 0 on, where they lie in one array. */
    default Optional<byte[]> array() {
        return Optional.empty();
    }

    @Override
    default void close() {}

    /** The bytes of a payload; close it, the content stays open. */
    static Source of(Content content) {
        Optional<Path> file = content.file();
        return file.isPresent() ? new FileSource(file.get(), content.size()) : new ArraySource(content.toByteArray());
    }

    /** Bytes on the heap. */
    final class ArraySource implements Source {
        private final byte[] bytes;

        ArraySource(byte[] bytes) {
            this.bytes = bytes;
        }

        @Override
        public long size() {
            return bytes.length;
        }

        @Override
        public void read(long position, byte[] target, int offset, int length) {
            System.arraycopy(bytes, Math.toIntExact(position), target, offset, length);
        }

        @Override
        public Optional<byte[]> array() {
            return Optional.of(bytes);
        }
    }

    /** Bytes in a file. */
    final class FileSource implements Source {
        private final FileChannel channel;
        private final long size;

        FileSource(Path file, long size) {
            try {
                this.channel = FileChannel.open(file, StandardOpenOption.READ);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            this.size = size;
        }

        @Override
        public long size() {
            return size;
        }

        @Override
        public void read(long position, byte[] target, int offset, int length) {
            ByteBuffer buffer = ByteBuffer.wrap(target, offset, length);
            try {
                while (buffer.hasRemaining()) {
                    if (channel.read(buffer, position + length - buffer.remaining()) < 0) {
                        throw new EOFException("the file is shorter than " + size + " bytes");
                    }
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public void close() {
            try {
                channel.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
