/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.arrow;

import java.util.ArrayList;
import java.util.List;
import org.apache.arrow.memory.ArrowBuf;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.VectorUnloader;
import org.apache.arrow.vector.compression.CompressionCodec;
import org.apache.arrow.vector.compression.CompressionUtil;
import org.apache.arrow.vector.compression.NoCompressionCodec;
import org.apache.arrow.vector.ipc.message.ArrowFieldNode;
import org.apache.arrow.vector.ipc.message.ArrowRecordBatch;

/** Takes the buffers out of a root as they go over the wire: nothing that lay in memory under null values, then packed. */
final class BatchEncoder {

    private final CompressionCodec codec;

    BatchEncoder(CompressionCodec codec) {
        this.codec = codec;
    }

    /** A batch that the caller closes; the root stays as it is. */
    ArrowRecordBatch encode(VectorSchemaRoot root) {
        try (ArrowRecordBatch plain =
                new VectorUnloader(root, true, NoCompressionCodec.INSTANCE, true).getRecordBatch()) {
            List<ArrowBuf> buffers = new ArrayList<>(plain.getBuffers().size());
            try {
                Walk walk = new Walk(plain, buffers);
                root.getFieldVectors().forEach(walk::append);
                return new ArrowRecordBatch(
                        plain.getLength(),
                        plain.getNodes(),
                        buffers,
                        CompressionUtil.createBodyCompression(codec),
                        plain.getVariadicBufferCounts(),
                        true,
                        false);
            } catch (RuntimeException e) {
                buffers.forEach(ArrowBuf::close);
                throw e;
            }
        }
    }

    /** Goes over the buffers of a batch as its vectors lie in it. */
    private final class Walk {
        private final ArrowRecordBatch plain;
        private final List<ArrowBuf> out;
        private int node;
        private int buffer;

        Walk(ArrowRecordBatch plain, List<ArrowBuf> out) {
            this.plain = plain;
            this.out = out;
        }

        void append(FieldVector vector) {
            ColumnLayout layout = ColumnLayout.of(vector.getField(), "");
            ArrowFieldNode counts = plain.getNodes().get(node++);
            int count = vector.getFieldBuffers().size();
            List<ArrowBuf> own = plain.getBuffers().subList(buffer, buffer + count);
            buffer += count;
            for (int i = 0; i < count; i++) {
                ArrowBuf clean = own.get(i).writerIndex() > own.get(i).capacity()
                        ? zeros(own.get(i).writerIndex(), vector.getAllocator())
                        : NullScrubber.scrub(layout, counts, own, i, vector.getAllocator());
                out.add(compress(clean, vector.getAllocator()));
            }
            vector.getChildrenFromFields().forEach(this::append);
        }

        /** Arrow Java makes eight bytes of an empty buffer, which pyarrow takes for a broken LZ4 frame. */
        private ArrowBuf compress(ArrowBuf buffer, BufferAllocator allocator) {
            if (buffer.writerIndex() == 0) {
                return buffer;
            }
            try {
                return codec.compress(allocator, buffer);
            } catch (RuntimeException e) {
                buffer.close();
                throw e;
            }
        }

        /** The offsets of a vector that never got memory. */
        private ArrowBuf zeros(long size, BufferAllocator allocator) {
            return allocator.buffer(size).setZero(0, size).writerIndex(size);
        }
    }
}
