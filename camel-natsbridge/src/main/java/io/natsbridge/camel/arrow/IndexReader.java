/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.arrow;

import org.apache.arrow.vector.types.pojo.ArrowType;

/** Reads whole numbers of any width. */
interface IndexReader {

    /** The number at a row; an unsigned one of 64 bits may come out negative. */
    long get(int row);

    static IndexReader of(Window data, ArrowType.Int type) {
        return switch (type.getBitWidth()) {
            case 8 -> type.getIsSigned() ? row -> data.getByte(row) : row -> data.getByte(row) & 0xFF;
            case 16 -> type.getIsSigned() ? row -> data.getShort(row * 2L) : row -> data.getShort(row * 2L) & 0xFFFF;
            case 32 ->
                type.getIsSigned()
                        ? row -> data.getInt(row * 4L)
                        : row -> Integer.toUnsignedLong(data.getInt(row * 4L));
            default -> row -> data.getLong(row * 8L);
        };
    }
}
