/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.vectors;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.apache.arrow.vector.types.DateUnit;
import org.apache.arrow.vector.types.FloatingPointPrecision;
import org.apache.arrow.vector.types.TimeUnit;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.DictionaryEncoding;
import org.apache.arrow.vector.types.pojo.Field;

/** The names that pyarrow prints for Arrow types. */
final class ColumnType {

    private ColumnType() {}

    static String of(Field field) {
        String plain = plain(field);
        DictionaryEncoding dictionary = field.getDictionary();
        if (dictionary == null) {
            return plain;
        }
        return String.format(
                "dictionary<values=%s, indices=%s, ordered=%d>",
                plain, integer(dictionary.getIndexType()), dictionary.isOrdered() ? 1 : 0);
    }

    private static String plain(Field field) {
        ArrowType type = field.getType();
        List<Field> children = field.getChildren();
        return switch (type.getTypeID()) {
            case Int -> integer((ArrowType.Int) type);
            case FloatingPoint -> floating(((ArrowType.FloatingPoint) type).getPrecision());
            case Utf8 -> "string";
            case LargeUtf8 -> "large_string";
            case Utf8View -> "string_view";
            case LargeBinary -> "large_binary";
            case FixedSizeBinary -> "fixed_size_binary[" + ((ArrowType.FixedSizeBinary) type).getByteWidth() + "]";
            case Decimal -> decimal((ArrowType.Decimal) type);
            case Date, Time, Timestamp, Duration, Interval -> temporal(type);
            case List -> "list<" + named(children.get(0)) + ">";
            case LargeList -> "large_list<" + named(children.get(0)) + ">";
            case Struct -> children.stream().map(ColumnType::named).collect(Collectors.joining(", ", "struct<", ">"));
            case Map ->
                children.get(0).getChildren().stream()
                        .map(ColumnType::of)
                        .collect(Collectors.joining(", ", "map<", ">"));
            default -> type.getTypeID().name().toLowerCase(Locale.ROOT);
        };
    }

    private static String named(Field field) {
        return field.getName() + ": " + of(field) + (field.isNullable() ? "" : " not null");
    }

    private static String integer(ArrowType.Int type) {
        return (type.getIsSigned() ? "int" : "uint") + type.getBitWidth();
    }

    private static String floating(FloatingPointPrecision precision) {
        return switch (precision) {
            case HALF -> "halffloat";
            case SINGLE -> "float";
            case DOUBLE -> "double";
        };
    }

    private static String decimal(ArrowType.Decimal type) {
        return String.format("decimal%d(%d, %d)", type.getBitWidth(), type.getPrecision(), type.getScale());
    }

    private static String temporal(ArrowType type) {
        if (type instanceof ArrowType.Date date) {
            return date.getUnit() == DateUnit.DAY ? "date32[day]" : "date64[ms]";
        } else if (type instanceof ArrowType.Time time) {
            return "time" + time.getBitWidth() + "[" + unit(time.getUnit()) + "]";
        } else if (type instanceof ArrowType.Timestamp timestamp) {
            String zone = timestamp.getTimezone() == null ? "" : ", tz=" + timestamp.getTimezone();
            return "timestamp[" + unit(timestamp.getUnit()) + zone + "]";
        } else if (type instanceof ArrowType.Duration duration) {
            return "duration[" + unit(duration.getUnit()) + "]";
        }
        return ((ArrowType.Interval) type).getUnit().name().toLowerCase(Locale.ROOT) + "_interval";
    }

    private static String unit(TimeUnit unit) {
        return switch (unit) {
            case SECOND -> "s";
            case MILLISECOND -> "ms";
            case MICROSECOND -> "us";
            case NANOSECOND -> "ns";
        };
    }
}
