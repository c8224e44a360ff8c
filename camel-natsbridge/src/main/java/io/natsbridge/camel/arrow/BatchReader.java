/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.arrow;

import io.natsbridge.camel.error.Names;
import java.io.Closeable;
import java.io.IOException;
import java.util.HashMap;
import java.util.Optional;
import java.util.Set;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.ipc.ArrowReader;
import org.apache.arrow.vector.ipc.message.ArrowDictionaryBatch;
import org.apache.arrow.vector.ipc.message.ArrowRecordBatch;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.Schema;
import org.apache.arrow.vector.util.DictionaryUtility;

/** Arrow's reader over a table: what Arrow sees was checked before, and it fails with the exceptions of this package alone. For one thread. */
final class BatchReader extends ArrowReader implements Closeable {

    private final IpcTable table;
    private final IpcCursor cursor;
    private final Faults faults;
    private final Set<Closeable> open;
    private long bytesRead;
    private boolean closed;

    /**
     * @param open holds this reader as long as it is not closed
     */
    BatchReader(IpcTable table, IpcCursor cursor, BufferAllocator allocator, Faults faults, Set<Closeable> open) {
        super(allocator);
        this.table = table;
        this.cursor = cursor;
        this.faults = faults;
        this.open = open;
        open.add(this);
    }

    @Override
    public boolean loadNextBatch() {
        try {
            if (closed) {
                throw new MalformedArrowException("it was closed before it was read to its end");
            }
            prepareLoadNextBatch();
            for (Optional<IpcBatch> next = cursor.next(); next.isPresent(); next = cursor.next()) {
                try (IpcBatch batch = next.get()) {
                    bytesRead = batch.message().end();
                    ArrowRecordBatch loaded = BatchLoader.load(batch, allocator);
                    if (!batch.isDictionary()) {
                        loadRecordBatch(loaded);
                        return true;
                    }
                    loadDictionary(new ArrowDictionaryBatch(batch.dictionary(), loaded, batch.isDelta()));
                }
            }
            return false;
        } catch (IOException | RuntimeException e) {
            throw faults.reading(e);
        }
    }

    @Override
    public void close(boolean closeReadSource) throws IOException {
        closed = true;
        super.close(closeReadSource);
        open.remove(this);
    }

    @Override
    public long bytesRead() {
        return bytesRead;
    }

    @Override
    protected void closeReadSource() {
        cursor.close();
    }

    @Override
    protected Schema readSchema() {
        return table.schema();
    }

    @Override
    protected void initialize() throws IOException {
        table.schema().getFields().forEach(this::refuseUnlessVector);
        super.initialize();
    }

    /** Arrow Java's vectors cannot hold everything that Arrow data can: two children of one name, for example. */
    private void refuseUnlessVector(Field column) {
        RuntimeException cause = null;
        try {
            Field field = DictionaryUtility.toMemoryFormat(column, allocator, new HashMap<>());
            try (FieldVector vector = field.createVector(allocator)) {
                if (isSameShape(field, vector.getField())) {
                    return;
                }
            }
        } catch (RuntimeException e) {
            cause = e;
        }
        throw faults.reading(new MalformedArrowException(
                "column '" + Names.printable(column.getName()) + "' of type "
                        + Names.printable(column.getType().toString())
                        + " does not fit into Arrow Java's vectors; read it by rows, or have it sent with another type",
                cause));
    }

    private static boolean isSameShape(Field wanted, Field actual) {
        if (wanted.getType().getTypeID() != actual.getType().getTypeID()
                || wanted.getChildren().size() != actual.getChildren().size()) {
            return false;
        }
        for (int i = 0; i < wanted.getChildren().size(); i++) {
            if (!isSameShape(wanted.getChildren().get(i), actual.getChildren().get(i))) {
                return false;
            }
        }
        return true;
    }
}
