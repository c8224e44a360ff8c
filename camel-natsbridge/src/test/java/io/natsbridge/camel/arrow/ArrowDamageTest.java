/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.arrow;

import static io.natsbridge.camel.arrow.ArrowSamples.intType;
import static io.natsbridge.camel.arrow.NestedSamples.INT32;
import static io.natsbridge.camel.arrow.NestedSamples.UTF8;
import static io.natsbridge.camel.arrow.NestedSamples.encoded;
import static io.natsbridge.camel.arrow.NestedSamples.intColumn;
import static io.natsbridge.camel.arrow.NestedSamples.nested;
import static io.natsbridge.camel.arrow.NestedSamples.textColumn;
import static io.natsbridge.camel.arrow.RawTable.bytes;
import static io.natsbridge.camel.arrow.RawTable.column;
import static io.natsbridge.camel.arrow.RawTable.ints;
import static io.natsbridge.camel.arrow.RawTable.join;
import static io.natsbridge.camel.arrow.RawTable.longs;
import static io.natsbridge.camel.arrow.RawTable.none;
import static io.natsbridge.camel.arrow.RawTable.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.natsbridge.camel.arrow.RawTable.RawColumn;
import io.natsbridge.camel.content.Content;
import io.natsbridge.camel.error.NatsBridgeException.PayloadConversionException;
import java.util.List;
import java.util.stream.Stream;
import org.apache.arrow.vector.types.DateUnit;
import org.apache.arrow.vector.types.TimeUnit;
import org.apache.arrow.vector.types.UnionMode;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.FieldType;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Buffers that say what no sound column says, in stream and file, packed or not. */
class ArrowDamageTest {

    private static final Field TEXT = Field.nullable("c", UTF8);

    @AfterEach
    void everythingIsGivenBack() {
        assertThat(ArrowTables.allocatedBytes()).isZero();
    }

    static Stream<Arguments> wrongLengths() {
        Field number = Field.nullable("c", intType(64, true));
        Field list = nested("c", new ArrowType.List(), Field.nullable("item", INT32));
        Field runs = runs();
        Field struct = nested("c", new ArrowType.Struct(), Field.nullable("n", INT32));
        Field fixed = nested("c", new ArrowType.FixedSizeList(3), Field.nullable("item", INT32));
        return Stream.of(
                wrong(
                        number,
                        column(2, 0, none(), longs(1)),
                        "has 2 values, for which buffer 1 needs 16 bytes and has 8"),
                wrong(
                        number,
                        column(9, 1, bytes(1), longs(1, 2, 3, 4, 5, 6, 7, 8, 9)),
                        "for which buffer 0 needs 2 bytes and has 1"),
                wrong(number, column(1, 1, none(), longs(1)), "has 1 nulls but no bitmap of them"),
                wrong(number, column(1, 2, bytes(1), longs(1)), "claims 2 nulls in 1 values"),
                wrong(number, column(-1, 0, none(), longs(1)), "claims -1 values"),
                wrong(TEXT, column(2, 0, none(), ints(0, 1), text("a")), "for which buffer 1 needs 12 bytes and has 8"),
                wrong(struct, column(2, 0, none()).with(intColumn(1)), "column 'c.n' has 1 values where 2 are needed"),
                wrong(
                        fixed,
                        column(2, 0, none()).with(intColumn(1, 2, 3, 4, 5)),
                        "column 'c.item' has 5 values where 6 are needed"),
                wrong(list, column(1, 0, none(), ints(0, 2)), "a batch describes 1 columns, its schema more"),
                wrong(
                        number,
                        column(1, 0, none(), longs(1), longs(1)),
                        "describes 1 columns with 3 buffers, its schema 1 with 2"),
                wrong(number, column(1, 0, none()), "has no buffers, the batch has only 1"),
                wrong(runs, column(1, 0).with(intColumn(), textColumn()), "has 0 run ends for 0 values and 1 rows"));
    }

    static Stream<Arguments> wrongValues() {
        Field list = nested("c", new ArrowType.List(), Field.nullable("item", INT32));
        Field view = nested("c", new ArrowType.ListView(), Field.nullable("item", INT32));
        Field dictionary = encoded("c", UTF8, 1, 8);
        return Stream.of(
                wrong(TEXT, column(2, 0, none(), ints(0, 2, 1), text("ab")), "has offset 1 after 2 at row 1"),
                wrong(TEXT, column(1, 0, none(), ints(0, 3), text("ab")), "has values up to 3, of 2 that there are"),
                wrong(TEXT, column(1, 0, none(), ints(-1, 2), text("ab")), "begins at offset -1"),
                wrong(TEXT, column(2, 0, none(), ints(0, 1, 2), text("é")), "has text at row 0 that is no UTF-8"),
                wrong(TEXT, column(1, 0, none(), ints(0, 2), bytes(0xC0, 0xAF)), "has text at row 0 that is no UTF-8"),
                wrong(TEXT, column(2, 2, bytes(1), ints(0, 0, 0), none()), "claims 2 nulls and has 1"),
                wrong(list, column(1, 0, none(), ints(0, 3)).with(intColumn(1, 2)), "has values up to 3, of 2"),
                wrong(
                        view,
                        column(1, 0, none(), ints(1), ints(2)).with(intColumn(1, 2)),
                        "has a list at row 0 of 2 values from 1, of 2"),
                wrong(
                        view,
                        column(1, 0, none(), ints(0), ints(-1)).with(intColumn(1, 2)),
                        "has a list at row 0 of -1 values"),
                wrong(
                        new RawTable(dictionary).dictionary(1, textColumn("a", "b")),
                        column(1, 0, none(), bytes(2)),
                        "has index 2 at row 0 into a dictionary of 2 values"),
                wrong(
                        new RawTable(dictionary).dictionary(1, textColumn("a", "b")),
                        column(1, 0, none(), bytes(-1)),
                        "has index 18446744073709551615 at row 0"),
                wrong(dictionary, column(1, 0, none(), bytes(0)), "needs dictionary 1, which did not come before it"),
                wrong(
                        Field.nullable("c", new ArrowType.Decimal(2, 0, 128)),
                        column(1, 0, none(), longs(100, 0)),
                        "has a number at row 0 of more than 2 digits"),
                wrong(
                        Field.nullable("c", new ArrowType.Decimal(40, 0, 256)),
                        column(1, 0, none(), longs(0, 0, 0, Long.MIN_VALUE)),
                        "of more than 40 digits"),
                wrong(
                        Field.nullable("c", new ArrowType.Date(DateUnit.MILLISECOND)),
                        column(1, 0, none(), longs(1)),
                        "has a date at row 0 that is no whole day"),
                wrong(
                        Field.nullable("c", new ArrowType.Time(TimeUnit.SECOND, 32)),
                        column(1, 0, none(), ints(86_400)),
                        "has a time at row 0 outside the day"),
                wrong(
                        Field.nullable("c", new ArrowType.Time(TimeUnit.NANOSECOND, 64)),
                        column(1, 0, none(), longs(-1)),
                        "has a time at row 0 outside the day"));
    }

    static Stream<Arguments> wrongNesting() {
        Field sparse = union(UnionMode.Sparse);
        Field dense = union(UnionMode.Dense);
        Field runs = runs();
        Field entries = new Field(
                "entries",
                FieldType.notNullable(new ArrowType.Struct()),
                List.of(Field.notNullable("key", UTF8), Field.nullable("value", INT32)));
        RawColumn nullKey = column(1, 0, none()).with(column(1, 1, bytes(0), ints(0, 0), none()), intColumn(1));
        return Stream.of(
                wrong(
                        sparse,
                        column(1, 0, bytes(2)).with(intColumn(1), textColumn("a")),
                        "has a value at row 0 of type id 2, which it does not list"),
                wrong(sparse, column(1, 0, bytes(-1)).with(intColumn(1), textColumn("a")), "of type id -1"),
                wrong(
                        dense,
                        column(1, 0, bytes(0), ints(1)).with(intColumn(1), textColumn("a")),
                        "points at row 0 to value 1 of 1"),
                wrong(
                        dense,
                        column(1, 0, bytes(0), ints(-1)).with(intColumn(1), textColumn("a")),
                        "points at row 0 to value -1 of 1"),
                wrong(runs, column(3, 0).with(intColumn(2, 2, 3), textColumn("a", "b", "c")), "has run end 2 after 2"),
                wrong(runs, column(4, 0).with(intColumn(2, 3), textColumn("a", "b")), "has runs up to 3 for 4 rows"),
                wrong(
                        nested("c", new ArrowType.Map(false), entries),
                        column(1, 0, none(), ints(0, 1)).with(nullKey),
                        "is a map with a null key"),
                wrong(
                        Field.nullable("c", new ArrowType.Utf8View()),
                        views(join(ints(20), text("abcd"), ints(1, 0))),
                        "points at row 0 into buffer 1 of 1"),
                wrong(
                        Field.nullable("c", new ArrowType.Utf8View()),
                        views(join(ints(20), text("abcd"), ints(0, 1))),
                        "points at row 0 to 20 bytes at 1 of 20"),
                wrong(
                        Field.nullable("c", new ArrowType.Utf8View()),
                        views(join(ints(20), text("abcx"), ints(0, 0))),
                        "that does not begin as its value does"),
                wrong(
                        Field.nullable("c", new ArrowType.Utf8View()),
                        views(join(ints(-1), text("abcd"), ints(0, 0))),
                        "has a value of -1 bytes at row 0"),
                wrong(
                        Field.nullable("c", new ArrowType.Utf8View()),
                        views(join(ints(1), bytes(0xFF), new byte[11])),
                        "has text at row 0 that is no UTF-8"));
    }

    private static Field runs() {
        return nested(
                "c",
                new ArrowType.RunEndEncoded(),
                Field.notNullable("run_ends", INT32),
                Field.nullable("values", UTF8));
    }

    private static Field union(UnionMode mode) {
        return nested(
                "c",
                new ArrowType.Union(mode, new int[] {0, 1}),
                Field.nullable("i", INT32),
                Field.nullable("s", UTF8));
    }

    private static RawColumn views(byte[] view) {
        return column(1, 0, none(), view, text("abcdefghijklmnopqrst")).asViews();
    }

    private static Arguments wrong(Field field, RawColumn column, String message) {
        return wrong(new RawTable(field), column, message);
    }

    private static Arguments wrong(RawTable table, RawColumn column, String message) {
        return Arguments.of(message, table.batch(column.length(), column));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource({"wrongLengths", "wrongValues", "wrongNesting"})
    void isRefusedWhereTheWholeTableIsChecked(String message, RawTable table) {
        for (ArrowFormat format : ArrowFormat.values()) {
            for (ArrowCompression compression : ArrowCompression.values()) {
                byte[] bytes = table.toBytes(format, compression);

                assertThatThrownBy(() -> ArrowFixtures.open(bytes))
                        .isInstanceOf(PayloadConversionException.class)
                        .hasMessageStartingWith("NB-103: Payload 'table': cannot read the Arrow data: ")
                        .hasMessageContaining(message);
            }
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("wrongLengths")
    void wrongLengthsAreRefusedWhereTheFramingIsChecked(String message, RawTable table) {
        Content content = Content.of(table.toBytes());

        assertThatThrownBy(() -> ArrowFixtures.open(content, ArrowValidation.FRAMING))
                .isInstanceOf(PayloadConversionException.class)
                .hasMessageContaining(message);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource({"wrongValues", "wrongNesting"})
    void wrongValuesAreRefusedWhenTheirBatchIsRead(String message, RawTable table) {
        try (ArrowTable opened = ArrowFixtures.open(Content.of(table.toBytes()), ArrowValidation.FRAMING)) {
            assertThatThrownBy(opened::rows)
                    .isInstanceOf(PayloadConversionException.class)
                    .hasMessageContaining(message);
            assertThatThrownBy(() -> opened.forEachBatch(root -> {}))
                    .isInstanceOf(PayloadConversionException.class)
                    .hasMessageContaining(message);
        }
    }

    @ParameterizedTest
    @EnumSource(ArrowFormat.class)
    void whatLiesUnderANullValueIsNotLookedAt(ArrowFormat format) {
        RawColumn column = column(2, 1, bytes(0b10), ints(0, 1, 2), bytes(0xFF, 'a'));
        byte[] bytes = new RawTable(TEXT).batch(2, column).toBytes(format, ArrowCompression.NONE);

        assertThat(ArrowFixtures.read(bytes)).isEqualTo(ArrowFixtures.column(null, "a"));
    }
}
