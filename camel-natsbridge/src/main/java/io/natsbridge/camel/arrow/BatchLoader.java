/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.arrow;

import java.util.ArrayList;
import java.util.List;
import org.apache.arrow.memory.ArrowBuf;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.compression.NoCompressionCodec;
import org.apache.arrow.vector.ipc.message.ArrowFieldNode;
import org.apache.arrow.vector.ipc.message.ArrowRecordBatch;

/** Copies the buffers of one checked batch to where Arrow's vectors want them: outside the heap, an uncompressed body in one piece. */
final class BatchLoader {

    private final BufferAllocator allocator;
    private final Region body;
    private final ArrowBuf whole;
    private final List<ArrowFieldNode> nodes = new ArrayList<>();
    private final List<ArrowBuf> buffers = new ArrayList<>();
    private final List<Long> variadicCounts = new ArrayList<>();

    private BatchLoader(BufferAllocator allocator, Region body, ArrowBuf whole) {
        this.allocator = allocator;
        this.body = body;
        this.whole = whole;
    }

    /** The batch as Arrow loads it; the caller closes it. */
    static ArrowRecordBatch load(IpcBatch batch, BufferAllocator allocator) {
        Region body = batch.message().body();
        boolean inOnePiece = batch.message().compression() == ArrowCompression.NONE && !body.isEmpty();
        try (ArrowBuf whole = inOnePiece ? allocator.buffer(body.length()) : allocator.getEmpty()) {
            if (inOnePiece) {
                body.copyTo(whole);
            }
            return new BatchLoader(allocator, body, inOnePiece ? whole : null).load(batch);
        }
    }

    private ArrowRecordBatch load(IpcBatch batch) {
        try {
            batch.columns().forEach(this::append);
            return new ArrowRecordBatch(
                    batch.rows(),
                    nodes,
                    buffers,
                    NoCompressionCodec.DEFAULT_BODY_COMPRESSION,
                    variadicCounts,
                    true,
                    false);
        } catch (RuntimeException e) {
            buffers.forEach(ArrowBuf::close);
            throw e;
        }
    }

    private void append(Column column) {
        nodes.add(new ArrowFieldNode(column.length(), column.nullCount()));
        ColumnKind kind = column.layout().kind();
        if (kind == ColumnKind.VIEW) {
            variadicCounts.add((long) column.buffers().size() - kind.buffers());
        }
        boolean hasOffsets = kind == ColumnKind.VARIABLE || kind == ColumnKind.LIST;
        for (int i = 0; i < column.buffers().size(); i++) {
            Region region = column.buffers().get(i);
            boolean noOffsets = hasOffsets && i == 1 && region.isEmpty();
            buffers.add(noOffsets ? firstOffset(column.layout().width()) : buffer(region));
        }
        column.children().forEach(this::append);
    }

    /** A column without values may come without offsets, but Arrow's vectors then fail to be written. */
    private ArrowBuf firstOffset(int width) {
        return allocator.buffer(width).setZero(0, width).writerIndex(width);
    }

    private ArrowBuf buffer(Region region) {
        if (region.isEmpty()) {
            return allocator.getEmpty();
        }
        if (region.source() instanceof Unpacker.Packed packed) {
            ArrowBuf bytes = packed.bytes().slice(0, region.length());
            bytes.getReferenceManager().retain();
            return bytes;
        }
        if (whole != null) {
            ArrowBuf slice = whole.slice(region.position() - body.position(), region.length());
            slice.getReferenceManager().retain();
            return slice;
        }
        ArrowBuf copy = allocator.buffer(region.length());
        region.copyTo(copy);
        return copy.slice(0, region.length());
    }
}
