/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.arrow;

import io.natsbridge.camel.error.Names;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.Schema;

/** Finds the schema of rows by looking at all of them: the columns in the order in which they first appear. */
final class RowsShape {

    private final ArrowLimits limits;
    private final List<String> names = new ArrayList<>();
    private final List<ColumnShape> columns = new ArrayList<>();
    private final Map<String, Integer> indices = new HashMap<>();
    private long rows;

    RowsShape(ArrowLimits limits) {
        this.limits = limits;
    }

    /** Looks at the next row. */
    void add(Map<?, ?> row) {
        if (row == null) {
            throw new MalformedArrowException("rows[" + rows + "] is null; a row is a map");
        }
        int expected = 0;
        for (Map.Entry<?, ?> entry : row.entrySet()) {
            int index = index(entry.getKey(), expected);
            Object value = entry.getValue();
            if (value != null) {
                columns.get(index).add(value, rows);
            }
            expected = index + 1;
        }
        rows++;
    }

    /** Rows mostly have their keys in the same order: the key after the last is tried before it is looked up. */
    private int index(Object key, int expected) {
        if (expected < names.size() && names.get(expected).equals(key)) {
            return expected;
        }
        if (!(key instanceof String name)) {
            throw new MalformedArrowException(
                    "rows[" + rows + "] has a key that is no text (" + (key == null ? "null" : key.getClass()) + ")");
        }
        Integer index = indices.putIfAbsent(name, names.size());
        if (index != null) {
            return index;
        }
        if (names.size() == limits.maxFields()) {
            throw new MalformedArrowException("rows[" + rows + "] brings the table to more than " + limits.maxFields()
                    + " columns; are these keys data?");
        }
        names.add(name);
        columns.add(new ColumnShape(Names.printable(name), limits.maxDepth()));
        return names.size() - 1;
    }

    /** Number of rows seen. */
    long rows() {
        return rows;
    }

    Schema toSchema() {
        List<Field> fields = new ArrayList<>();
        for (int i = 0; i < names.size(); i++) {
            fields.add(columns.get(i).toField(names.get(i)));
        }
        return new Schema(fields);
    }
}
