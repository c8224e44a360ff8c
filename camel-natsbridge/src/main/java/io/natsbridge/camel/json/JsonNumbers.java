/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.json;

import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;
import java.util.Map;

/**
 * What becomes of numbers that a reader of JSON may not take as they are.
 *
 * @param notFinite the fate of {@code NaN} and the infinities
 * @param large the fate of integers beyond {@link #LARGEST}, either way
 * @param advice ends the message of a refusal: for whom it is, and what to do
 */
public record JsonNumbers(NotFinite notFinite, Large large, String advice) {

    /** Numbers that JSON has no form for. */
    public enum NotFinite {
        /** They are not written. */
        REFUSED,
        /** They become null. */
        NULL,
        /** They become the bare words {@code NaN}, {@code Infinity} and {@code -Infinity}. */
        WORDS
    }

    /** Integers that a reader rounds who has nothing but floating-point numbers of 64 bits. */
    public enum Large {
        /** They are written like others. */
        KEPT,
        /** They are not written. */
        REFUSED,
        /** They become text of their digits. */
        TEXT
    }

    /** 2^53: up to here a floating-point number of 64 bits holds every integer. */
    public static final BigInteger LARGEST = BigInteger.ONE.shiftLeft(53);

    /** Plain JSON: finite numbers only, integers of any length. */
    public static final JsonNumbers STRICT = new JsonNumbers(NotFinite.REFUSED, Large.KEPT, "");

    private static final long LARGEST_LONG = LARGEST.longValueExact();
    private static final BigDecimal LARGEST_DECIMAL = new BigDecimal(LARGEST);

    /** Whether a value that was read, or anything in it, would be refused or written as something else. */
    public boolean changes(Object value) {
        if (value instanceof Map<?, ?> map) {
            return map.values().stream().anyMatch(this::changes);
        } else if (value instanceof List<?> list) {
            return list.stream().anyMatch(this::changes);
        } else if (value instanceof Double number) {
            return !Double.isFinite(number);
        } else if (value instanceof Long number) {
            return isUnsafe(number);
        } else if (value instanceof BigInteger number) {
            return isUnsafe(number);
        }
        return value instanceof BigDecimal number && isUnsafe(number);
    }

    /** What to add to the message of a failure to write: {@link #advice} where a number was refused, else nothing. */
    public String adviceOn(IOException failure) {
        return failure instanceof UnsafeNumberException ? advice : "";
    }

    boolean isUnsafe(long value) {
        return large != Large.KEPT && (value > LARGEST_LONG || value < -LARGEST_LONG);
    }

    boolean isUnsafe(BigInteger value) {
        return large != Large.KEPT && value.abs().compareTo(LARGEST) > 0;
    }

    boolean isUnsafe(BigDecimal value) {
        return large != Large.KEPT
                && value.abs().compareTo(LARGEST_DECIMAL) > 0
                && value.stripTrailingZeros().scale() <= 0;
    }
}
