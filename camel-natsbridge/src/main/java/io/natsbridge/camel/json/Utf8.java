/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.json;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * UTF-8 as this protocol takes it: well-formed, but for pairs of three-byte sequences that MicroPython makes of an escaped surrogate pair ({@code ED A0..AF xx ED B0..BF
 * xx}), which are read as the character they mean.
 */
public final class Utf8 {

    /** What {@link #check} answers for well-formed text. */
    public static final int WELL_FORMED = -1;

    /** What {@link #check} answers for text whose only fault is pairs of encoded surrogates. */
    public static final int HAS_SURROGATE_PAIRS = -2;

    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.nativeOrder());
    private static final long HIGH_BITS = 0x8080808080808080L;

    private Utf8() {}

    /**
     * Looks for the first ill-formed sequence.
     *
     * @return {@link #WELL_FORMED}, {@link #HAS_SURROGATE_PAIRS}, or the index into the array of the first ill-formed byte
     */
    public static int check(byte[] bytes, int offset, int length) {
        int end = offset + length;
        int i = offset;
        int result = WELL_FORMED;
        while (i < end) {
            i = skipAscii(bytes, i, end);
            if (i == end) {
                break;
            }
            int size = sequenceLength(bytes, i, end);
            if (size == 0) {
                return i;
            }
            if (size == 6) {
                result = HAS_SURROGATE_PAIRS;
            }
            i += size;
        }
        return result;
    }

    /**
     * The text of well-formed bytes.
     *
     * @throws MalformedUtf8Exception when they are ill-formed
     */
    public static String decode(byte[] bytes, int offset, int length) throws MalformedUtf8Exception {
        int end = offset + length;
        if (skipAscii(bytes, offset, end) == end) {
            return new String(bytes, offset, length, StandardCharsets.ISO_8859_1);
        }
        int found = check(bytes, offset, length);
        if (found >= 0) {
            throw new MalformedUtf8Exception(found - offset, bytes[found]);
        }
        if (found == HAS_SURROGATE_PAIRS) {
            return new String(joinSurrogatePairs(bytes, offset, length), StandardCharsets.UTF_8);
        }
        return new String(bytes, offset, length, StandardCharsets.UTF_8);
    }

    /** The same text with every pair of encoded surrogates turned into the one four-byte sequence it means. */
    public static byte[] joinSurrogatePairs(byte[] bytes, int offset, int length) {
        byte[] out = new byte[length];
        int end = offset + length;
        int size = 0;
        for (int i = offset; i < end; ) {
            if (isSurrogatePair(bytes, i, end)) {
                int high = 0xD000 | (bytes[i + 1] & 0x3F) << 6 | bytes[i + 2] & 0x3F;
                int low = 0xD000 | (bytes[i + 4] & 0x3F) << 6 | bytes[i + 5] & 0x3F;
                size += encode(Character.toCodePoint((char) high, (char) low), out, size);
                i += 6;
            } else {
                out[size++] = bytes[i++];
            }
        }
        return Arrays.copyOf(out, size);
    }

    /** Writes a character beyond the basic plane into an array and says how many bytes that took: 4. */
    static int encode(int point, byte[] out, int at) {
        out[at] = (byte) (0xF0 | point >> 18);
        out[at + 1] = (byte) (0x80 | point >> 12 & 0x3F);
        out[at + 2] = (byte) (0x80 | point >> 6 & 0x3F);
        out[at + 3] = (byte) (0x80 | point & 0x3F);
        return 4;
    }

    /** Index of the first unpaired surrogate of a text, or -1; such a text has no UTF-8 form. */
    public static int loneSurrogate(CharSequence text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (Character.isSurrogate(c)) {
                boolean paired = Character.isHighSurrogate(c)
                        && i + 1 < text.length()
                        && Character.isLowSurrogate(text.charAt(i + 1));
                if (!paired) {
                    return i;
                }
                i++;
            }
        }
        return -1;
    }

    private static int skipAscii(byte[] bytes, int from, int end) {
        int i = from;
        while (i + 8 <= end && ((long) LONGS.get(bytes, i) & HIGH_BITS) == 0) {
            i += 8;
        }
        while (i < end && bytes[i] >= 0) {
            i++;
        }
        return i;
    }

    /** Bytes of the sequence that begins here: 2 to 4, 6 for a pair of encoded surrogates, 0 when ill-formed. */
    private static int sequenceLength(byte[] b, int i, int end) {
        int lead = b[i] & 0xFF;
        if (lead >= 0xC2 && lead <= 0xDF) {
            return continues(b, i + 1, end, 0x80, 0xBF) ? 2 : 0;
        }
        if (lead >= 0xE0 && lead <= 0xEF) {
            int min = lead == 0xE0 ? 0xA0 : 0x80;
            int max = lead == 0xED ? 0x9F : 0xBF;
            if (continues(b, i + 1, end, min, max) && continues(b, i + 2, end, 0x80, 0xBF)) {
                return 3;
            }
            return isSurrogatePair(b, i, end) ? 6 : 0;
        }
        if (lead >= 0xF0 && lead <= 0xF4) {
            int min = lead == 0xF0 ? 0x90 : 0x80;
            int max = lead == 0xF4 ? 0x8F : 0xBF;
            boolean whole = continues(b, i + 1, end, min, max)
                    && continues(b, i + 2, end, 0x80, 0xBF)
                    && continues(b, i + 3, end, 0x80, 0xBF);
            return whole ? 4 : 0;
        }
        return 0;
    }

    private static boolean isSurrogatePair(byte[] b, int i, int end) {
        return (b[i] & 0xFF) == 0xED
                && continues(b, i + 1, end, 0xA0, 0xAF)
                && continues(b, i + 2, end, 0x80, 0xBF)
                && i + 3 < end
                && (b[i + 3] & 0xFF) == 0xED
                && continues(b, i + 4, end, 0xB0, 0xBF)
                && continues(b, i + 5, end, 0x80, 0xBF);
    }

    private static boolean continues(byte[] b, int i, int end, int min, int max) {
        if (i >= end) {
            return false;
        }
        int value = b[i] & 0xFF;
        return value >= min && value <= max;
    }
}
