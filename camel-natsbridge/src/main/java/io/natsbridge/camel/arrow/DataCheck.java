/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.arrow;

import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.arrow.vector.types.DateUnit;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.ArrowType.ArrowTypeID;
import org.apache.arrow.vector.types.pojo.DictionaryEncoding;

/** Checks the values of a column that point somewhere or must not be just anything: after it, every value can be read. */
final class DataCheck {

    private static final long DAY_MILLIS = TimeUnit.DAYS.toMillis(1);

    private final Map<Long, Long> dictionaryLengths;
    private final Budget budget;

    /**
     * @param dictionaryLengths number of values of each dictionary that was read so far, by id
     * @param budget of bytes that may be looked at more than once
     */
    DataCheck(Map<Long, Long> dictionaryLengths, Budget budget) {
        this.dictionaryLengths = dictionaryLengths;
        this.budget = budget;
    }

    void check(List<Column> columns) {
        columns.forEach(this::check);
    }

    private void check(Column column) {
        checkNulls(column);
        switch (column.layout().kind()) {
            case FIXED -> checkFixed(column);
            case VARIABLE -> VariableCheck.check(column);
            case VIEW -> new ViewCheck(column, budget).check();
            case LIST -> checkList(column);
            case LIST_VIEW -> checkListView(column);
            case SPARSE_UNION -> checkUnion(column, null);
            case DENSE_UNION -> checkUnion(column, column.window(1));
            case RUN_END -> checkRunEnds(column);
            case NULL, FIXED_LIST, STRUCT -> {}
        }
        column.children().forEach(this::check);
    }

    private static void checkNulls(Column column) {
        if (!column.layout().kind().hasValidity()
                || column.nullCount() < 0
                || column.buffers().get(0).isEmpty()) {
            return;
        }
        Window bits = column.window(0);
        long valid = 0;
        long at = 0;
        for (; column.length() - at >= Long.SIZE; at += Long.SIZE) {
            valid += Long.bitCount(bits.getLong(at >> 3));
        }
        for (; at < column.length(); at++) {
            valid += bits.getBit(at) ? 1 : 0;
        }
        if (column.length() - valid != column.nullCount()) {
            throw column.malformed("claims " + column.nullCount() + " nulls and has " + (column.length() - valid));
        }
    }

    private void checkFixed(Column column) {
        DictionaryEncoding encoding = column.layout().encoding();
        if (encoding != null) {
            checkIndices(column, encoding);
            return;
        }
        switch (column.layout().type().getTypeID()) {
            case Decimal -> DecimalCheck.check(column);
            case Date -> checkDates(column);
            case Time -> checkTimes(column);
            default -> {}
        }
    }

    private void checkIndices(Column column, DictionaryEncoding encoding) {
        Long size = dictionaryLengths.get(encoding.getId());
        Window validity = column.validity();
        Window data = column.window(1);
        IndexReader indices = IndexReader.of(data, encoding.getIndexType());
        for (int i = 0; i < column.length(); i++) {
            if (validity != null && !validity.getBit(i)) {
                continue;
            }
            if (size == null) {
                throw column.malformed("needs dictionary " + encoding.getId() + ", which did not come before it");
            }
            long index = indices.get(i);
            if (index < 0 || index >= size) {
                throw column.malformed("has index " + Long.toUnsignedString(index) + " at row " + i
                        + " into a dictionary of " + size + " values");
            }
        }
    }

    private static void checkDates(Column column) {
        if (((ArrowType.Date) column.layout().type()).getUnit() == DateUnit.DAY) {
            return;
        }
        Window validity = column.validity();
        Window data = column.window(1);
        for (int i = 0; i < column.length(); i++) {
            if ((validity == null || validity.getBit(i)) && data.getLong(i * 8L) % DAY_MILLIS != 0) {
                throw column.malformed("has a date at row " + i + " that is no whole day");
            }
        }
    }

    private static void checkTimes(Column column) {
        ArrowType.Time type = (ArrowType.Time) column.layout().type();
        long end =
                switch (type.getUnit()) {
                    case SECOND -> TimeUnit.DAYS.toSeconds(1);
                    case MILLISECOND -> DAY_MILLIS;
                    case MICROSECOND -> TimeUnit.DAYS.toMicros(1);
                    case NANOSECOND -> TimeUnit.DAYS.toNanos(1);
                };
        Window validity = column.validity();
        Window data = column.window(1);
        for (int i = 0; i < column.length(); i++) {
            if (validity == null || validity.getBit(i)) {
                long time = type.getBitWidth() == 32 ? data.getInt(i * 4L) : data.getLong(i * 8L);
                if (time < 0 || time >= end) {
                    throw column.malformed("has a time at row " + i + " outside the day");
                }
            }
        }
    }

    private static void checkList(Column column) {
        Column values = column.children().get(0);
        VariableCheck.checkOffsets(column, values.length());
        if (column.layout().type().getTypeID() == ArrowTypeID.Map
                && values.children().get(0).nullCount() > 0) {
            throw column.malformed("is a map with a null key");
        }
    }

    private static void checkListView(Column column) {
        long available = column.children().get(0).length();
        Window offsets = column.window(1);
        Window sizes = column.window(2);
        for (int i = 0; i < column.length(); i++) {
            long offset = column.offset(offsets, i);
            long size = column.offset(sizes, i);
            if (offset < 0 || size < 0 || offset > available - size) {
                throw column.malformed("has a list at row " + i + " of " + size + " values from " + offset + ", of "
                        + available + " that there are");
            }
        }
    }

    private static void checkUnion(Column column, Window offsets) {
        int[] children = UnionTypes.childOfTypeId(column.layout());
        Window types = column.window(0);
        for (int i = 0; i < column.length(); i++) {
            byte id = types.getByte(i);
            int child = id < 0 ? -1 : children[id];
            if (child < 0) {
                throw column.malformed("has a value at row " + i + " of type id " + id + ", which it does not list");
            }
            if (offsets != null) {
                int offset = offsets.getInt(i * 4L);
                int available = column.children().get(child).length();
                if (offset < 0 || offset >= available) {
                    throw column.malformed("points at row " + i + " to value " + offset + " of " + available);
                }
            }
        }
    }

    private static void checkRunEnds(Column column) {
        Column ends = column.children().get(0);
        IndexReader values =
                IndexReader.of(ends.window(1), (ArrowType.Int) ends.layout().type());
        long last = 0;
        for (int i = 0; i < ends.length(); i++) {
            long end = values.get(i);
            if (end <= last) {
                throw column.malformed("has run end " + end + " after " + last);
            }
            last = end;
        }
        if (last < column.length()) {
            throw column.malformed("has runs up to " + last + " for " + column.length() + " rows");
        }
    }
}
