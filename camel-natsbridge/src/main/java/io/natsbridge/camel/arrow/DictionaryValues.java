/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.arrow;

import java.util.ArrayList;
import java.util.List;
import org.apache.arrow.vector.types.pojo.ArrowType.ArrowTypeID;

/** The values of one dictionary, which may come in several parts. Those that nobody can change are made once and shared between rows. For one thread. */
final class DictionaryValues implements AutoCloseable {

    private static final int MAX_SHARED = 64 * 1024;

    /** Values from {@code start} on. */
    private record Part(IpcBatch batch, ColumnReader reader, int start) {}

    private final List<Part> parts = new ArrayList<>();
    private final boolean shareable;
    private Object[] shared = new Object[0];
    private int length;

    DictionaryValues(ColumnLayout layout) {
        this.shareable = (layout.kind() == ColumnKind.FIXED && layout.type().getTypeID() != ArrowTypeID.FixedSizeBinary)
                || layout.type().getTypeID() == ArrowTypeID.Utf8
                || layout.type().getTypeID() == ArrowTypeID.LargeUtf8
                || layout.type().getTypeID() == ArrowTypeID.Utf8View;
    }

    /** Adds values behind those that are there, and takes over their batch. */
    void add(IpcBatch batch, ColumnReader reader) {
        parts.add(new Part(batch, reader, length));
        length = Math.addExact(length, batch.rows());
        shared = new Object[shareable ? Math.min(length, MAX_SHARED) : 0];
    }

    Object get(long index) {
        if (index < 0 || index >= length) {
            throw new MalformedArrowException("index " + index + " into a dictionary of " + length + " values");
        }
        int at = (int) index;
        if (at >= shared.length) {
            return read(at);
        }
        Object value = shared[at];
        if (value == null) {
            value = read(at);
            shared[at] = value;
        }
        return value;
    }

    private Object read(int index) {
        int part = parts.size() - 1;
        while (parts.get(part).start() > index) {
            part--;
        }
        return parts.get(part).reader().get(index - parts.get(part).start());
    }

    @Override
    public void close() {
        parts.forEach(part -> part.batch().close());
        parts.clear();
    }
}
