/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.arrow;

import static io.natsbridge.camel.arrow.ArrowSamples.intType;
import static io.natsbridge.camel.arrow.ArrowSamples.sample;
import static io.natsbridge.camel.arrow.RawTable.bytes;
import static io.natsbridge.camel.arrow.RawTable.column;
import static io.natsbridge.camel.arrow.RawTable.doubles;
import static io.natsbridge.camel.arrow.RawTable.ints;
import static io.natsbridge.camel.arrow.RawTable.longs;
import static io.natsbridge.camel.arrow.RawTable.none;
import static io.natsbridge.camel.arrow.RawTable.text;

import io.natsbridge.camel.arrow.ArrowSamples.Sample;
import io.natsbridge.camel.arrow.RawTable.RawColumn;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.arrow.vector.types.FloatingPointPrecision;
import org.apache.arrow.vector.types.UnionMode;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.DictionaryEncoding;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.FieldType;

/** One column of every nested Arrow type, of dictionaries, runs and an extension type. */
final class NestedSamples {

    static final ArrowType INT32 = intType(32, true);
    static final ArrowType UTF8 = new ArrowType.Utf8();

    private NestedSamples() {}

    static List<Sample> all() {
        return List.of(
                list("list", new ArrowType.List(), ints(0, 2, 2, 2, 3)),
                list("large list", new ArrowType.LargeList(), longs(0, 2, 2, 2, 3)),
                fixedList(),
                listView("list view", new ArrowType.ListView(), ints(2, 0, 0, 0), ints(1, 0, 0, 3)),
                listView("large list view", new ArrowType.LargeListView(), longs(2, 0, 0, 0), longs(1, 0, 0, 3)),
                struct(),
                mapOfText(),
                mapOfInts(),
                sparseUnion(),
                denseUnion(),
                runs(),
                dictionary("dictionary", 8, true, bytes(1, 0, 0, 1)),
                dictionary("dictionary of unsigned indices", 8, false, bytes(1, 0, 0, 1)),
                dictionary("dictionary of long indices", 64, true, longs(1, 0, 0, 1)),
                listOfDictionary(),
                dictionaryOfDictionary(),
                extension());
    }

    static Field nested(String name, ArrowType type, Field... children) {
        return new Field(name, FieldType.nullable(type), List.of(children));
    }

    static Field encoded(String name, ArrowType values, long id, int indexBits) {
        return encoded(name, values, id, new ArrowType.Int(indexBits, true));
    }

    private static Field encoded(String name, ArrowType values, long id, ArrowType.Int index, Field... children) {
        DictionaryEncoding encoding = new DictionaryEncoding(id, false, index);
        return new Field(name, new FieldType(true, values, encoding), List.of(children));
    }

    static RawColumn intColumn(int... values) {
        return column(values.length, 0, none(), ints(values));
    }

    static RawColumn textColumn(String... values) {
        int[] offsets = new int[values.length + 1];
        for (int i = 0; i < values.length; i++) {
            offsets[i + 1] = offsets[i] + text(values[i]).length;
        }
        return column(values.length, 0, none(), ints(offsets), text(String.join("", values)));
    }

    private static Sample list(String name, ArrowType type, byte[] offsets) {
        RawColumn column = column(4, 1, bytes(0b1011), offsets).with(column(3, 1, bytes(0b101), ints(1, 9, 3)));
        RawTable table = new RawTable(nested("c", type, Field.nullable("item", INT32))).batch(4, column);
        return sample(name, table, Arrays.asList(1, null), List.of(), null, List.of(3));
    }

    private static Sample fixedList() {
        RawColumn column = column(3, 1, bytes(0b011)).with(intColumn(1, 2, 3, 4, 9, 9));
        RawTable table = new RawTable(nested("c", new ArrowType.FixedSizeList(2), Field.nullable("item", INT32)));
        return sample("fixed list", table.batch(3, column), List.of(1, 2), List.of(3, 4), null);
    }

    private static Sample listView(String name, ArrowType type, byte[] offsets, byte[] sizes) {
        RawColumn column = column(4, 1, bytes(0b1011), offsets, sizes).with(intColumn(1, 2, 3));
        RawTable table = new RawTable(nested("c", type, Field.nullable("item", INT32))).batch(4, column);
        return sample(name, table, List.of(3), List.of(), null, List.of(1, 2, 3));
    }

    private static Sample struct() {
        RawColumn column = column(3, 1, bytes(0b011)).with(intColumn(1, 2, 9), textColumn("a", "", "z"));
        RawTable table =
                new RawTable(nested("c", new ArrowType.Struct(), Field.nullable("n", INT32), Field.nullable("", UTF8)));
        return sample("struct", table.batch(3, column), map("n", 1, "", "a"), map("n", 2, "", ""), null);
    }

    private static Sample mapOfText() {
        RawColumn entries =
                column(3, 0, none()).with(textColumn("b", "a", "b"), column(3, 1, bytes(0b101), ints(1, 9, 3)));
        RawColumn column = column(4, 1, bytes(0b1011), ints(0, 2, 2, 2, 3)).with(entries);
        return sample(
                "map of text", mapTable(UTF8).batch(4, column), map("b", 1, "a", null), Map.of(), null, map("b", 3));
    }

    private static Sample mapOfInts() {
        RawColumn entries = column(2, 0, none()).with(intColumn(7, 8), intColumn(1, 2));
        RawColumn column = column(1, 0, none(), ints(0, 2)).with(entries);
        return sample(
                "map of ints",
                mapTable(INT32).batch(1, column),
                List.of(map("key", 7, "value", 1), map("key", 8, "value", 2)));
    }

    private static RawTable mapTable(ArrowType keys) {
        Field entries = new Field(
                "entries",
                FieldType.notNullable(new ArrowType.Struct()),
                List.of(Field.notNullable("key", keys), Field.nullable("value", INT32)));
        return new RawTable(nested("c", new ArrowType.Map(false), entries));
    }

    private static Sample sparseUnion() {
        ArrowType type = new ArrowType.Union(UnionMode.Sparse, new int[] {5, 7});
        RawColumn column =
                column(3, 0, bytes(5, 7, 5)).with(column(3, 1, bytes(0b011), ints(1, 9, 9)), textColumn("x", "b", "y"));
        RawTable table = new RawTable(nested("c", type, Field.nullable("i", INT32), Field.nullable("s", UTF8)));
        return sample("sparse union", table.batch(3, column), 1, "b", null);
    }

    private static Sample denseUnion() {
        ArrowType type = new ArrowType.Union(UnionMode.Dense, new int[] {0, 1});
        RawColumn column = column(4, 0, bytes(0, 1, 1, 0), ints(0, 0, 1, 1))
                .with(column(2, 1, bytes(0b01), ints(1, 9)), textColumn("a", "b"));
        RawTable table = new RawTable(nested("c", type, Field.nullable("i", INT32), Field.nullable("s", UTF8)));
        return sample("dense union", table.batch(4, column), 1, "a", "b", null);
    }

    private static Sample runs() {
        RawColumn column = column(5, 0).with(intColumn(2, 3, 5), column(3, 1, bytes(0b101), doubles(1.5, 9, 2.5)));
        Field values = Field.nullable("values", new ArrowType.FloatingPoint(FloatingPointPrecision.DOUBLE));
        RawTable table =
                new RawTable(nested("c", new ArrowType.RunEndEncoded(), Field.notNullable("run_ends", INT32), values));
        return sample("runs", table.batch(5, column), 1.5, 1.5, null, 2.5, 2.5);
    }

    private static Sample dictionary(String name, int bits, boolean signed, byte[] indices) {
        RawTable table = new RawTable(encoded("c", UTF8, 3, new ArrowType.Int(bits, signed)))
                .dictionary(3, textColumn("no", "yes"))
                .batch(4, column(4, 1, bytes(0b1011), indices));
        return sample(name, table, "yes", "no", null, "yes");
    }

    private static Sample listOfDictionary() {
        RawTable table = new RawTable(nested("c", new ArrowType.List(), encoded("item", UTF8, 1, 8)))
                .dictionary(1, textColumn("a", "b"))
                .batch(2, column(2, 0, none(), ints(0, 2, 3)).with(column(3, 0, none(), bytes(0, 1, 1))));
        return sample("list of dictionary", table, List.of("a", "b"), List.of("b"));
    }

    private static Sample dictionaryOfDictionary() {
        Field inner = encoded("item", UTF8, 1, 8);
        RawTable table = new RawTable(encoded("c", new ArrowType.List(), 2, new ArrowType.Int(8, true), inner))
                .dictionary(1, textColumn("a", "b"))
                .dictionary(2, column(2, 0, none(), ints(0, 2, 3)).with(column(3, 0, none(), bytes(0, 1, 1))))
                .batch(3, column(3, 0, none(), bytes(1, 0, 1)));
        return sample("dictionary of lists of dictionary", table, List.of("b"), List.of("a", "b"), List.of("b"));
    }

    private static Sample extension() {
        Map<String, String> metadata = Map.of("ARROW:extension:name", "my.type", "ARROW:extension:metadata", "x");
        Field field = new Field("c", new FieldType(true, UTF8, null, metadata), List.of());
        return sample("unknown extension", new RawTable(field).batch(2, textColumn("a", "b")), "a", "b");
    }

    static Map<String, Object> map(Object... entries) {
        Map<String, Object> map = new LinkedHashMap<>();
        for (int i = 0; i < entries.length; i += 2) {
            map.put((String) entries[i], entries[i + 1]);
        }
        return map;
    }
}
