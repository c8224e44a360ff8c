/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.arrow;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.dictionary.DictionaryProvider;
import org.apache.arrow.vector.types.pojo.Schema;

/** Writes rows in batches of bounded size: one pass finds the schema, another writes. */
final class RowWriter {

    private static final int BATCH_ROWS = 64 * 1024;
    private static final long BATCH_BYTES = 16L * 1024 * 1024;

    private final Schema schema;
    private final long expectedRows;
    private final VectorSchemaRoot root;
    private final String[] names;
    private final BatchSize size = new BatchSize();
    private long written;

    private RowWriter(RowsShape shape, BufferAllocator allocator) {
        this.schema = shape.toSchema();
        this.expectedRows = shape.rows();
        this.names = schema.getFields().stream().map(field -> field.getName()).toArray(String[]::new);
        this.root = VectorSchemaRoot.create(schema, allocator);
    }

    /**
     * Writes all rows. Nothing is written when a value does not fit into its column.
     *
     * @param rows iterated over twice
     */
    static void write(Iterable<? extends Map<String, ?>> rows, OutputStream out, ArrowWriteOptions options)
            throws IOException {
        RowsShape shape = new RowsShape(ArrowLimits.DEFAULT);
        for (Map<?, ?> row : rows) {
            shape.add(row);
        }
        BufferAllocator allocator = ArrowMemory.allocator("rows", Long.MAX_VALUE);
        try {
            RowWriter writer = new RowWriter(shape, allocator);
            try (VectorSchemaRoot root = writer.root) {
                BatchWriter batches =
                        new BatchWriter(root, new DictionaryProvider.MapDictionaryProvider(), out, options);
                writer.write(rows.iterator(), batches);
            }
        } finally {
            ArrowMemory.release(allocator);
        }
    }

    private void write(Iterator<? extends Map<?, ?>> rows, BatchWriter batches) throws IOException {
        int capacity = (int) Math.min(BATCH_ROWS, expectedRows);
        while (rows.hasNext()) {
            allocate(capacity);
            int count = fill(rows);
            root.setRowCount(count);
            batches.write();
            written += count;
            root.clear();
            size.reset();
        }
        if (written != expectedRows) {
            throw new MalformedArrowException("the rows changed while they were written: there were " + expectedRows
                    + " when the columns were looked at and " + written + " afterwards; give a collection");
        }
        batches.end();
    }

    private void allocate(int capacity) {
        for (FieldVector vector : root.getFieldVectors()) {
            vector.setInitialCapacity(capacity);
            vector.allocateNew();
        }
    }

    private int fill(Iterator<? extends Map<?, ?>> rows) {
        List<FieldVector> vectors = root.getFieldVectors();
        ColumnWriter[] writers =
                vectors.stream().map(vector -> ColumnWriters.of(vector, size)).toArray(ColumnWriter[]::new);
        int row = 0;
        for (; row < BATCH_ROWS && size.bytes() < BATCH_BYTES && rows.hasNext(); row++) {
            Map<?, ?> values = rows.next();
            for (int i = 0; i < names.length; i++) {
                Object value = values.get(names[i]);
                if (value != null) {
                    writers[i].write(row, value);
                }
            }
        }
        return row;
    }
}
