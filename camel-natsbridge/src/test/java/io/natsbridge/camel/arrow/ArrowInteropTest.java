/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.arrow;

import static io.natsbridge.camel.arrow.ArrowFixtures.people;
import static io.natsbridge.camel.arrow.ArrowFixtures.write;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.util.ArrayList;
import java.util.List;
import org.apache.arrow.compression.CommonsCompressionFactory;
import org.apache.arrow.memory.ArrowBuf;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.ipc.ArrowFileReader;
import org.apache.arrow.vector.ipc.ArrowStreamReader;
import org.apache.arrow.vector.ipc.ReadChannel;
import org.apache.arrow.vector.ipc.SeekableReadChannel;
import org.apache.arrow.vector.ipc.message.ArrowBlock;
import org.apache.arrow.vector.ipc.message.MessageChannelReader;
import org.apache.arrow.vector.util.ByteArrayReadableSeekableByteChannel;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Arrow Java's own readers, as far as they go without a JVM flag: their buffers are filled through the heap. */
class ArrowInteropTest {

    private static final int ROWS = 70_000;

    @ParameterizedTest
    @EnumSource(ArrowCompression.class)
    void theStockReaderReadsOurStreams(ArrowCompression compression) throws IOException {
        // Arrow Java's own LZ4 is slow
        int rows = compression == ArrowCompression.LZ4 ? 500 : ROWS;
        byte[] bytes = write(people(rows), new ArrowWriteOptions("t", ArrowFormat.STREAM, compression));
        List<Object> names = new ArrayList<>();

        try (RootAllocator allocator = new RootAllocator();
                ArrowStreamReader reader = new ArrowStreamReader(
                        new MessageChannelReader(new HeapChannel(new ByteArrayInputStream(bytes)), allocator),
                        allocator,
                        CommonsCompressionFactory.INSTANCE)) {
            VectorSchemaRoot root = reader.getVectorSchemaRoot();
            while (reader.loadNextBatch()) {
                for (int i = 0; i < root.getRowCount(); i++) {
                    Object name = root.getVector("name").getObject(i);
                    names.add(name == null ? null : name.toString());
                }
            }
        }

        assertThat(names)
                .isEqualTo(people(rows).stream().map(row -> row.get("name")).toList());
    }

    @ParameterizedTest
    @EnumSource(ArrowCompression.class)
    void theStockReaderFindsTheBlocksOfOurFiles(ArrowCompression compression) throws IOException {
        byte[] bytes = write(people(ROWS), new ArrowWriteOptions("t", ArrowFormat.FILE, compression));

        try (RootAllocator allocator = new RootAllocator();
                ArrowFileReader reader = new ArrowFileReader(
                        new SeekableReadChannel(new ByteArrayReadableSeekableByteChannel(bytes)), allocator)) {
            List<ArrowBlock> blocks = reader.getRecordBlocks();
            ArrowBlock first = blocks.get(0);

            assertThat(reader.getVectorSchemaRoot().getSchema()).isEqualTo(ArrowFixtures.schema(bytes));
            assertThat(blocks).hasSize(2);
            assertThat(blocks.get(1).getOffset())
                    .isEqualTo(first.getOffset() + first.getMetadataLength() + first.getBodyLength());
        }
    }

    /** Fills Arrow's buffers without the view of them that a JVM flag is needed for. */
    private static final class HeapChannel extends ReadChannel {
        private final InputStream in;

        HeapChannel(InputStream in) {
            super(Channels.newChannel(in));
            this.in = in;
        }

        @Override
        public long readFully(ArrowBuf buffer, long length) throws IOException {
            byte[] bytes = in.readNBytes(Math.toIntExact(length));
            buffer.setBytes(0, bytes);
            buffer.writerIndex(bytes.length);
            return bytes.length;
        }
    }
}
