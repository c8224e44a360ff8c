/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.benchmark;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.BigIntVector;
import org.apache.arrow.vector.BitVector;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.Float8Vector;
import org.apache.arrow.vector.VarCharVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.dictionary.DictionaryProvider;
import org.apache.arrow.vector.ipc.ArrowStreamReader;
import org.apache.arrow.vector.ipc.ArrowStreamWriter;
import org.apache.arrow.vector.util.Text;

/** What somebody writes by hand with arrow-java alone, for columns that are known. It checks nothing, and needs {@code --add-opens java.base/java.nio=ALL-UNNAMED}. */
final class PlainTables implements TableWork {

    private final BufferAllocator allocator = new RootAllocator();

    @Override
    public void write(VectorSchemaRoot root, int batches, TableSink sink) throws IOException {
        try (ArrowStreamWriter writer =
                new ArrowStreamWriter(root, new DictionaryProvider.MapDictionaryProvider(), sink)) {
            writer.start();
            for (int i = 0; i < batches; i++) {
                writer.writeBatch();
            }
            writer.end();
        }
    }

    @Override
    public long read(byte[] table) throws IOException {
        long rows = 0;
        try (ArrowStreamReader reader = new ArrowStreamReader(new ByteArrayInputStream(table), allocator)) {
            while (reader.loadNextBatch()) {
                rows += reader.getVectorSchemaRoot().getRowCount();
            }
        }
        return rows;
    }

    @Override
    public void writeRows(List<Map<String, Object>> rows, TableSink sink) throws IOException {
        try (VectorSchemaRoot root = VectorSchemaRoot.create(Tables.schema(), allocator)) {
            BigIntVector ids = (BigIntVector) root.getVector(Tables.ID);
            Float8Vector values = (Float8Vector) root.getVector(Tables.VALUE);
            VarCharVector names = (VarCharVector) root.getVector(Tables.NAME);
            BitVector flags = (BitVector) root.getVector(Tables.FLAG);
            root.allocateNew();
            int row = 0;
            for (Map<String, Object> map : rows) {
                ids.setSafe(row, (Long) map.get(Tables.ID));
                values.setSafe(row, (Double) map.get(Tables.VALUE));
                names.setSafe(row, ((String) map.get(Tables.NAME)).getBytes(StandardCharsets.UTF_8));
                flags.setSafe(row, (Boolean) map.get(Tables.FLAG) ? 1 : 0);
                row++;
            }
            root.setRowCount(row);
            write(root, 1, sink);
        }
    }

    @Override
    public List<Map<String, Object>> readRows(byte[] table) throws IOException {
        List<Map<String, Object>> rows = new ArrayList<>();
        try (ArrowStreamReader reader = new ArrowStreamReader(new ByteArrayInputStream(table), allocator)) {
            VectorSchemaRoot root = reader.getVectorSchemaRoot();
            while (reader.loadNextBatch()) {
                for (int row = 0; row < root.getRowCount(); row++) {
                    rows.add(row(root.getFieldVectors(), row));
                }
            }
        }
        return rows;
    }

    private static Map<String, Object> row(List<FieldVector> columns, int row) {
        Map<String, Object> map = new LinkedHashMap<>();
        for (FieldVector column : columns) {
            Object value = column.getObject(row);
            map.put(column.getName(), value instanceof Text text ? text.toString() : value);
        }
        return map;
    }
}
