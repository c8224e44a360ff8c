/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.arrow;

import java.io.Closeable;
import java.util.Iterator;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Set;

/** Iterates over the rows of a table, one batch at a time. For one thread. */
final class RowCursor implements Iterator<Map<String, Object>>, Closeable {

    private final IpcCursor cursor;
    private final Faults faults;
    private final Decoder decoder;
    private final FieldNames names;
    private final Set<Closeable> open;
    private IpcBatch batch;
    private ColumnReader[] columns;
    private int row;
    private int rows;
    private boolean ended;

    /**
     * @param open holds this cursor as long as it is not closed
     */
    RowCursor(IpcCursor cursor, FieldNames names, Faults faults, Budget budget, Set<Closeable> open) {
        this.cursor = cursor;
        this.names = names;
        this.faults = faults;
        this.decoder = new Decoder(budget);
        this.open = open;
        open.add(this);
    }

    @Override
    public boolean hasNext() {
        return row < rows || (!ended && loadRows());
    }

    @Override
    public Map<String, Object> next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        try {
            return names.row(columns, row++);
        } catch (RuntimeException e) {
            throw faults.reading(e);
        }
    }

    /** Goes to the next batch that has rows; at the end everything is given back. */
    private boolean loadRows() {
        try {
            while (row == rows) {
                closeBatch();
                Optional<IpcBatch> next = cursor.next();
                if (next.isEmpty()) {
                    ended = true;
                    close();
                    return false;
                }
                if (next.get().isDictionary()) {
                    decoder.addDictionary(next.get());
                } else {
                    batch = next.get();
                    columns = batch.columns().stream().map(decoder::reader).toArray(ColumnReader[]::new);
                    row = 0;
                    rows = batch.rows();
                }
            }
            return true;
        } catch (RuntimeException e) {
            close();
            throw faults.reading(e);
        }
    }

    private void closeBatch() {
        row = 0;
        rows = 0;
        if (batch != null) {
            batch.close();
            batch = null;
        }
    }

    @Override
    public void close() {
        closeBatch();
        decoder.close();
        cursor.close();
        open.remove(this);
    }
}
