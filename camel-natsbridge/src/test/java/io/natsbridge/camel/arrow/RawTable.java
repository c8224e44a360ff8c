/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.arrow;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.apache.arrow.memory.ArrowBuf;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.compression.CompressionCodec;
import org.apache.arrow.vector.compression.CompressionUtil;
import org.apache.arrow.vector.ipc.message.ArrowDictionaryBatch;
import org.apache.arrow.vector.ipc.message.ArrowFieldNode;
import org.apache.arrow.vector.ipc.message.ArrowRecordBatch;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.Schema;

/** Builds Arrow data buffer by buffer, sound or not. */
final class RawTable {

    /** One column of a batch: its node, its buffers, its nested columns; of views, the buffers after the second are counted in the batch. */
    record RawColumn(int length, int nulls, boolean views, List<byte[]> buffers, List<RawColumn> children) {
        RawColumn with(RawColumn... nested) {
            return new RawColumn(length, nulls, views, buffers, List.of(nested));
        }

        RawColumn asViews() {
            return new RawColumn(length, nulls, true, buffers, children);
        }
    }

    /** A batch, or a dictionary where the id is not null. */
    private record Part(Long dictionary, boolean delta, int rows, List<RawColumn> columns) {}

    private final Schema schema;
    private final List<Part> parts = new ArrayList<>();

    RawTable(Field... fields) {
        this.schema = new Schema(List.of(fields));
    }

    static RawColumn column(int length, int nulls, byte[]... buffers) {
        return new RawColumn(length, nulls, false, List.of(buffers), List.of());
    }

    RawTable batch(int rows, RawColumn... columns) {
        parts.add(new Part(null, false, rows, List.of(columns)));
        return this;
    }

    RawTable dictionary(long id, RawColumn values) {
        parts.add(new Part(id, false, values.length(), List.of(values)));
        return this;
    }

    RawTable delta(long id, RawColumn values) {
        parts.add(new Part(id, true, values.length(), List.of(values)));
        return this;
    }

    byte[] toBytes() {
        return toBytes(ArrowFormat.STREAM, ArrowCompression.NONE);
    }

    byte[] toBytes(ArrowFormat format, ArrowCompression compression) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        BufferAllocator allocator = ArrowMemory.allocator("raw", Long.MAX_VALUE);
        try {
            IpcOutput output = new IpcOutput(out, format, schema);
            for (Part part : parts) {
                ArrowRecordBatch batch = new Assembly(allocator, compression.codec()).batch(part);
                try (batch) {
                    if (part.dictionary() == null) {
                        output.write(batch);
                    } else {
                        output.write(new ArrowDictionaryBatch(part.dictionary(), batch, part.delta()));
                    }
                }
            }
            output.end();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            allocator.close();
        }
        return out.toByteArray();
    }

    private static final class Assembly {
        private final BufferAllocator allocator;
        private final CompressionCodec codec;
        private final List<ArrowFieldNode> nodes = new ArrayList<>();
        private final List<ArrowBuf> buffers = new ArrayList<>();
        private final List<Long> variadic = new ArrayList<>();

        Assembly(BufferAllocator allocator, CompressionCodec codec) {
            this.allocator = allocator;
            this.codec = codec;
        }

        ArrowRecordBatch batch(Part part) {
            part.columns().forEach(this::add);
            return new ArrowRecordBatch(
                    part.rows(), nodes, buffers, CompressionUtil.createBodyCompression(codec), variadic, true, false);
        }

        private void add(RawColumn column) {
            nodes.add(new ArrowFieldNode(column.length(), column.nulls()));
            if (column.views()) {
                variadic.add(column.buffers().size() - 2L);
            }
            for (byte[] bytes : column.buffers()) {
                ArrowBuf buffer = allocator.buffer(Math.max(1, bytes.length));
                buffer.setBytes(0, bytes);
                buffer.writerIndex(bytes.length);
                buffers.add(codec.compress(allocator, buffer));
            }
            column.children().forEach(this::add);
        }
    }

    static byte[] none() {
        return new byte[0];
    }

    static byte[] bytes(int... values) {
        byte[] bytes = new byte[values.length];
        for (int i = 0; i < values.length; i++) {
            bytes[i] = (byte) values[i];
        }
        return bytes;
    }

    static byte[] shorts(int... values) {
        byte[] bytes = new byte[2 * values.length];
        ByteBuffer buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        for (int value : values) {
            buffer.putShort((short) value);
        }
        return bytes;
    }

    static byte[] ints(int... values) {
        byte[] bytes = new byte[4 * values.length];
        ByteBuffer buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        for (int value : values) {
            buffer.putInt(value);
        }
        return bytes;
    }

    static byte[] longs(long... values) {
        byte[] bytes = new byte[8 * values.length];
        ByteBuffer buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        for (long value : values) {
            buffer.putLong(value);
        }
        return bytes;
    }

    static byte[] floats(float... values) {
        byte[] bytes = new byte[4 * values.length];
        ByteBuffer buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        for (float value : values) {
            buffer.putFloat(value);
        }
        return bytes;
    }

    static byte[] doubles(double... values) {
        byte[] bytes = new byte[8 * values.length];
        ByteBuffer buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        for (double value : values) {
            buffer.putDouble(value);
        }
        return bytes;
    }

    static byte[] text(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    static byte[] join(byte[]... parts) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            out.writeBytes(part);
        }
        return out.toByteArray();
    }
}
