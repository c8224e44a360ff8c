/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.arrow;

import java.util.List;
import org.apache.arrow.memory.ArrowBuf;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.ipc.message.ArrowFieldNode;

/** Sets to zero what lies under null values, so that nothing that happened to be in this process's memory is sent. */
final class NullScrubber {

    private static final int VIEW_BYTES = 16;

    private NullScrubber() {}

    /**
     * One buffer of a vector without anything under null values.
     *
     * @param buffers all buffers of the vector
     * @param index of the buffer
     * @return a buffer that the caller closes: the same with one more reference when there is nothing to hide, else a copy
     */
    static ArrowBuf scrub(
            ColumnLayout layout, ArrowFieldNode node, List<ArrowBuf> buffers, int index, BufferAllocator allocator) {
        ArrowBuf buffer = buffers.get(index);
        buffer.getReferenceManager().retain();
        boolean values = layout.kind() == ColumnKind.VARIABLE ? index == 2 : index == 1;
        if (node.getNullCount() == 0 || !values || !holdsValues(layout.kind())) {
            return buffer;
        }
        ArrowBuf validity = buffers.get(0);
        ArrowBuf clean = null;
        for (int row = 0; row < node.getLength(); row++) {
            if ((validity.getByte(row >> 3) >> (row & 7) & 1) != 0) {
                continue;
            }
            long from = start(layout, buffers, row);
            long to = start(layout, buffers, row + 1L);
            if (!isZero(layout, buffer, from, to)) {
                if (clean == null) {
                    clean = copy(buffer, allocator);
                }
                clear(layout, clean, from, to);
            }
        }
        if (clean == null) {
            return buffer;
        }
        buffer.close();
        return clean;
    }

    private static boolean holdsValues(ColumnKind kind) {
        return kind == ColumnKind.FIXED || kind == ColumnKind.VARIABLE || kind == ColumnKind.VIEW;
    }

    /** Where a value begins: a bit for booleans, else a byte. */
    private static long start(ColumnLayout layout, List<ArrowBuf> buffers, long row) {
        return switch (layout.kind()) {
            case VARIABLE ->
                layout.width() == Long.BYTES
                        ? buffers.get(1).getLong(row * Long.BYTES)
                        : buffers.get(1).getInt(row * Integer.BYTES);
            case VIEW -> row * VIEW_BYTES;
            default -> layout.width() == 1 ? row : row * (layout.width() / Byte.SIZE);
        };
    }

    private static boolean isBits(ColumnLayout layout) {
        return layout.kind() == ColumnKind.FIXED && layout.width() == 1;
    }

    private static boolean isZero(ColumnLayout layout, ArrowBuf buffer, long from, long to) {
        if (isBits(layout)) {
            return (buffer.getByte(from >> 3) >> (from & 7) & 1) == 0;
        }
        long at = from;
        for (; to - at >= Long.BYTES; at += Long.BYTES) {
            if (buffer.getLong(at) != 0) {
                return false;
            }
        }
        for (; at < to; at++) {
            if (buffer.getByte(at) != 0) {
                return false;
            }
        }
        return true;
    }

    private static void clear(ColumnLayout layout, ArrowBuf buffer, long from, long to) {
        if (isBits(layout)) {
            buffer.setByte(from >> 3, buffer.getByte(from >> 3) & ~(1 << (from & 7)));
        } else {
            buffer.setZero(from, to - from);
        }
    }

    private static ArrowBuf copy(ArrowBuf buffer, BufferAllocator allocator) {
        ArrowBuf copy = allocator.buffer(buffer.writerIndex());
        copy.setBytes(0, buffer, 0, buffer.writerIndex());
        return copy.writerIndex(buffer.writerIndex());
    }
}
