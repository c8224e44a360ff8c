/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.benchmark;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.BigIntVector;
import org.apache.arrow.vector.BitVector;
import org.apache.arrow.vector.Float8Vector;
import org.apache.arrow.vector.VarCharVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.types.FloatingPointPrecision;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.Schema;

/** The tables that are measured: columns of int64, float64, utf8 and bool, as many of each as asked for. */
final class Tables {

    static final String ID = "id";
    static final String VALUE = "value";
    static final String NAME = "name";
    static final String FLAG = "flag";

    /** Rows of one batch at most. */
    static final int BATCH = 1_000_000;

    private Tables() {}

    /** The schema of four columns. */
    static Schema schema() {
        return schema(4);
    }

    /** A schema of so many columns, of the four types in turns. */
    static Schema schema(int columns) {
        List<ArrowType> types = List.of(
                new ArrowType.Int(Long.SIZE, true),
                new ArrowType.FloatingPoint(FloatingPointPrecision.DOUBLE),
                new ArrowType.Utf8(),
                new ArrowType.Bool());
        List<String> names = List.of(ID, VALUE, NAME, FLAG);
        List<Field> fields = new ArrayList<>();
        for (int i = 0; i < columns; i++) {
            fields.add(Field.nullable(names.get(i % 4) + (i < 4 ? "" : i / 4), types.get(i % 4)));
        }
        return new Schema(fields);
    }

    /** Vectors full of values; the caller closes them. */
    static VectorSchemaRoot root(BufferAllocator allocator, int rows, int columns) {
        VectorSchemaRoot root = VectorSchemaRoot.create(schema(columns), allocator);
        for (int i = 0; i < columns; i++) {
            switch (i % 4) {
                case 0 -> fill((BigIntVector) root.getVector(i), rows);
                case 1 -> fill((Float8Vector) root.getVector(i), rows);
                case 2 -> fill((VarCharVector) root.getVector(i), rows);
                default -> fill((BitVector) root.getVector(i), rows);
            }
        }
        root.setRowCount(rows);
        return root;
    }

    private static void fill(BigIntVector vector, int rows) {
        for (int row = 0; row < rows; row++) {
            vector.setSafe(row, row);
        }
    }

    private static void fill(Float8Vector vector, int rows) {
        for (int row = 0; row < rows; row++) {
            vector.setSafe(row, value(row));
        }
    }

    private static void fill(VarCharVector vector, int rows) {
        for (int row = 0; row < rows; row++) {
            vector.setSafe(row, name(row).getBytes(StandardCharsets.UTF_8));
        }
    }

    private static void fill(BitVector vector, int rows) {
        for (int row = 0; row < rows; row++) {
            vector.setSafe(row, row & 1);
        }
    }

    /** The rows of the table of four columns. */
    static List<Map<String, Object>> rows(int count) {
        List<Map<String, Object>> rows = new ArrayList<>(count);
        for (int row = 0; row < count; row++) {
            Map<String, Object> map = new LinkedHashMap<>();
            map.put(ID, (long) row);
            map.put(VALUE, value(row));
            map.put(NAME, name(row));
            map.put(FLAG, (row & 1) == 1);
            rows.add(map);
        }
        return rows;
    }

    private static double value(int row) {
        return row * 0.5;
    }

    private static String name(int row) {
        return "name-" + row;
    }
}
