/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.arrow;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.apache.arrow.memory.ArrowBuf;

/** A range of a source: one buffer of a column, the body or the metadata of a message. */
record Region(Source source, long position, long length) {

    private static final int CHUNK = 256 * 1024;

    Region {
        if (position < 0 || length < 0 || position > source.size() - length) {
            throw new MalformedArrowException(
                    "bytes " + position + " and " + length + " more are announced, where there are " + source.size());
        }
    }

    /** A part of this range; leaving it is refused. */
    Region slice(long offset, long size) {
        if (offset < 0 || size < 0 || offset > length - size) {
            throw new MalformedArrowException(
                    "a buffer at " + offset + " of " + size + " bytes leaves its " + length + " bytes");
        }
        return new Region(source, position + offset, size);
    }

    boolean isEmpty() {
        return length == 0;
    }

    /** Access to single values. */
    Window window() {
        return new Window(this);
    }

    /** The bytes in the heap, without copying them where they are there already. Only for what is bounded before. */
    ByteBuffer toByteBuffer() {
        int size = Math.toIntExact(length);
        ByteBuffer bytes = source.array()
                .map(array -> ByteBuffer.wrap(array, (int) position, size).slice())
                .orElseGet(() -> {
                    byte[] copy = new byte[size];
                    source.read(position, copy, 0, size);
                    return ByteBuffer.wrap(copy);
                });
        return bytes.order(ByteOrder.LITTLE_ENDIAN);
    }

    /** Copies all bytes to the start of a buffer of at least this length, and sets its writer index behind them. */
    void copyTo(ArrowBuf target) {
        byte[] array = source.array().orElse(null);
        if (array != null) {
            target.setBytes(0, array, (int) position, length);
        } else {
            byte[] chunk = new byte[(int) Math.min(CHUNK, length)];
            for (long at = 0; at < length; at += chunk.length) {
                int size = (int) Math.min(chunk.length, length - at);
                source.read(position + at, chunk, 0, size);
                target.setBytes(at, chunk, 0, size);
            }
        }
        target.writerIndex(length);
    }
}
