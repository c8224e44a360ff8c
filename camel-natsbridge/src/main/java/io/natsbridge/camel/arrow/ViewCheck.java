/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.arrow;

import org.apache.arrow.vector.types.pojo.ArrowType.ArrowTypeID;

/** Checks the views of one column: where they point to, and the text there. */
final class ViewCheck {

    private static final int INLINE = 12;
    private static final int PREFIX = 4;

    private final Column column;
    private final Budget budget;
    private final boolean text;
    private final Window views;
    private final Window[] data;

    ViewCheck(Column column, Budget budget) {
        this.column = column;
        this.budget = budget;
        this.text = column.layout().type().getTypeID() == ArrowTypeID.Utf8View;
        this.views = column.window(1);
        this.data = column.buffers().stream().skip(2).map(Region::window).toArray(Window[]::new);
    }

    void check() {
        Window validity = column.validity();
        for (int i = 0; i < column.length(); i++) {
            if (validity == null || validity.getBit(i)) {
                check(i);
            }
        }
    }

    private void check(int row) {
        long view = row * 16L;
        int length = views.getInt(view);
        if (length < 0) {
            throw column.malformed("has a value of " + length + " bytes at row " + row);
        }
        if (length <= INLINE) {
            checkText(row, views, view + PREFIX, length);
            return;
        }
        int buffer = views.getInt(view + 8);
        int offset = views.getInt(view + 12);
        if (buffer < 0 || buffer >= data.length) {
            throw column.malformed("points at row " + row + " into buffer " + buffer + " of " + data.length);
        }
        Window bytes = data[buffer];
        if (offset < 0 || offset > bytes.length() - length) {
            throw column.malformed(
                    "points at row " + row + " to " + length + " bytes at " + offset + " of " + bytes.length());
        }
        if (bytes.getInt(offset) != views.getInt(view + PREFIX)) {
            throw column.malformed("has a view at row " + row + " that does not begin as its value does");
        }
        budget.spend(length);
        checkText(row, bytes, offset, length);
    }

    private void checkText(int row, Window bytes, long offset, int length) {
        if (text && !Utf8Check.isValid(bytes, offset, offset + length)) {
            throw VariableCheck.notText(column, row);
        }
    }
}
