/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.arrow;

import org.apache.arrow.vector.types.pojo.ArrowType.ArrowTypeID;

/** Readers of text and bytes. */
final class BytesReaders {

    private static final int VIEW_BYTES = 16;
    private static final int INLINE = 12;

    private BytesReaders() {}

    static ColumnReader.Values of(Column column, Decoder decoder) {
        ArrowTypeID type = column.layout().type().getTypeID();
        boolean text = type == ArrowTypeID.Utf8 || type == ArrowTypeID.LargeUtf8 || type == ArrowTypeID.Utf8View;
        return switch (column.layout().kind()) {
            case VARIABLE -> variable(column, decoder, text);
            case VIEW -> views(column, decoder, text);
            default -> fixed(column, decoder);
        };
    }

    private static ColumnReader.Values variable(Column column, Decoder decoder, boolean text) {
        Window offsets = column.window(1);
        Window data = column.window(2);
        if (column.layout().width() == Long.BYTES) {
            return row -> {
                long from = offsets.getLong(row * 8L);
                int size = size(column, offsets.getLong(row * 8L + 8) - from);
                decoder.spend(size);
                return text ? data.getString(from, size) : data.getBytes(from, size);
            };
        }
        return row -> {
            int from = offsets.getInt(row * 4L);
            int size = offsets.getInt(row * 4L + 4) - from;
            decoder.spend(size);
            return text ? data.getString(from, size) : data.getBytes(from, size);
        };
    }

    private static int size(Column column, long size) {
        if (size > Integer.MAX_VALUE) {
            throw new ArrowLimitException(
                    "a value of column '" + column.layout().path() + "'",
                    size,
                    Integer.MAX_VALUE,
                    "have it sent in parts");
        }
        return (int) size;
    }

    private static ColumnReader.Values views(Column column, Decoder decoder, boolean text) {
        Window views = column.window(1);
        Window[] data = column.buffers().stream().skip(2).map(Region::window).toArray(Window[]::new);
        return row -> {
            long view = (long) row * VIEW_BYTES;
            int size = views.getInt(view);
            decoder.spend(size);
            Window bytes = size <= INLINE ? views : data[views.getInt(view + 8)];
            long from = size <= INLINE ? view + 4 : views.getInt(view + 12);
            return text ? bytes.getString(from, size) : bytes.getBytes(from, size);
        };
    }

    private static ColumnReader.Values fixed(Column column, Decoder decoder) {
        Window data = column.window(1);
        int size = column.layout().width() / Byte.SIZE;
        return row -> {
            decoder.spend(size);
            return data.getBytes((long) row * size, size);
        };
    }
}
