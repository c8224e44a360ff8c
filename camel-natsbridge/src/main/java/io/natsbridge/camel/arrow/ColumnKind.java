/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.arrow;

/** How a column lies in memory, and how many buffers it has of its own. */
enum ColumnKind {
    NULL(0),
    /** Values of one width in bits: numbers, booleans, times, indices into a dictionary. */
    FIXED(2),
    /** Offsets and bytes. */
    VARIABLE(3),
    /** Views of 16 bytes that hold a short value or point into further buffers, of which there may be any number. */
    VIEW(2),
    /** Lists and maps by offsets. */
    LIST(2),
    /** Lists by offset and size. */
    LIST_VIEW(3),
    FIXED_LIST(1),
    STRUCT(1),
    SPARSE_UNION(1),
    DENSE_UNION(2),
    RUN_END(0);

    private final int buffers;

    ColumnKind(int buffers) {
        this.buffers = buffers;
    }

    /** Buffers that every column of this kind has. */
    int buffers() {
        return buffers;
    }

    /** Whether the first buffer tells which values are null. */
    boolean hasValidity() {
        return buffers > 0 && this != SPARSE_UNION && this != DENSE_UNION;
    }
}
