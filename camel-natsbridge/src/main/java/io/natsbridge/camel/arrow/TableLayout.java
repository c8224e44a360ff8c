/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.arrow;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.FieldType;
import org.apache.arrow.vector.types.pojo.Schema;

/**
 * How a whole schema lies in memory.
 *
 * @param columns of a batch, in order
 * @param dictionaries the values of each dictionary, by its id
 */
record TableLayout(List<ColumnLayout> columns, Map<Long, ColumnLayout> dictionaries) {

    static TableLayout of(Schema schema) {
        List<ColumnLayout> columns = new ArrayList<>();
        Map<Long, ColumnLayout> dictionaries = new HashMap<>();
        for (Field field : schema.getFields()) {
            columns.add(ColumnLayout.of(field, ""));
            collect(field, "", dictionaries);
        }
        return new TableLayout(List.copyOf(columns), Map.copyOf(dictionaries));
    }

    private static void collect(Field field, String parent, Map<Long, ColumnLayout> dictionaries) {
        if (field.getDictionary() != null) {
            FieldType plain = new FieldType(field.isNullable(), field.getType(), null, field.getMetadata());
            ColumnLayout values = ColumnLayout.of(new Field(field.getName(), plain, field.getChildren()), parent);
            long id = field.getDictionary().getId();
            ColumnLayout other = dictionaries.putIfAbsent(id, values);
            if (other != null && !sameValues(other.field(), field)) {
                throw new MalformedArrowException("columns '" + other.path() + "' and '" + values.path()
                        + "' share dictionary " + id + " but not its type");
            }
        }
        for (Field child : field.getChildren()) {
            collect(child, ColumnLayout.path(field, parent), dictionaries);
        }
    }

    private static boolean sameValues(Field a, Field b) {
        return a.getType().equals(b.getType()) && a.getChildren().equals(b.getChildren());
    }
}
