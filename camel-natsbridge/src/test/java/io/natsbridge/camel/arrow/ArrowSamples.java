/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.arrow;

import static io.natsbridge.camel.arrow.RawTable.bytes;
import static io.natsbridge.camel.arrow.RawTable.column;
import static io.natsbridge.camel.arrow.RawTable.doubles;
import static io.natsbridge.camel.arrow.RawTable.floats;
import static io.natsbridge.camel.arrow.RawTable.ints;
import static io.natsbridge.camel.arrow.RawTable.join;
import static io.natsbridge.camel.arrow.RawTable.longs;
import static io.natsbridge.camel.arrow.RawTable.none;
import static io.natsbridge.camel.arrow.RawTable.shorts;
import static io.natsbridge.camel.arrow.RawTable.text;

import io.natsbridge.camel.arrow.RawTable.RawColumn;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.apache.arrow.vector.types.FloatingPointPrecision;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;

/** One column of every Arrow type with flat values: the third of four is null. */
final class ArrowSamples {

    /**
     * A table of one column {@code c}.
     *
     * @param values what its rows hold, in order
     */
    record Sample(String name, RawTable table, List<Object> values) {
        @Override
        public String toString() {
            return name;
        }
    }

    private static final int NOT_THIRD = 0b1011;

    private ArrowSamples() {}

    static Stream<Sample> all() {
        return Stream.of(numbers(), decimals(), bytesAndText(), TimeSamples.all(), NestedSamples.all())
                .flatMap(List::stream);
    }

    static Sample sample(String name, RawTable table, Object... values) {
        return new Sample(name, table, Arrays.asList(values));
    }

    /** A sample of fixed width. */
    static Sample fixed(String name, ArrowType type, byte[] data, Object... values) {
        RawTable table = new RawTable(Field.nullable("c", type)).batch(4, column(4, 1, bytes(NOT_THIRD), data));
        return sample(name, table, values);
    }

    private static List<Sample> numbers() {
        List<Sample> samples = new ArrayList<>();
        samples.add(fixed("int8", intType(8, true), bytes(1, -128, 9, 127), (byte) 1, (byte) -128, null, (byte) 127));
        samples.add(fixed(
                "int16",
                intType(16, true),
                shorts(1, -32768, 9, 32767),
                (short) 1,
                Short.MIN_VALUE,
                null,
                Short.MAX_VALUE));
        samples.add(
                fixed("int32", intType(32, true), ints(1, Integer.MIN_VALUE, 9, -1), 1, Integer.MIN_VALUE, null, -1));
        samples.add(fixed("int64", intType(64, true), longs(1, Long.MIN_VALUE, 9, -1), 1L, Long.MIN_VALUE, null, -1L));
        samples.add(fixed("uint8", intType(8, false), bytes(1, -1, 9, 127), (short) 1, (short) 255, null, (short) 127));
        samples.add(fixed("uint16", intType(16, false), shorts(1, -1, 9, 127), 1, 65535, null, 127));
        samples.add(fixed("uint32", intType(32, false), ints(1, -1, 9, 127), 1L, 4294967295L, null, 127L));
        samples.add(fixed(
                "uint64",
                intType(64, false),
                longs(1, -1, 9, Long.MAX_VALUE),
                BigInteger.ONE,
                new BigInteger("18446744073709551615"),
                null,
                BigInteger.valueOf(Long.MAX_VALUE)));
        samples.add(fixed(
                "float16",
                floatType(FloatingPointPrecision.HALF),
                shorts(0x3E00, 0xFBFF, 9, 0x7E00),
                1.5f,
                -65504f,
                null,
                Float.NaN));
        samples.add(fixed(
                "float32",
                floatType(FloatingPointPrecision.SINGLE),
                floats(1.5f, -0f, 9, Float.POSITIVE_INFINITY),
                1.5f,
                -0f,
                null,
                Float.POSITIVE_INFINITY));
        samples.add(fixed(
                "float64",
                floatType(FloatingPointPrecision.DOUBLE),
                doubles(1.5, -0.0, 9, Double.NaN),
                1.5,
                -0.0,
                null,
                Double.NaN));
        samples.add(fixed("bool", new ArrowType.Bool(), bytes(0b0101), true, false, null, false));
        samples.add(sample(
                "null", new RawTable(Field.nullable("c", new ArrowType.Null())).batch(2, column(2, 2)), null, null));
        return samples;
    }

    private static List<Sample> decimals() {
        byte[] small = join(longs(12345, 0), longs(-1, -1), longs(7, 0), longs(0, 0));
        byte[] wide = join(longs(12345, 0, 0, 0), longs(-1, -1, -1, -1), longs(7, 0, 0, 0), longs(0, 1, 0, 0));
        return List.of(
                fixed(
                        "decimal128",
                        new ArrowType.Decimal(10, 2, 128),
                        small,
                        new BigDecimal("123.45"),
                        new BigDecimal("-0.01"),
                        null,
                        new BigDecimal("0.00")),
                fixed(
                        "decimal128 of thousands",
                        new ArrowType.Decimal(10, -3, 128),
                        small,
                        new BigDecimal("12345E+3"),
                        new BigDecimal("-1E+3"),
                        null,
                        new BigDecimal("0E+3")),
                fixed(
                        "decimal256",
                        new ArrowType.Decimal(76, 2, 256),
                        wide,
                        new BigDecimal("123.45"),
                        new BigDecimal("-0.01"),
                        null,
                        new BigDecimal(BigInteger.ONE.shiftLeft(64), 2)));
    }

    private static List<Sample> bytesAndText() {
        byte[] data = text("aé😀xyz");
        byte[] offsets = ints(0, 3, 7, 7, 10);
        byte[] largeOffsets = longs(0, 3, 7, 7, 10);
        byte[] outside = text("éà outside the view");
        byte[] views = join(
                ints(2),
                text("hi"),
                new byte[10],
                ints(outside.length),
                Arrays.copyOf(outside, 4),
                ints(0, 0),
                new byte[16],
                new byte[16]);
        Object[] texts = {"aé", "😀", null, "xyz"};
        Object[] binaries = {text("aé"), text("😀"), null, text("xyz")};
        return List.of(
                variable("utf8", new ArrowType.Utf8(), offsets, data, texts),
                variable("large utf8", new ArrowType.LargeUtf8(), largeOffsets, data, texts),
                variable("binary", new ArrowType.Binary(), offsets, data, binaries),
                variable("large binary", new ArrowType.LargeBinary(), largeOffsets, data, binaries),
                view("utf8 view", new ArrowType.Utf8View(), views, outside, "hi", "éà outside the view", null, ""),
                view("binary view", new ArrowType.BinaryView(), views, outside, text("hi"), outside, null, none()),
                fixed(
                        "fixed binary",
                        new ArrowType.FixedSizeBinary(2),
                        bytes(1, 2, 3, 4, 9, 9, 5, 6),
                        bytes(1, 2),
                        bytes(3, 4),
                        null,
                        bytes(5, 6)));
    }

    private static Sample variable(String name, ArrowType type, byte[] offsets, byte[] data, Object... values) {
        RawColumn column = column(4, 1, bytes(NOT_THIRD), offsets, data);
        return sample(name, new RawTable(Field.nullable("c", type)).batch(4, column), values);
    }

    private static Sample view(String name, ArrowType type, byte[] views, byte[] data, Object... values) {
        RawColumn column = column(4, 1, bytes(NOT_THIRD), views, data).asViews();
        return sample(name, new RawTable(Field.nullable("c", type)).batch(4, column), values);
    }

    static ArrowType intType(int bits, boolean signed) {
        return new ArrowType.Int(bits, signed);
    }

    private static ArrowType floatType(FloatingPointPrecision precision) {
        return new ArrowType.FloatingPoint(precision);
    }
}
