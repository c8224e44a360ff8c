/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.json;

import java.util.Arrays;

/**
 * Characters beyond the basic plane that a JSON text writes as two escapes, one for each surrogate: {@code \}{@code ud83d\}{@code ude00}. Python writes them so, in keys
 * too, where Jackson does not read them.
 */
public final class EscapedPairs {

    /** Characters of an escape. */
    private static final int ESCAPE = 6;

    private EscapedPairs() {}

    /** Whether a JSON text holds such pairs. */
    public static boolean areIn(byte[] json) {
        for (int i = 0; i < json.length; i++) {
            if (json[i] == '\\') {
                if (isPair(json, i)) {
                    return true;
                }
                i++;
            }
        }
        return false;
    }

    /** The same JSON text with every such pair turned into the UTF-8 of the character it means. */
    public static byte[] join(byte[] json) {
        byte[] out = new byte[json.length];
        int size = 0;
        int i = 0;
        while (i < json.length) {
            if (json[i] == '\\' && isPair(json, i)) {
                size += Utf8.encode(
                        Character.toCodePoint((char) unit(json, i), (char) unit(json, i + ESCAPE)), out, size);
                i += 2 * ESCAPE;
            } else {
                int length = json[i] == '\\' && i + 1 < json.length ? 2 : 1;
                System.arraycopy(json, i, out, size, length);
                size += length;
                i += length;
            }
        }
        return Arrays.copyOf(out, size);
    }

    private static boolean isPair(byte[] json, int i) {
        int high = unit(json, i);
        int low = unit(json, i + ESCAPE);
        return high >= 0xD800 && high <= 0xDBFF && low >= 0xDC00 && low <= 0xDFFF;
    }

    /** The code unit that is escaped at an index, or -1. */
    private static int unit(byte[] json, int i) {
        if (i + ESCAPE > json.length || json[i] != '\\' || json[i + 1] != 'u') {
            return -1;
        }
        int unit = 0;
        for (int k = i + 2; k < i + ESCAPE; k++) {
            int digit = Character.digit(json[k], 16);
            if (digit < 0) {
                return -1;
            }
            unit = unit << 4 | digit;
        }
        return unit;
    }
}
