/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.arrow;

import java.util.List;

/**
 * One column of one batch, or of a dictionary: where its buffers are, with its nested columns. Lengths are right once {@link LengthCheck} has passed.
 *
 * @param length number of values
 * @param nullCount number of null values, or -1 when the sender does not tell
 * @param buffers in the order of the wire; those that a view points into come last
 */
record Column(ColumnLayout layout, int length, int nullCount, List<Region> buffers, List<Column> children) {

    /** The bitmap of values that are not null, or null when all values are there. */
    Window validity() {
        return layout.kind().hasValidity() && nullCount != 0 && !buffers.get(0).isEmpty()
                ? buffers.get(0).window()
                : null;
    }

    Window window(int buffer) {
        return buffers.get(buffer).window();
    }

    /** An offset of kind VARIABLE, LIST or LIST_VIEW. */
    long offset(Window offsets, long index) {
        return layout.width() == Long.BYTES
                ? offsets.getLong(index * Long.BYTES)
                : offsets.getInt(index * Integer.BYTES);
    }

    /** The text of an error about this column. */
    MalformedArrowException malformed(String what) {
        return new MalformedArrowException("column '" + layout.path() + "' " + what);
    }
}
