/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.arrow;

import io.natsbridge.camel.error.Names;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.arrow.vector.types.IntervalUnit;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.FieldType;

/** Collects the values of one column, with its nested ones, until it is known which type holds all of them as they are. */
final class ColumnShape {

    private static final String ELEMENT = "item";

    private final String path;
    private final int depth;
    private final NumberShape numbers;
    private final TimeShape times;
    private final Map<String, ColumnShape> fields = new LinkedHashMap<>();
    private ColumnShape element;
    private ValueKind kind;
    private String firstType;

    /**
     * @param path names from the top, for messages
     * @param depth levels that may follow below this one
     */
    ColumnShape(String path, int depth) {
        this.path = path;
        this.depth = depth;
        this.numbers = new NumberShape(path);
        this.times = new TimeShape(path);
    }

    /** Looks at a value that is not null. */
    void add(Object value, long row) {
        ValueKind next = ValueKind.of(value)
                .orElseThrow(() -> malformed(
                        row,
                        "holds a " + value.getClass().getName()
                                + ", for which there is no type of column; convert it before"));
        if (kind == null) {
            kind = next;
            firstType = value.getClass().getSimpleName();
        } else if (kind != next && !(kind.isNumber() && next.isNumber())) {
            throw malformed(
                    row,
                    "has type " + value.getClass().getSimpleName() + ", in an earlier row " + firstType
                            + "; give the column one type");
        }
        switch (next) {
            case INTEGER, BIG_INTEGER, FLOAT, DOUBLE, DECIMAL -> numbers.add(next, value);
            case LOCAL_DATE, LOCAL_TIME, LOCAL_DATE_TIME, INSTANT, DURATION -> times.add(next, value);
            case TEXT -> {
                if (!JavaValues.isWellFormed(JavaValues.text(value))) {
                    throw malformed(row, "holds text with half of a surrogate pair, which UTF-8 cannot carry");
                }
            }
            case LIST -> addElements(value, row);
            case STRUCT -> addFields((Map<?, ?>) value, row);
            case INTERVAL -> {
                if (!IntervalValue.fits(value)) {
                    throw malformed(row, "holds a period beyond the months or nanoseconds that Arrow's reach");
                }
            }
            case BOOLEAN, BYTES -> {}
        }
    }

    private void addElements(Object value, long row) {
        if (element == null) {
            element = nested(ELEMENT, row);
        }
        for (Object each : JavaValues.elements(value)) {
            if (each != null) {
                element.add(each, row);
            }
        }
    }

    private void addFields(Map<?, ?> map, long row) {
        for (Map.Entry<?, ?> entry : map.entrySet()) {
            if (!(entry.getKey() instanceof String name)) {
                throw malformed(row, "holds a map with a key that is no text");
            }
            ColumnShape field = fields.get(name);
            if (field == null) {
                field = nested(name, row);
                fields.put(name, field);
            }
            if (entry.getValue() != null) {
                field.add(entry.getValue(), row);
            }
        }
    }

    private ColumnShape nested(String name, long row) {
        if (depth == 0) {
            throw malformed(row, "is nested too deeply, or holds itself");
        }
        return new ColumnShape(path + "." + Names.printable(name), depth - 1);
    }

    private MalformedArrowException malformed(long row, String what) {
        return new MalformedArrowException("column '" + path + "' at rows[" + row + "] " + what);
    }

    /** The column that holds all values seen; one without any has the null type. */
    Field toField(String name) {
        List<Field> children = new ArrayList<>();
        if (kind == ValueKind.LIST) {
            children.add(element.toField(ELEMENT));
        } else if (kind == ValueKind.STRUCT) {
            fields.forEach((child, field) -> children.add(field.toField(child)));
        }
        return new Field(name, FieldType.nullable(type()), children);
    }

    private ArrowType type() {
        if (kind == null) {
            return new ArrowType.Null();
        }
        return switch (kind) {
            case BOOLEAN -> new ArrowType.Bool();
            case INTEGER, BIG_INTEGER, FLOAT, DOUBLE, DECIMAL -> numbers.type();
            case LOCAL_DATE, LOCAL_TIME, LOCAL_DATE_TIME, INSTANT, DURATION -> times.type(kind);
            case TEXT -> new ArrowType.Utf8();
            case BYTES -> new ArrowType.Binary();
            case INTERVAL -> new ArrowType.Interval(IntervalUnit.MONTH_DAY_NANO);
            case LIST -> new ArrowType.List();
            case STRUCT -> new ArrowType.Struct();
        };
    }
}
