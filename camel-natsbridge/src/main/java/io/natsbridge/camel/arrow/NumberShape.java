/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.arrow;

import java.math.BigDecimal;
import java.math.BigInteger;
import org.apache.arrow.vector.types.FloatingPointPrecision;
import org.apache.arrow.vector.types.pojo.ArrowType;

/** Collects what the numbers of a column need of its type, so that none of them changes. */
final class NumberShape {

    /** Up to here a double holds every whole number. */
    private static final long EXACT = 1L << 53;

    private static final int SHORT_DECIMAL = 38;
    private static final int LONG_DECIMAL = 76;

    private final String path;
    private boolean integers;
    private boolean floats;
    private boolean doubles;
    private boolean decimals;
    private boolean big;
    private long min = Long.MAX_VALUE;
    private long max = Long.MIN_VALUE;
    private BigInteger bigMin = BigInteger.ZERO;
    private BigInteger bigMax = BigInteger.ZERO;
    private int wholeDigits = 1;
    private int scale;

    NumberShape(String path) {
        this.path = path;
    }

    void add(ValueKind kind, Object value) {
        switch (kind) {
            case INTEGER -> add(((Number) value).longValue());
            case FLOAT -> floats = true;
            case DOUBLE -> doubles = true;
            case BIG_INTEGER -> {
                BigInteger number = (BigInteger) value;
                if (number.bitLength() < Long.SIZE) {
                    add(number.longValue());
                } else {
                    big = true;
                    bigMin = bigMin.min(number);
                    bigMax = bigMax.max(number);
                }
            }
            default -> {
                decimals = true;
                add((BigDecimal) value);
            }
        }
    }

    private void add(long number) {
        integers = true;
        min = Math.min(min, number);
        max = Math.max(max, number);
    }

    private void add(BigDecimal number) {
        scale = Math.max(scale, number.scale());
        wholeDigits =
                (int) Math.max(wholeDigits, Math.min(Integer.MAX_VALUE, (long) number.precision() - number.scale()));
    }

    /** The type that holds all numbers as they are. */
    ArrowType type() {
        if (floats || doubles) {
            return floatType();
        }
        if (decimals) {
            return decimalType();
        }
        if (!big) {
            return new ArrowType.Int(Long.SIZE, true);
        }
        boolean unsigned = bigMin.signum() == 0 && bigMax.bitLength() <= Long.SIZE && (!integers || min >= 0);
        return unsigned ? new ArrowType.Int(Long.SIZE, false) : decimalType();
    }

    private ArrowType floatType() {
        if (decimals || big) {
            throw new MalformedArrowException("column '" + path + "' holds both "
                    + (decimals ? "BigDecimal" : "BigInteger") + " and floating-point numbers; make them one type");
        }
        if (integers && (min < -EXACT || max > EXACT)) {
            throw new MalformedArrowException("column '" + path + "' holds floating-point numbers and the whole number "
                    + (max > EXACT ? max : min) + ", which a double cannot hold exactly; make them one type");
        }
        return new ArrowType.FloatingPoint(
                doubles || integers ? FloatingPointPrecision.DOUBLE : FloatingPointPrecision.SINGLE);
    }

    private ArrowType decimalType() {
        if (integers) {
            add(BigDecimal.valueOf(min));
            add(BigDecimal.valueOf(max));
        }
        add(new BigDecimal(bigMin));
        add(new BigDecimal(bigMax));
        long precision = (long) wholeDigits + scale;
        if (precision > LONG_DECIMAL) {
            throw new MalformedArrowException("column '" + path + "' needs decimal numbers of " + wholeDigits
                    + " digits before and " + scale + " after the point, together more than " + LONG_DECIMAL
                    + "; send them as text");
        }
        return new ArrowType.Decimal((int) precision, scale, precision > SHORT_DECIMAL ? 256 : 128);
    }
}
