/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.arrow;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/** Packs and unpacks single blocks of the LZ4 format: runs of literal bytes, each followed by a reference to bytes before. */
final class Lz4Block {

    /** How far back a reference reaches. */
    static final int HISTORY = 64 * 1024;

    private static final int MIN_MATCH = 4;
    private static final int LONG_RUN = 15;
    /** The last match starts at least so many bytes before the end. */
    private static final int MATCH_START_LIMIT = 12;
    /** So many bytes at the end are literals. */
    private static final int LAST_LITERALS = 5;

    private static final int HASH_BITS = 14;
    private static final int SKIP_BITS = 6;
    private static final VarHandle INTS = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);

    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private final int[] lastSeen = new int[1 << HASH_BITS];

    /** Bytes that a block of this length packs to at most. */
    static int maxPacked(int length) {
        return length + length / 255 + 16;
    }

    /**
     * Packs a block of at most {@link #HISTORY} bytes.
     *
     * @return length of the packed block, which may be more than that of the block
     */
    int pack(byte[] in, int length, byte[] out) {
        Arrays.fill(lastSeen, -1);
        int written = 0;
        int anchor = 0;
        int at = 0;
        while (at < length - MATCH_START_LIMIT) {
            int four = (int) INTS.get(in, at);
            int hash = (four * 0x9E3779B1) >>> (Integer.SIZE - HASH_BITS);
            int match = lastSeen[hash];
            lastSeen[hash] = at;
            if (match < 0 || (int) INTS.get(in, match) != four) {
                at += 1 + ((at - anchor) >> SKIP_BITS);
                continue;
            }
            int end = endOfMatch(in, match + MIN_MATCH, at + MIN_MATCH, length - LAST_LITERALS);
            written = writeLiterals(in, anchor, at, out, written, end - at - MIN_MATCH);
            out[written++] = (byte) (at - match);
            out[written++] = (byte) ((at - match) >> 8);
            written = writeRun(end - at - MIN_MATCH, out, written);
            at = end;
            anchor = end;
        }
        return writeLiterals(in, anchor, length, out, written, 0);
    }

    /** Where the bytes from {@code at} on cease to be those from {@code match} on. */
    private static int endOfMatch(byte[] in, int match, int at, int limit) {
        int distance = at - match;
        int end = at;
        while (end <= limit - Long.BYTES) {
            long difference = (long) LONGS.get(in, end) ^ (long) LONGS.get(in, end - distance);
            if (difference != 0) {
                return end + Long.numberOfTrailingZeros(difference) / Byte.SIZE;
            }
            end += Long.BYTES;
        }
        while (end < limit && in[end] == in[end - distance]) {
            end++;
        }
        return end;
    }

    private static int writeLiterals(byte[] in, int from, int to, byte[] out, int written, int matchRun) {
        int count = to - from;
        out[written] = (byte) (Math.min(count, LONG_RUN) << 4 | Math.min(matchRun, LONG_RUN));
        int next = writeRun(count, out, written + 1);
        System.arraycopy(in, from, out, next, count);
        return next + count;
    }

    private static int writeRun(int run, byte[] out, int written) {
        int next = written;
        if (run >= LONG_RUN) {
            int left = run - LONG_RUN;
            for (; left >= 255; left -= 255) {
                out[next++] = (byte) 255;
            }
            out[next++] = (byte) left;
        }
        return next;
    }

    /**
     * Unpacks a block.
     *
     * @param in the packed block, from 0 to {@code inEnd}
     * @param out gets the bytes from {@code outStart} on, up to {@code outEnd}; what lies before is what references may reach
     * @return number of bytes unpacked
     * @throws MalformedArrowException when the block is damaged or unpacks to more than there is room for
     */
    static int unpack(byte[] in, int inEnd, byte[] out, int outStart, int outEnd) {
        int read = 0;
        int written = outStart;
        while (true) {
            check(read < inEnd);
            int token = in[read++] & 0xFF;
            int literals = token >>> 4;
            if (literals == LONG_RUN) {
                int added;
                do {
                    check(read < inEnd);
                    added = in[read++] & 0xFF;
                    literals += added;
                } while (added == 255);
            }
            check(literals <= inEnd - read && literals <= outEnd - written);
            copyLiterals(in, read, out, written, literals);
            read += literals;
            written += literals;
            if (read == inEnd) {
                return written - outStart;
            }
            check(inEnd - read >= 2);
            int distance = (in[read] & 0xFF) | ((in[read + 1] & 0xFF) << 8);
            read += 2;
            int match = token & LONG_RUN;
            if (match == LONG_RUN) {
                int added;
                do {
                    check(read < inEnd);
                    added = in[read++] & 0xFF;
                    match += added;
                } while (added == 255);
            }
            match += MIN_MATCH;
            check(distance > 0 && distance <= written && match <= outEnd - written);
            written = copyMatch(out, written, distance, match);
        }
    }

    /** Short runs are copied with what follows them, which is overwritten later. */
    private static void copyLiterals(byte[] in, int read, byte[] out, int written, int literals) {
        if (literals <= Long.BYTES && read <= in.length - Long.BYTES && written <= out.length - Long.BYTES) {
            LONGS.set(out, written, (long) LONGS.get(in, read));
        } else {
            System.arraycopy(in, read, out, written, literals);
        }
    }

    private static int copyMatch(byte[] out, int written, int distance, int match) {
        int end = written + match;
        if (distance >= Long.BYTES && end <= out.length - Long.BYTES) {
            for (int i = written; i < end; i += Long.BYTES) {
                LONGS.set(out, i, (long) LONGS.get(out, i - distance));
            }
        } else {
            for (int i = written; i < end; i++) {
                out[i] = out[i - distance];
            }
        }
        return end;
    }

    private static void check(boolean right) {
        if (!right) {
            throw new MalformedArrowException("a block of LZ4 data is damaged");
        }
    }
}
