/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.arrow;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.apache.arrow.memory.ArrowBuf;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.OutOfMemoryException;
import org.apache.arrow.vector.compression.CompressionCodec;
import org.apache.arrow.vector.compression.CompressionUtil;

/**
 * Unpacks the buffers of one batch where they are compressed: what each unpacks to is checked at once, the unpacking waits until somebody reads the buffer. Closing gives the memory
 * back.
 */
final class Unpacker implements UnaryOperator<Region>, AutoCloseable {

    private static final long PREFIX = CompressionUtil.SIZE_OF_UNCOMPRESSED_LENGTH;

    private final ArrowCompression compression;
    private final CompressionCodec codec;
    private final Supplier<BufferAllocator> allocator;
    private final long limit;
    private final List<Packed> packed = new ArrayList<>();
    private final List<ArrowBuf> unpacked = new ArrayList<>();
    private long size;

    /**
     * @param allocator asked for memory when a buffer is unpacked
     * @param limit bytes that all buffers together may unpack to
     */
    Unpacker(ArrowCompression compression, Supplier<BufferAllocator> allocator, long limit) {
        this.compression = compression;
        this.codec = compression.codec();
        this.allocator = allocator;
        this.limit = limit;
    }

    /** Measures only: nothing may be read from the buffers. */
    Unpacker(ArrowCompression compression, long limit) {
        this(
                compression,
                () -> {
                    throw new IllegalStateException("there is no memory to unpack to");
                },
                limit);
    }

    /** Bytes that the buffers seen so far unpack to. */
    long size() {
        return size;
    }

    @Override
    public Region apply(Region buffer) {
        if (compression == ArrowCompression.NONE) {
            return buffer;
        }
        if (buffer.length() < PREFIX) {
            throw new MalformedArrowException("a compressed buffer has " + buffer.length() + " bytes, less than 8");
        }
        long length = buffer.window().getLong(0);
        if (length == CompressionUtil.NO_COMPRESSION_LENGTH) {
            return buffer.slice(PREFIX, buffer.length() - PREFIX);
        }
        if (length < 0) {
            throw new MalformedArrowException("a compressed buffer claims to unpack to " + length + " bytes");
        }
        if (length > limit - size) {
            throw new ArrowLimitException(
                    "unpacked from " + buffer.source().size() + " bytes, a batch of the Arrow data",
                    length > Long.MAX_VALUE - size ? length : size + length,
                    limit,
                    "have it sent uncompressed or in smaller batches, or raise ArrowLimits.maxMemory, maxRatio or maxExpanded");
        }
        size += length;
        if (length == 0) {
            return buffer.slice(0, 0);
        }
        Packed source = new Packed(buffer, length);
        packed.add(source);
        return new Region(source, 0, length);
    }

    /** Unpacks all buffers now, and so finds those that are damaged. */
    void unpackAll() {
        packed.forEach(Packed::bytes);
    }

    @Override
    public void close() {
        unpacked.forEach(ArrowBuf::close);
        unpacked.clear();
    }

    private ArrowBuf unpack(Region packed, long length) {
        ArrowBuf in = allocator.get().buffer(packed.length());
        ArrowBuf out;
        try {
            packed.copyTo(in);
            out = codec.decompress(allocator.get(), in);
        } catch (OutOfMemoryException | MalformedArrowException e) {
            in.close();
            throw e;
        } catch (RuntimeException e) {
            in.close();
            throw new MalformedArrowException("a compressed buffer cannot be unpacked", e);
        }
        unpacked.add(out);
        if (out.writerIndex() != length) {
            throw new MalformedArrowException(
                    "a compressed buffer unpacks to " + out.writerIndex() + " bytes and claims " + length);
        }
        return out;
    }

    /** A compressed buffer, seen as what it unpacks to. */
    final class Packed implements Source {
        private final Region packed;
        private final long length;
        private ArrowBuf bytes;

        Packed(Region packed, long length) {
            this.packed = packed;
            this.length = length;
        }

        @Override
        public long size() {
            return length;
        }

        @Override
        public void read(long position, byte[] target, int offset, int count) {
            bytes().getBytes(position, target, offset, count);
        }

        /** The unpacked bytes, which belong to the unpacker. */
        ArrowBuf bytes() {
            if (bytes == null) {
                bytes = unpack(packed, length);
            }
            return bytes;
        }
    }
}
