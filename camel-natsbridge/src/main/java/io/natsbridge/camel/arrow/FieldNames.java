/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.arrow;

import io.natsbridge.camel.error.Names;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.arrow.vector.types.pojo.Field;

/** The names of fields as keys of {@linkplain Row rows}. Immutable. */
final class FieldNames {

    private final String[] names;
    private final Map<String, Integer> indices;

    private FieldNames(String[] names, Map<String, Integer> indices) {
        this.names = names;
        this.indices = indices;
    }

    /**
     * The names of fields, each of which occurs once.
     *
     * @param path of the column that holds them, empty for the table
     */
    static FieldNames of(List<Field> fields, String path) {
        String[] names = fields.stream().map(Field::getName).toArray(String[]::new);
        Map<String, Integer> indices = new HashMap<>();
        for (int i = 0; i < names.length; i++) {
            if (indices.put(names[i], i) != null) {
                throw new MalformedArrowException("two columns " + (path.isEmpty() ? "" : "of '" + path + "' ")
                        + "have the name '" + Names.printable(names[i])
                        + "', so that its rows are no maps; read it by batches, or have the columns renamed");
            }
        }
        return new FieldNames(names, indices);
    }

    int count() {
        return names.length;
    }

    String name(int column) {
        return names[column];
    }

    /** The column of a name, or -1. */
    int index(Object name) {
        Integer index = indices.get(name);
        return index == null ? -1 : index;
    }

    /** One row, in the order of the columns. */
    Map<String, Object> row(ColumnReader[] columns, int row) {
        Object[] values = new Object[columns.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = columns[i].get(row);
        }
        return new Row(this, values);
    }
}
