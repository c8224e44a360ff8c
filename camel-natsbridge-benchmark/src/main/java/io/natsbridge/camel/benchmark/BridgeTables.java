/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.benchmark;

import io.natsbridge.camel.arrow.ArrowCompression;
import io.natsbridge.camel.arrow.ArrowFormat;
import io.natsbridge.camel.arrow.ArrowTable;
import io.natsbridge.camel.arrow.ArrowTables;
import io.natsbridge.camel.arrow.ArrowWriteOptions;
import io.natsbridge.camel.codec.ArrowTableCodec;
import io.natsbridge.camel.content.Content;
import io.natsbridge.camel.envelope.Payload;
import io.natsbridge.camel.envelope.PayloadType;
import io.natsbridge.camel.envelope.Transport;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.dictionary.DictionaryProvider;
import org.apache.arrow.vector.ipc.ArrowReader;
import org.apache.arrow.vector.types.pojo.Schema;

/** The component's way: {@link ArrowTables}, which its codec writes with, and {@link ArrowTableCodec}, which its endpoints read with. Every value is checked. */
final class BridgeTables implements TableWork {

    private static final ArrowTableCodec CODEC = new ArrowTableCodec(ArrowCompression.NONE);
    private static final ArrowWriteOptions OPTIONS =
            new ArrowWriteOptions("table", ArrowFormat.STREAM, ArrowCompression.NONE);
    private static final Payload PAYLOAD = Payload.builder("table", PayloadType.ARROWTABLE)
            .transport(Transport.DIRECT)
            .build();

    @Override
    public void write(VectorSchemaRoot root, int batches, TableSink sink) throws IOException {
        if (batches == 1) {
            ArrowTables.writeRoot(root, new DictionaryProvider.MapDictionaryProvider(), sink, OPTIONS);
        } else {
            ArrowTables.writeReader(new Repeated(root, batches), sink, OPTIONS);
        }
    }

    @Override
    public long read(byte[] bytes) throws IOException {
        long rows = 0;
        try (ArrowTable table = (ArrowTable) CODEC.decode(PAYLOAD, Content.of(bytes));
                ArrowReader reader = table.reader()) {
            while (reader.loadNextBatch()) {
                rows += reader.getVectorSchemaRoot().getRowCount();
            }
        }
        return rows;
    }

    @Override
    public void writeRows(List<Map<String, Object>> rows, TableSink sink) throws IOException {
        ArrowTables.writeRows(rows, sink, OPTIONS);
    }

    @Override
    public List<Map<String, Object>> readRows(byte[] bytes) throws IOException {
        try (ArrowTable table = (ArrowTable) CODEC.decode(PAYLOAD, Content.of(bytes))) {
            return table.rows();
        }
    }

    /** The same vectors several times; they stay with the caller. */
    private static final class Repeated extends ArrowReader {
        private final VectorSchemaRoot root;
        private int left;

        Repeated(VectorSchemaRoot root, int batches) {
            super(root.getVector(0).getAllocator());
            this.root = root;
            this.left = batches;
        }

        @Override
        public VectorSchemaRoot getVectorSchemaRoot() {
            return root;
        }

        @Override
        public boolean loadNextBatch() {
            return left-- > 0;
        }

        @Override
        public long bytesRead() {
            return 0;
        }

        @Override
        protected void closeReadSource() {}

        @Override
        protected Schema readSchema() {
            return root.getSchema();
        }
    }
}
