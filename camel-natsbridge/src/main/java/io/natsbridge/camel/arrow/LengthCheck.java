/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.arrow;

/** Checks that the buffers and the nested columns of a column are long enough for its values, before anybody reads a value. */
final class LengthCheck {

    private static final int VIEW_BYTES = 16;

    private LengthCheck() {}

    /** Checks one column; its nested columns were checked before. */
    static void check(Column column) {
        ColumnLayout layout = column.layout();
        long length = column.length();
        checkValidity(column);
        switch (layout.kind()) {
            case NULL -> {}
            case FIXED -> atLeast(column, 1, bytes(length, layout.width()));
            case VARIABLE, LIST -> {
                if (length > 0) {
                    atLeast(column, 1, (length + 1) * layout.width());
                }
            }
            case VIEW -> atLeast(column, 1, length * VIEW_BYTES);
            case LIST_VIEW -> {
                atLeast(column, 1, length * layout.width());
                atLeast(column, 2, length * layout.width());
            }
            case FIXED_LIST -> childrenAtLeast(column, length * layout.width());
            case STRUCT -> childrenAtLeast(column, length);
            case SPARSE_UNION -> {
                atLeast(column, 0, length);
                childrenAtLeast(column, length);
            }
            case DENSE_UNION -> {
                atLeast(column, 0, length);
                atLeast(column, 1, length * Integer.BYTES);
            }
            case RUN_END -> checkRuns(column);
        }
    }

    private static void checkValidity(Column column) {
        if (!column.layout().kind().hasValidity()) {
            return;
        }
        if (column.buffers().get(0).isEmpty()) {
            if (column.nullCount() > 0) {
                throw column.malformed("has " + column.nullCount() + " nulls but no bitmap of them");
            }
        } else {
            atLeast(column, 0, bytes(column.length(), 1));
        }
    }

    private static void checkRuns(Column column) {
        Column ends = column.children().get(0);
        if (ends.nullCount() > 0) {
            throw ends.malformed("holds run ends that are null");
        }
        if (column.children().get(1).length() < ends.length() || (column.length() > 0 && ends.length() == 0)) {
            throw column.malformed("has " + ends.length() + " run ends for "
                    + column.children().get(1).length() + " values and " + column.length() + " rows");
        }
    }

    private static void atLeast(Column column, int buffer, long bytes) {
        long actual = column.buffers().get(buffer).length();
        if (actual < bytes) {
            throw column.malformed("has " + column.length() + " values, for which buffer " + buffer + " needs " + bytes
                    + " bytes and has " + actual);
        }
    }

    private static void childrenAtLeast(Column column, long length) {
        for (Column child : column.children()) {
            if (child.length() < length) {
                throw child.malformed("has " + child.length() + " values where " + length + " are needed");
            }
        }
    }

    private static long bytes(long values, long bits) {
        return (values * bits + 7) / 8;
    }
}
