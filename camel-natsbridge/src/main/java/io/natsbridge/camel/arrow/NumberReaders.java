/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.arrow;

import java.math.BigDecimal;
import java.math.BigInteger;
import org.apache.arrow.memory.util.Float16;
import org.apache.arrow.vector.types.pojo.ArrowType;

/** Readers of numbers and booleans. Unsigned numbers come out in the next wider type. */
final class NumberReaders {

    private NumberReaders() {}

    static ColumnReader.Values of(Column column) {
        Window data = column.window(1);
        return switch (column.layout().type().getTypeID()) {
            case Int -> integers(data, (ArrowType.Int) column.layout().type());
            case FloatingPoint ->
                floats(data, (ArrowType.FloatingPoint) column.layout().type());
            case Decimal -> decimals(data, (ArrowType.Decimal) column.layout().type());
            default -> data::getBit;
        };
    }

    private static ColumnReader.Values integers(Window data, ArrowType.Int type) {
        if (type.getIsSigned()) {
            return switch (type.getBitWidth()) {
                case 8 -> row -> data.getByte(row);
                case 16 -> row -> data.getShort(row * 2L);
                case 32 -> row -> data.getInt(row * 4L);
                default -> row -> data.getLong(row * 8L);
            };
        }
        return switch (type.getBitWidth()) {
            case 8 -> row -> (short) (data.getByte(row) & 0xFF);
            case 16 -> row -> data.getShort(row * 2L) & 0xFFFF;
            case 32 -> row -> Integer.toUnsignedLong(data.getInt(row * 4L));
            default -> row -> unsigned(data.getLong(row * 8L));
        };
    }

    private static BigInteger unsigned(long number) {
        BigInteger low = BigInteger.valueOf(number & Long.MAX_VALUE);
        return number < 0 ? low.setBit(Long.SIZE - 1) : low;
    }

    private static ColumnReader.Values floats(Window data, ArrowType.FloatingPoint type) {
        return switch (type.getPrecision()) {
            case HALF -> row -> Float16.toFloat(data.getShort(row * 2L));
            case SINGLE -> row -> Float.intBitsToFloat(data.getInt(row * 4L));
            case DOUBLE -> row -> Double.longBitsToDouble(data.getLong(row * 8L));
        };
    }

    private static ColumnReader.Values decimals(Window data, ArrowType.Decimal type) {
        int size = type.getBitWidth() / Byte.SIZE;
        int scale = type.getScale();
        return row -> {
            byte[] bytes = data.getBytes((long) row * size, size);
            for (int i = 0, j = size - 1; i < j; i++, j--) {
                byte swapped = bytes[i];
                bytes[i] = bytes[j];
                bytes[j] = swapped;
            }
            return new BigDecimal(new BigInteger(bytes), scale);
        };
    }
}
