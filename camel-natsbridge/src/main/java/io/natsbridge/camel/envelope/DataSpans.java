/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.envelope;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * The long texts under keys named {@code data}, found by a scan of the message's bytes, so that the JSON parser need not walk through them: it reads the skeleton, which
 * is the message without these texts. The scan may take a text for a payload's data that is none; the reader notices and reads the whole message plainly.
 */
final class DataSpans {

    /** Shorter texts are left to the parser. */
    private static final int MIN_LENGTH = 128;

    private static final byte[] KEY = {'"', 'd', 'a', 't', 'a', '"'};
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long ONES = 0x0101010101010101L;
    private static final long HIGHS = 0x8080808080808080L;

    private final byte[] message;
    private final int messageStart;
    private int[] starts = new int[4];
    private int[] ends = new int[4];
    private int count;

    private DataSpans(byte[] message, int messageStart) {
        this.message = message;
        this.messageStart = messageStart;
    }

    /** No spans: the skeleton is the message. */
    static DataSpans none(byte[] message, int start) {
        return new DataSpans(message, start);
    }

    /** Finds all spans from an index of the message to its end. */
    static DataSpans find(byte[] message, int start) {
        DataSpans spans = new DataSpans(message, start);
        int i = start;
        while (i < message.length) {
            if (message[i] != '"' || !isKey(message, i)) {
                i++;
                continue;
            }
            int from = valueStart(message, i + KEY.length);
            if (from < 0) {
                i += KEY.length;
                continue;
            }
            int to = plainEnd(message, from);
            if (to < message.length && message[to] == '"' && to - from >= MIN_LENGTH) {
                spans.add(from, to);
            }
            i = to;
        }
        return spans;
    }

    int count() {
        return count;
    }

    /** The span whose opening quote is at that index of the skeleton, or -1. */
    int indexOf(long skeletonOffset) {
        int cut = messageStart;
        for (int i = 0; i < count; i++) {
            if (starts[i] - 1 - cut == skeletonOffset) {
                return i;
            }
            cut += ends[i] - starts[i];
        }
        return -1;
    }

    /** Index into the message where the text of a span begins. */
    int start(int span) {
        return starts[span];
    }

    /** Length of a span's text in bytes. */
    int length(int span) {
        return ends[span] - starts[span];
    }

    /** The message without the texts of the spans. */
    byte[] skeleton() {
        if (count == 0 && messageStart == 0) {
            return message;
        }
        int size = message.length - messageStart;
        for (int i = 0; i < count; i++) {
            size -= length(i);
        }
        byte[] skeleton = new byte[size];
        int from = messageStart;
        int at = 0;
        for (int i = 0; i < count; i++) {
            System.arraycopy(message, from, skeleton, at, starts[i] - from);
            at += starts[i] - from;
            from = ends[i];
        }
        System.arraycopy(message, from, skeleton, at, message.length - from);
        return skeleton;
    }

    /** The offset in the message of a byte of the skeleton. */
    long toMessageOffset(long skeletonOffset) {
        long offset = skeletonOffset + messageStart;
        for (int i = 0; i < count && starts[i] <= offset; i++) {
            offset += length(i);
        }
        return offset;
    }

    private void add(int from, int to) {
        if (count == starts.length) {
            starts = Arrays.copyOf(starts, count * 2);
            ends = Arrays.copyOf(ends, count * 2);
        }
        starts[count] = from;
        ends[count] = to;
        count++;
    }

    private static boolean isKey(byte[] b, int i) {
        return i + KEY.length <= b.length && Arrays.equals(b, i, i + KEY.length, KEY, 0, KEY.length);
    }

    /** Index of the first byte of the string value behind a key, or -1 when what follows is something else. */
    private static int valueStart(byte[] b, int afterKey) {
        int i = skipSpace(b, afterKey);
        if (i >= b.length || b[i] != ':') {
            return -1;
        }
        i = skipSpace(b, i + 1);
        return i < b.length && b[i] == '"' ? i + 1 : -1;
    }

    /** Index of the first byte that is no white space. */
    static int skipSpace(byte[] b, int from) {
        int i = from;
        while (i < b.length && (b[i] == ' ' || b[i] == '\t' || b[i] == '\n' || b[i] == '\r')) {
            i++;
        }
        return i;
    }

    /** Index of the first byte that is a quote, a backslash, a control or not ASCII. */
    static int plainEnd(byte[] b, int from) {
        int i = from;
        while (i + 8 <= b.length) {
            long word = (long) LONGS.get(b, i);
            long special = zeroBytes(word ^ ONES * '"')
                    | zeroBytes(word ^ ONES * '\\')
                    | (word - ONES * 0x20) & ~word & HIGHS
                    | word & HIGHS;
            if (special != 0) {
                break;
            }
            i += 8;
        }
        while (i < b.length && b[i] >= 0x20 && b[i] != '"' && b[i] != '\\') {
            i++;
        }
        return i;
    }

    private static long zeroBytes(long word) {
        return (word - ONES) & ~word & HIGHS;
    }
}
