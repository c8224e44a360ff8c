/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.arrow;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.apache.arrow.flatbuf.Buffer;
import org.apache.arrow.flatbuf.FieldNode;
import org.apache.arrow.flatbuf.RecordBatch;

/** Finds the buffers of every column in the body of one batch, and checks all lengths. */
final class BatchParser {

    private final RecordBatch batch;
    private final Region body;
    private final UnaryOperator<Region> unpack;
    private final long maxLength;
    private final FieldNode node = new FieldNode();
    private final Buffer buffer = new Buffer();
    private int nodes;
    private int buffers;
    private int variadic;

    private BatchParser(RecordBatch batch, Region body, UnaryOperator<Region> unpack, long maxLength) {
        this.batch = batch;
        this.body = body;
        this.unpack = unpack;
        this.maxLength = maxLength;
    }

    /**
     * @param unpack makes the bytes of a buffer out of those on the wire
     * @param maxLength values that one column may have
     */
    static List<Column> parse(
            RecordBatch batch, List<ColumnLayout> layouts, Region body, UnaryOperator<Region> unpack, long maxLength) {
        return new BatchParser(batch, body, unpack, maxLength).columns(layouts);
    }

    private List<Column> columns(List<ColumnLayout> layouts) {
        checkLength("the batch", batch.length());
        List<Column> columns = new ArrayList<>(layouts.size());
        for (ColumnLayout layout : layouts) {
            Column column = column(layout);
            if (column.length() != batch.length()) {
                throw column.malformed("has " + column.length() + " values in a batch of " + batch.length() + " rows");
            }
            columns.add(column);
        }
        if (nodes != batch.nodesLength()
                || buffers != batch.buffersLength()
                || variadic != batch.variadicBufferCountsLength()) {
            throw new MalformedArrowException("a batch describes " + batch.nodesLength() + " columns with "
                    + batch.buffersLength() + " buffers, its schema " + nodes + " with " + buffers);
        }
        return columns;
    }

    private Column column(ColumnLayout layout) {
        if (nodes == batch.nodesLength()) {
            throw new MalformedArrowException("a batch describes " + nodes + " columns, its schema more");
        }
        batch.nodes(node, nodes++);
        long length = node.length();
        long nullCount = node.nullCount();
        checkLength("column '" + layout.path() + "'", length);
        if (nullCount < -1 || nullCount > length) {
            throw new MalformedArrowException(
                    "column '" + layout.path() + "' claims " + nullCount + " nulls in " + length + " values");
        }
        int count = layout.kind().buffers();
        if (layout.kind() == ColumnKind.VIEW) {
            count += variadicCount(layout);
        }
        List<Region> own = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            own.add(nextBuffer(layout));
        }
        List<Column> children = new ArrayList<>(layout.children().size());
        for (ColumnLayout child : layout.children()) {
            children.add(column(child));
        }
        Column column = new Column(layout, (int) length, (int) nullCount, own, children);
        LengthCheck.check(column);
        return column;
    }

    private int variadicCount(ColumnLayout layout) {
        long count = variadic < batch.variadicBufferCountsLength() ? batch.variadicBufferCounts(variadic++) : -1;
        if (count < 0 || count > batch.buffersLength() - buffers) {
            throw new MalformedArrowException("column '" + layout.path() + "' announces " + count + " further buffers");
        }
        return (int) count;
    }

    private Region nextBuffer(ColumnLayout layout) {
        if (buffers == batch.buffersLength()) {
            throw new MalformedArrowException(
                    "column '" + layout.path() + "' has no buffers, the batch has only " + buffers);
        }
        batch.buffers(buffer, buffers++);
        return buffer.length() == 0 ? body.slice(0, 0) : unpack.apply(body.slice(buffer.offset(), buffer.length()));
    }

    private void checkLength(String what, long length) {
        if (length < 0 || length > Integer.MAX_VALUE) {
            throw new MalformedArrowException(what + " claims " + length
                    + " values, where 0 to 2147483647 are possible; have it sent in smaller batches");
        }
        if (length > maxLength) {
            throw new MalformedArrowException(what + " claims " + length + " values, more than the " + maxLength
                    + " that a payload of this size may hold; raise ArrowLimits.maxRowsPerByte if that is meant");
        }
    }
}
