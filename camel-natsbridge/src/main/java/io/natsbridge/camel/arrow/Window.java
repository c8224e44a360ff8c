/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.arrow;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Reads little-endian values at any position of a region, through one array: the whole region where that lies in the heap, else a part of it that follows the
 * reader. So a batch of any size costs a few windows. For one thread.
 */
final class Window {

    private static final int WHOLE = 256 * 1024;
    private static final int PART = 64 * 1024;
    /** What is looked at without asking for each value whether it is there; a multiple of 32. */
    private static final int BLOCK = 32 * 1024;

    private static final long NON_ASCII = 0x8080_8080_8080_8080L;
    private static final VarHandle SHORTS =
            MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle INTS = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private final Region region;
    private final long length;
    private byte[] bytes = new byte[0];
    /** Where in the array the position {@link #start} of the region lies. */
    private int base;

    private long start;
    private long end;

    Window(Region region) {
        this.region = region;
        this.length = region.length();
        region.source().array().ifPresent(array -> {
            bytes = array;
            base = (int) region.position();
            end = length;
        });
    }

    /** Number of bytes of the region. */
    long length() {
        return length;
    }

    byte getByte(long at) {
        int index = locate(at, Byte.BYTES);
        return bytes[index];
    }

    short getShort(long at) {
        int index = locate(at, Short.BYTES);
        return (short) SHORTS.get(bytes, index);
    }

    int getInt(long at) {
        int index = locate(at, Integer.BYTES);
        return (int) INTS.get(bytes, index);
    }

    long getLong(long at) {
        int index = locate(at, Long.BYTES);
        return (long) LONGS.get(bytes, index);
    }

    boolean getBit(long index) {
        return (getByte(index >> 3) >> (index & 7) & 1) != 0;
    }

    /** Whether the first so many integers of 4 bytes are not negative and none is below the one before it. */
    boolean areIntsRising(long count) {
        long size = count * Integer.BYTES;
        int last = 0;
        int sign = 0;
        for (long at = 0; at < size && sign >= 0; at += BLOCK) {
            int from = locate(at, (int) Math.min(BLOCK, size - at));
            int to = from + (int) Math.min(BLOCK, size - at);
            for (int i = from; i < to; i += Integer.BYTES) {
                int value = (int) INTS.get(bytes, i);
                sign |= value | (value - last);
                last = value;
            }
        }
        return sign >= 0;
    }

    /** Whether all bytes of a range are ASCII. */
    boolean isAscii(long from, long to) {
        long bits = 0;
        for (long at = from; at < to && (bits & NON_ASCII) == 0; at += BLOCK) {
            int size = (int) Math.min(BLOCK, to - at);
            bits = bitsOf(locate(at, size), size);
        }
        return (bits & NON_ASCII) == 0;
    }

    /** All bits that any byte of a part of the array has. */
    private long bitsOf(int index, int size) {
        int end = index + size;
        int i = index;
        long bits = 0;
        for (; i <= end - 4 * Long.BYTES; i += 4 * Long.BYTES) {
            bits |= (long) LONGS.get(bytes, i)
                    | (long) LONGS.get(bytes, i + 8)
                    | (long) LONGS.get(bytes, i + 16)
                    | (long) LONGS.get(bytes, i + 24);
        }
        for (; i < end; i++) {
            bits |= bytes[i];
        }
        return bits;
    }

    /** A copy of a range. */
    byte[] getBytes(long at, int size) {
        check(at, size);
        byte[] copy = allocate(size);
        if (fits(at, size)) {
            int index = locate(at, size);
            System.arraycopy(bytes, index, copy, 0, size);
        } else {
            region.source().read(region.position() + at, copy, 0, size);
        }
        return copy;
    }

    /** The text of a range that is valid UTF-8. */
    String getString(long at, int size) {
        if (!fits(at, size)) {
            return new String(getBytes(at, size), UTF_8);
        }
        int index = locate(at, size);
        return new String(bytes, index, size, UTF_8);
    }

    private boolean fits(long at, int size) {
        return size <= PART || (at >= start && at <= end - size);
    }

    /** Index in the array of a range, after moving the window there: the array itself may be another one afterwards. */
    private int locate(long at, int size) {
        if (at < start || at > end - size) {
            move(at, size);
        }
        return base + (int) (at - start);
    }

    private void move(long at, int size) {
        check(at, size);
        if (bytes.length == 0) {
            bytes = new byte[(int) Math.min(length, length <= WHOLE ? WHOLE : PART)];
        }
        long behind = Math.max(0, at + size - bytes.length);
        start = at < start ? behind : Math.min(at, length - bytes.length);
        end = start + bytes.length;
        region.source().read(region.position() + start, bytes, 0, bytes.length);
    }

    private void check(long at, int size) {
        if (at < 0 || size < 0 || at > length - size) {
            throw new MalformedArrowException(
                    "a value at " + at + " of " + size + " bytes leaves its buffer of " + length + " bytes");
        }
    }

    private static byte[] allocate(int size) {
        try {
            return new byte[size];
        } catch (OutOfMemoryError e) {
            throw new MalformedArrowException("a single value of " + size + " bytes does not fit into the heap", e);
        }
    }
}
