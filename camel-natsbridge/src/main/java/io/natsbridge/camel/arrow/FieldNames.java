/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.arrow;

import io.natsbridge.camel.error.Names;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.arrow.vector.types.pojo.Field;

/** Names of fields as keys of a map. */
final class FieldNames {

    private FieldNames() {}

    /**
     * The names of fields, each of which occurs once.
     *
     * @param path of the column that holds them, empty for the table
     */
    static String[] of(List<Field> fields, String path) {
        Set<String> seen = new HashSet<>();
        for (Field field : fields) {
            if (!seen.add(field.getName())) {
                throw new MalformedArrowException("two columns " + (path.isEmpty() ? "" : "of '" + path + "' ")
                        + "have the name '" + Names.printable(field.getName())
                        + "', so that its rows are no maps; read it by batches, or have the columns renamed");
            }
        }
        return fields.stream().map(Field::getName).toArray(String[]::new);
    }

    /** One row as a map in the order of the columns. */
    static Map<String, Object> row(String[] names, ColumnReader[] columns, int row) {
        Map<String, Object> map = new LinkedHashMap<>(names.length * 4 / 3 + 1);
        for (int i = 0; i < names.length; i++) {
            map.put(names[i], columns[i].get(row));
        }
        return map;
    }
}
