/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.benchmark;

import java.util.List;
import java.util.Map;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.VectorSchemaRoot;

/** One way to write and to read tables. */
interface TableWork {

    /** Writes one root so many times, as batches of one table. */
    void write(VectorSchemaRoot root, int batches, TableSink sink) throws Exception;

    /**
     * Loads all batches as vectors.
     *
     * @return the number of rows
     */
    long read(byte[] table) throws Exception;

    /** Writes maps. */
    void writeRows(List<Map<String, Object>> rows, TableSink sink) throws Exception;

    /** Reads maps. */
    List<Map<String, Object>> readRows(byte[] table) throws Exception;

    /** What the work is done on, and how many times that is to be done. */
    final class Table implements AutoCloseable {

        private static final int ROW = 64;
        private static final int BASE = 64 * 1024;

        private final int rows;
        private final BufferAllocator allocator = new RootAllocator();
        private final VectorSchemaRoot root;
        private final TableSink sink;

        Table(int rows, int columns) {
            this.rows = rows;
            this.root = Tables.root(allocator, Math.min(rows, Tables.BATCH), columns);
            this.sink = new TableSink(Math.max(1, columns / 4) * (BASE + rows * ROW));
        }

        /** The step that a job repeats. */
        Rate.Step step(TableWork work, String job) throws Exception {
            int batches = rows / root.getRowCount();
            work.write(root, batches, sink.reset());
            byte[] bytes = sink.toByteArray();
            return switch (job) {
                case "write" ->
                    () -> {
                        work.write(root, batches, sink.reset());
                        check(sink.size(), bytes.length);
                    };
                case "read" -> () -> check(work.read(bytes), rows);
                case "write-rows" -> {
                    List<Map<String, Object>> maps = Tables.rows(rows);
                    yield () -> {
                        work.writeRows(maps, sink.reset());
                        check(Math.min(sink.size(), bytes.length / 2), bytes.length / 2);
                    };
                }
                default -> () -> check(work.readRows(bytes).size(), rows);
            };
        }

        private static void check(long actual, long expected) {
            if (actual != expected) {
                throw new IllegalStateException("Wrong work: " + actual + " instead of " + expected);
            }
        }

        @Override
        public void close() {
            root.close();
            allocator.close();
        }
    }
}
