/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.arrow;

import java.math.BigInteger;
import org.apache.arrow.vector.types.pojo.ArrowType;

/** Checks that decimal numbers have no more digits than their type. */
final class DecimalCheck {

    private DecimalCheck() {}

    static void check(Column column) {
        ArrowType.Decimal type = (ArrowType.Decimal) column.layout().type();
        int words = type.getBitWidth() / Long.SIZE;
        long[] limit = words(BigInteger.TEN.pow(type.getPrecision()), words);
        long[] value = new long[words];
        Window validity = column.validity();
        Window data = column.window(1);
        for (int i = 0; i < column.length(); i++) {
            if (validity == null || validity.getBit(i)) {
                for (int w = 0; w < words; w++) {
                    value[w] = data.getLong(((long) i * words + w) * Long.BYTES);
                }
                if (!isBelow(magnitude(value), limit)) {
                    throw column.malformed(
                            "has a number at row " + i + " of more than " + type.getPrecision() + " digits");
                }
            }
        }
    }

    private static long[] words(BigInteger number, int count) {
        long[] words = new long[count];
        for (int w = 0; w < count; w++) {
            words[w] = number.shiftRight(w * Long.SIZE).longValue();
        }
        return words;
    }

    /** The number without its sign, in place; the lowest word comes first. */
    private static long[] magnitude(long[] value) {
        if (value[value.length - 1] < 0) {
            boolean carry = true;
            for (int w = 0; w < value.length; w++) {
                value[w] = ~value[w] + (carry ? 1 : 0);
                carry &= value[w] == 0;
            }
        }
        return value;
    }

    private static boolean isBelow(long[] value, long[] limit) {
        for (int w = value.length - 1; w >= 0; w--) {
            int order = Long.compareUnsigned(value[w], limit[w]);
            if (order != 0) {
                return order < 0;
            }
        }
        return false;
    }
}
