/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.arrow;

import org.apache.arrow.vector.types.pojo.ArrowType.ArrowTypeID;

/** Checks offsets and the text they point to. */
final class VariableCheck {

    private VariableCheck() {}

    static void check(Column column) {
        checkOffsets(column, column.buffers().get(2).length());
        ArrowTypeID type = column.layout().type().getTypeID();
        if (type == ArrowTypeID.Utf8 || type == ArrowTypeID.LargeUtf8) {
            checkText(column);
        }
    }

    /** Refuses offsets that fall, or leave what they point into. */
    static void checkOffsets(Column column, long available) {
        if (column.length() == 0) {
            return;
        }
        Window offsets = column.window(1);
        if (column.layout().width() != Integer.BYTES || !offsets.areIntsRising(column.length() + 1L)) {
            checkEachOffset(column, offsets);
        }
        long last = column.offset(offsets, column.length());
        if (last > available) {
            throw column.malformed("has values up to " + last + ", of " + available + " that there are");
        }
    }

    private static void checkEachOffset(Column column, Window offsets) {
        long last = column.offset(offsets, 0);
        if (last < 0) {
            throw column.malformed("begins at offset " + last);
        }
        for (int i = 1; i <= column.length(); i++) {
            long offset = column.offset(offsets, i);
            if (offset < last) {
                throw column.malformed("has offset " + offset + " after " + last + " at row " + (i - 1));
            }
            last = offset;
        }
    }

    /** Looks at all text at once; only where that is not well-formed, as null values may hold anything, at each value. */
    private static void checkText(Column column) {
        if (column.length() == 0) {
            return;
        }
        Window offsets = column.window(1);
        Window data = column.window(2);
        long begin = column.offset(offsets, 0);
        long end = column.offset(offsets, column.length());
        if (data.isAscii(begin, end)) {
            return;
        }
        boolean sound = Utf8Check.isValid(data, begin, end);
        for (int i = 1; sound && i < column.length(); i++) {
            long offset = column.offset(offsets, i);
            sound = offset == end || !Utf8Check.isContinuation(data.getByte(offset));
        }
        if (!sound) {
            checkEachText(column, offsets, data);
        }
    }

    private static void checkEachText(Column column, Window offsets, Window data) {
        Window validity = column.validity();
        for (int i = 0; i < column.length(); i++) {
            boolean present = validity == null || validity.getBit(i);
            if (present && !Utf8Check.isValid(data, column.offset(offsets, i), column.offset(offsets, i + 1))) {
                throw notText(column, i);
            }
        }
    }

    static MalformedArrowException notText(Column column, int row) {
        return column.malformed("has text at row " + row + " that is no UTF-8");
    }
}
