/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.arrow;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.apache.arrow.memory.ArrowBuf;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.compression.AbstractCompressionCodec;
import org.apache.arrow.vector.compression.CompressionUtil;

/**
 * LZ4 frames, block by block: the heap holds one block, and nothing is unpacked beyond the length that the buffer announces. The codec of Arrow Java takes minutes for
 * a few megabytes of ascending numbers and unpacks on the heap without a bound. Checksums inside a frame are not verified; a payload carries its own.
 */
final class Lz4Codec extends AbstractCompressionCodec {

    private static final int MAGIC = 0x184D2204;
    private static final int VERSION_MASK = 0xC0;
    private static final int VERSION = 0x40;
    private static final int INDEPENDENT_BLOCKS = 0x20;
    private static final int BLOCK_CHECKSUM = 0x10;
    private static final int CONTENT_SIZE = 0x08;
    private static final int DICTIONARY_ID = 0x01;
    private static final int STORED = 0x8000_0000;
    /** Blocks of 64 KiB that do not refer to each other, without checksums; the last byte is the checksum of the two before. */
    private static final byte[] FRAME_START = {0x04, 0x22, 0x4D, 0x18, VERSION | INDEPENDENT_BLOCKS, 0x40, (byte) 0x82};

    private static final int BLOCK = Lz4Block.HISTORY;

    @Override
    public CompressionUtil.CodecType getCodecType() {
        return CompressionUtil.CodecType.LZ4_FRAME;
    }

    @Override
    protected ArrowBuf doCompress(BufferAllocator allocator, ArrowBuf in) {
        long length = in.writerIndex();
        long blocks = (length + BLOCK - 1) / BLOCK;
        ArrowBuf out = allocator.buffer(CompressionUtil.SIZE_OF_UNCOMPRESSED_LENGTH
                + FRAME_START.length
                + length
                + (blocks + 1) * Integer.BYTES);
        Lz4Block packer = new Lz4Block();
        byte[] block = new byte[(int) Math.min(BLOCK, length)];
        byte[] packed = new byte[Lz4Block.maxPacked(block.length)];
        out.writerIndex(CompressionUtil.SIZE_OF_UNCOMPRESSED_LENGTH);
        out.writeBytes(FRAME_START);
        for (long at = 0; at < length; at += block.length) {
            int size = (int) Math.min(block.length, length - at);
            in.getBytes(at, block, 0, size);
            int packedSize = packer.pack(block, size, packed);
            boolean smaller = packedSize < size;
            out.writeInt(smaller ? packedSize : size | STORED);
            out.writeBytes(smaller ? packed : block, 0, smaller ? packedSize : size);
        }
        out.writeInt(0);
        return out;
    }

    @Override
    protected ArrowBuf doDecompress(BufferAllocator allocator, ArrowBuf in) {
        long length = readUncompressedLength(in);
        ArrowBuf out = allocator.buffer(length);
        try {
            in.readerIndex(CompressionUtil.SIZE_OF_UNCOMPRESSED_LENGTH);
            unpackFrame(in, out, length);
            return out.writerIndex(length);
        } catch (RuntimeException e) {
            out.close();
            throw e;
        }
    }

    private static void unpackFrame(ArrowBuf in, ArrowBuf out, long length) {
        ByteBuffer head = ByteBuffer.wrap(read(in, 6)).order(ByteOrder.LITTLE_ENDIAN);
        int magic = head.getInt();
        int flags = head.get();
        int sizeCode = (head.get() >> 4) & 7;
        if (magic != MAGIC || (flags & VERSION_MASK) != VERSION || (flags & DICTIONARY_ID) != 0 || sizeCode < 4) {
            throw new MalformedArrowException("a compressed buffer is no LZ4 frame");
        }
        read(in, (flags & CONTENT_SIZE) != 0 ? Long.BYTES + 1 : 1);
        int blockSize = (int) Math.min(1 << (8 + 2 * sizeCode), length);
        byte[] bytes = new byte[Lz4Block.HISTORY + blockSize];
        int filled = 0;
        long written = 0;
        for (int mark = readInt(in); mark != 0; mark = readInt(in)) {
            byte[] block = read(in, Math.min(mark & ~STORED, Lz4Block.maxPacked(blockSize)));
            if (filled > Lz4Block.HISTORY) {
                System.arraycopy(bytes, filled - Lz4Block.HISTORY, bytes, 0, Lz4Block.HISTORY);
                filled = Lz4Block.HISTORY;
            }
            int room = (int) Math.min(blockSize, length - written);
            int size = (mark & STORED) != 0
                    ? copy(block, bytes, filled, room)
                    : Lz4Block.unpack(block, block.length, bytes, filled, filled + room);
            out.setBytes(written, bytes, filled, size);
            filled += size;
            written += size;
            if ((flags & BLOCK_CHECKSUM) != 0) {
                readInt(in);
            }
        }
        if (written != length) {
            throw new MalformedArrowException(
                    "a compressed buffer unpacks to " + written + " bytes and claims " + length);
        }
    }

    private static int copy(byte[] block, byte[] bytes, int at, int room) {
        if (block.length > room) {
            throw new MalformedArrowException("a compressed buffer unpacks to more than it claims");
        }
        System.arraycopy(block, 0, bytes, at, block.length);
        return block.length;
    }

    private static int readInt(ArrowBuf in) {
        return ByteBuffer.wrap(read(in, Integer.BYTES))
                .order(ByteOrder.LITTLE_ENDIAN)
                .getInt();
    }

    private static byte[] read(ArrowBuf in, int size) {
        if (size > in.readableBytes()) {
            throw new MalformedArrowException("a compressed buffer ends in the middle of its LZ4 frame");
        }
        byte[] bytes = new byte[size];
        in.getBytes(in.readerIndex(), bytes);
        in.readerIndex(in.readerIndex() + size);
        return bytes;
    }
}
