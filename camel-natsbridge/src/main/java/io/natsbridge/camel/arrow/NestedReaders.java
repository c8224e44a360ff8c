/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.arrow;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.ArrowType.ArrowTypeID;

/** Readers of lists, maps, structs, unions and run-end encoded columns. */
final class NestedReaders {

    /** What an element of a collection costs, roughly. */
    private static final long ELEMENT_BYTES = 8;

    private NestedReaders() {}

    static ColumnReader.Values of(Column column, Decoder decoder) {
        return switch (column.layout().kind()) {
            case LIST ->
                column.layout().type().getTypeID() == ArrowTypeID.Map ? maps(column, decoder) : lists(column, decoder);
            case LIST_VIEW -> listViews(column, decoder);
            case FIXED_LIST -> fixedLists(column, decoder);
            case STRUCT -> structs(column, decoder);
            case SPARSE_UNION, DENSE_UNION -> unions(column, decoder);
            default -> runs(column, decoder);
        };
    }

    private static ColumnReader.Values lists(Column column, Decoder decoder) {
        Window offsets = column.window(1);
        ColumnReader elements = decoder.reader(column.children().get(0));
        return row -> {
            long from = column.offset(offsets, row);
            return list(elements, from, column.offset(offsets, row + 1L) - from, decoder);
        };
    }

    private static ColumnReader.Values listViews(Column column, Decoder decoder) {
        Window offsets = column.window(1);
        Window sizes = column.window(2);
        ColumnReader elements = decoder.reader(column.children().get(0));
        return row -> list(elements, column.offset(offsets, row), column.offset(sizes, row), decoder);
    }

    private static ColumnReader.Values fixedLists(Column column, Decoder decoder) {
        int size = column.layout().width();
        ColumnReader elements = decoder.reader(column.children().get(0));
        return row -> list(elements, (long) row * size, size, decoder);
    }

    private static List<Object> list(ColumnReader elements, long from, long size, Decoder decoder) {
        decoder.spend(size * ELEMENT_BYTES);
        List<Object> list = new ArrayList<>((int) size);
        for (long i = from; i < from + size; i++) {
            list.add(elements.get((int) i));
        }
        return list;
    }

    private static ColumnReader.Values structs(Column column, Decoder decoder) {
        FieldNames names = FieldNames.of(
                column.layout().field().getChildren(), column.layout().path());
        ColumnReader[] fields = readers(column, decoder);
        return row -> {
            decoder.spend(names.count() * ELEMENT_BYTES);
            return names.row(fields, row);
        };
    }

    private static ColumnReader[] readers(Column column, Decoder decoder) {
        return column.children().stream().map(decoder::reader).toArray(ColumnReader[]::new);
    }

    /** A map where the keys are text, else a list of its entries. */
    private static ColumnReader.Values maps(Column column, Decoder decoder) {
        Column entries = column.children().get(0);
        ColumnLayout keyLayout = entries.layout().children().get(0);
        boolean text =
                switch (keyLayout.field().getType().getTypeID()) {
                    case Utf8, LargeUtf8, Utf8View -> true;
                    default -> false;
                };
        if (!text) {
            return lists(column, decoder);
        }
        Window offsets = column.window(1);
        ColumnReader keys = decoder.reader(entries.children().get(0));
        ColumnReader values = decoder.reader(entries.children().get(1));
        return row -> {
            long from = column.offset(offsets, row);
            long to = column.offset(offsets, row + 1L);
            decoder.spend((to - from) * ELEMENT_BYTES);
            Map<String, Object> map = new LinkedHashMap<>();
            for (long i = from; i < to; i++) {
                map.put((String) keys.get((int) i), values.get((int) i));
            }
            if (map.size() < to - from) {
                throw column.malformed("has a map at row " + row + " with a key twice; read it by batches");
            }
            return map;
        };
    }

    private static ColumnReader.Values unions(Column column, Decoder decoder) {
        int[] children = UnionTypes.childOfTypeId(column.layout());
        ColumnReader[] readers = readers(column, decoder);
        Window types = column.window(0);
        if (column.layout().kind() == ColumnKind.SPARSE_UNION) {
            return row -> readers[children[types.getByte(row)]].get(row);
        }
        Window offsets = column.window(1);
        return row -> readers[children[types.getByte(row)]].get(offsets.getInt(row * 4L));
    }

    private static ColumnReader.Values runs(Column column, Decoder decoder) {
        Column ends = column.children().get(0);
        IndexReader endOf =
                IndexReader.of(ends.window(1), (ArrowType.Int) ends.layout().type());
        ColumnReader values = decoder.reader(column.children().get(1));
        int last = ends.length() - 1;
        int[] current = {0};
        return row -> {
            int run = current[0];
            if (row >= endOf.get(run) || (run > 0 && row < endOf.get(run - 1))) {
                run = run < last && row >= endOf.get(run) && row < endOf.get(run + 1)
                        ? run + 1
                        : find(endOf, last, row);
                current[0] = run;
            }
            return values.get(run);
        };
    }

    /** The first run that ends after a row. */
    private static int find(IndexReader endOf, int last, int row) {
        int low = 0;
        int high = last;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (endOf.get(middle) > row) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return low;
    }
}
