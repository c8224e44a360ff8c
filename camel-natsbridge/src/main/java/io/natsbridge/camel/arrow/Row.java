/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.arrow;

import java.io.Serializable;
import java.util.AbstractMap;
import java.util.AbstractSet;
import java.util.ConcurrentModificationException;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.Set;

/**
 * A row of a table: a map in the order of the columns. All rows of a table share their keys, so that a row is no more than its values; one that gets another key, or loses one,
 * becomes a map of its own. Behaves as a {@link LinkedHashMap}, and is written as one by Java serialization. Not thread-safe.
 */
final class Row extends AbstractMap<String, Object> implements Serializable {

    private static final long serialVersionUID = 1L;

    private final transient FieldNames names;

    /** By column, or null when the row is a map of its own. */
    private transient Object[] values;

    private transient Map<String, Object> own;

    /** @param values one for each name; this row's from here on */
    Row(FieldNames names, Object[] values) {
        this.names = names;
        this.values = values;
    }

    @Override
    public int size() {
        return values == null ? own.size() : values.length;
    }

    @Override
    public boolean containsKey(Object key) {
        return values == null ? own.containsKey(key) : names.index(key) >= 0;
    }

    @Override
    public Object get(Object key) {
        if (values == null) {
            return own.get(key);
        }
        int column = names.index(key);
        return column < 0 ? null : values[column];
    }

    @Override
    public Object put(String key, Object value) {
        int column = values == null ? -1 : names.index(key);
        if (column < 0) {
            return own().put(key, value);
        }
        Object before = values[column];
        values[column] = value;
        return before;
    }

    @Override
    public Object remove(Object key) {
        return containsKey(key) ? own().remove(key) : null;
    }

    @Override
    public void clear() {
        own().clear();
    }

    @Override
    public Set<Entry<String, Object>> entrySet() {
        return new Entries();
    }

    private Map<String, Object> own() {
        if (values != null) {
            own = new LinkedHashMap<>(this);
            values = null;
        }
        return own;
    }

    private Object writeReplace() {
        return new LinkedHashMap<>(this);
    }

    private final class Entries extends AbstractSet<Entry<String, Object>> {

        @Override
        public Iterator<Entry<String, Object>> iterator() {
            return values == null ? own.entrySet().iterator() : new Columns();
        }

        @Override
        public int size() {
            return Row.this.size();
        }

        @Override
        public void clear() {
            Row.this.clear();
        }
    }

    private final class Columns implements Iterator<Entry<String, Object>> {

        private int next;
        /** What goes on once this iterator has removed an entry. */
        private Iterator<Entry<String, Object>> rest;

        private boolean isRemovable;

        @Override
        public boolean hasNext() {
            return rest == null ? next < names.count() : rest.hasNext();
        }

        @Override
        public Entry<String, Object> next() {
            if (rest != null) {
                return rest.next();
            }
            if (next == names.count()) {
                throw new NoSuchElementException();
            }
            check();
            isRemovable = true;
            return new Column(next++);
        }

        @Override
        public void remove() {
            if (rest == null) {
                check();
                if (!isRemovable) {
                    throw new IllegalStateException();
                }
                rest = own().entrySet().iterator();
                for (int i = 0; i < next; i++) {
                    rest.next();
                }
            }
            rest.remove();
        }

        private void check() {
            if (values == null) {
                throw new ConcurrentModificationException();
            }
        }
    }

    /** The value of one column as it is now. */
    private final class Column implements Entry<String, Object> {

        private final int column;

        Column(int column) {
            this.column = column;
        }

        @Override
        public String getKey() {
            return names.name(column);
        }

        @Override
        public Object getValue() {
            return values == null ? own.get(getKey()) : values[column];
        }

        @Override
        public Object setValue(Object value) {
            return put(getKey(), value);
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Entry<?, ?> entry
                    && getKey().equals(entry.getKey())
                    && Objects.equals(getValue(), entry.getValue());
        }

        @Override
        public int hashCode() {
            return getKey().hashCode() ^ Objects.hashCode(getValue());
        }

        @Override
        public String toString() {
            return getKey() + "=" + getValue();
        }
    }
}
