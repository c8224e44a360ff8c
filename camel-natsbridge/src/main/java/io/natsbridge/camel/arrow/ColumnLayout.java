/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.arrow;

import io.natsbridge.camel.error.Names;
import java.util.ArrayList;
import java.util.List;
import org.apache.arrow.vector.types.DateUnit;
import org.apache.arrow.vector.types.UnionMode;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.DictionaryEncoding;
import org.apache.arrow.vector.types.pojo.Field;

/**
 * How one column of the schema lies in memory, as a tree.
 *
 * @param field the column as the schema has it: a dictionary-encoded one with the type of its values
 * @param path names from the top, joined by dots, fit for a message
 * @param type what lies in the buffers: of a dictionary-encoded column the type of its indices
 * @param kind how it lies there
 * @param width bits of a value of kind FIXED; bytes of an offset of kinds VARIABLE, LIST and LIST_VIEW; values in a list of kind FIXED_LIST; else 0
 * @param children nested columns; none of a dictionary-encoded one
 */
record ColumnLayout(Field field, String path, ArrowType type, ColumnKind kind, int width, List<ColumnLayout> children) {

    /** The dictionary that the values are indices into, or null. */
    DictionaryEncoding encoding() {
        return field.getDictionary();
    }

    /** The layout of a column. */
    static ColumnLayout of(Field field, String parent) {
        String path = path(field, parent);
        DictionaryEncoding encoding = field.getDictionary();
        if (encoding != null) {
            ArrowType.Int index = encoding.getIndexType();
            return new ColumnLayout(field, path, index, ColumnKind.FIXED, index.getBitWidth(), List.of());
        }
        List<ColumnLayout> children = new ArrayList<>(field.getChildren().size());
        for (Field child : field.getChildren()) {
            children.add(of(child, path));
        }
        ArrowType type = field.getType() instanceof ArrowType.ExtensionType extension
                ? extension.storageType()
                : field.getType();
        ColumnKind kind = kind(type);
        return new ColumnLayout(field, path, type, kind, width(type, kind), List.copyOf(children));
    }

    /** Names from the top down to a field. */
    static String path(Field field, String parent) {
        return parent.isEmpty() ? Names.printable(field.getName()) : parent + "." + Names.printable(field.getName());
    }

    private static ColumnKind kind(ArrowType type) {
        return switch (type.getTypeID()) {
            case Null -> ColumnKind.NULL;
            case Struct -> ColumnKind.STRUCT;
            case List, LargeList, Map -> ColumnKind.LIST;
            case ListView, LargeListView -> ColumnKind.LIST_VIEW;
            case FixedSizeList -> ColumnKind.FIXED_LIST;
            case Union ->
                ((ArrowType.Union) type).getMode() == UnionMode.Sparse
                        ? ColumnKind.SPARSE_UNION
                        : ColumnKind.DENSE_UNION;
            case Utf8, Binary, LargeUtf8, LargeBinary -> ColumnKind.VARIABLE;
            case Utf8View, BinaryView -> ColumnKind.VIEW;
            case RunEndEncoded -> ColumnKind.RUN_END;
            default -> ColumnKind.FIXED;
        };
    }

    private static int width(ArrowType type, ColumnKind kind) {
        return switch (kind) {
            case FIXED -> bits(type);
            case VARIABLE, LIST, LIST_VIEW ->
                switch (type.getTypeID()) {
                    case LargeUtf8, LargeBinary, LargeList, LargeListView -> Long.BYTES;
                    default -> Integer.BYTES;
                };
            case FIXED_LIST -> ((ArrowType.FixedSizeList) type).getListSize();
            default -> 0;
        };
    }

    private static int bits(ArrowType type) {
        return switch (type.getTypeID()) {
            case Int -> ((ArrowType.Int) type).getBitWidth();
            case FloatingPoint ->
                switch (((ArrowType.FloatingPoint) type).getPrecision()) {
                    case HALF -> 16;
                    case SINGLE -> 32;
                    case DOUBLE -> 64;
                };
            case Bool -> 1;
            case Decimal -> ((ArrowType.Decimal) type).getBitWidth();
            case FixedSizeBinary -> Math.multiplyExact(8, ((ArrowType.FixedSizeBinary) type).getByteWidth());
            case Date -> ((ArrowType.Date) type).getUnit() == DateUnit.DAY ? 32 : 64;
            case Time -> ((ArrowType.Time) type).getBitWidth();
            case Timestamp, Duration -> 64;
            case Interval ->
                switch (((ArrowType.Interval) type).getUnit()) {
                    case YEAR_MONTH -> 32;
                    case DAY_TIME -> 64;
                    case MONTH_DAY_NANO -> 128;
                };
            default -> throw new MalformedArrowException("a column of type " + type + " has no known layout");
        };
    }
}
