/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.arrow;

import io.natsbridge.camel.error.Names;
import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.BaseIntVector;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.ipc.ArrowReader;
import org.apache.arrow.vector.types.pojo.ArrowType.ArrowTypeID;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.FieldType;
import org.apache.arrow.vector.types.pojo.Schema;
import org.apache.arrow.vector.util.VectorAppender;

/** The batches of a reader without dictionaries: their columns hold the values themselves. Batches are appended to one root, which may be emptied in between. */
final class PlainBatches implements Closeable {

    private final ArrowReader reader;
    private final BufferAllocator memory;
    private final VectorSchemaRoot batch;
    private final VectorSchemaRoot root;

    private PlainBatches(ArrowReader reader, BufferAllocator memory) throws IOException {
        this.reader = reader;
        this.memory = memory;
        this.batch = reader.getVectorSchemaRoot();
        Schema schema = batch.getSchema();
        List<Field> fields = new ArrayList<>();
        for (Field field : schema.getFields()) {
            fields.add(plain(field));
        }
        this.root = VectorSchemaRoot.create(new Schema(fields, schema.getCustomMetadata()), memory);
    }

    /**
     * @param reader stays with the caller
     * @param limit bytes of memory that the root may take
     */
    static PlainBatches of(ArrowReader reader, long limit) throws IOException {
        BufferAllocator memory = ArrowMemory.allocator("root", limit);
        try {
            return new PlainBatches(reader, memory);
        } catch (IOException | RuntimeException e) {
            ArrowMemory.release(memory);
            throw e;
        }
    }

    /** Holds what was appended since it was last cleared. */
    VectorSchemaRoot root() {
        return root;
    }

    /** Appends the next batch, if there is one. */
    boolean appendNext() throws IOException {
        if (!reader.loadNextBatch()) {
            return false;
        }
        int rows = Math.addExact(root.getRowCount(), batch.getRowCount());
        for (int i = 0; i < batch.getFieldVectors().size(); i++) {
            append(root.getVector(i), batch.getVector(i));
        }
        root.setRowCount(rows);
        return true;
    }

    /** Empties the root. */
    void clear() {
        root.clear();
    }

    @Override
    public void close() {
        root.close();
        ArrowMemory.release(memory);
    }

    private Field plain(Field field) {
        if (field.getDictionary() == null) {
            field.getChildren().forEach(child -> refuseDictionary(field, child));
            return field;
        }
        Field values = reader.lookup(field.getDictionary().getId()).getVector().getField();
        values.getChildren().forEach(child -> refuseDictionary(field, child));
        FieldType type = new FieldType(field.isNullable(), values.getType(), null, field.getMetadata());
        return new Field(field.getName(), type, values.getChildren());
    }

    private static void refuseDictionary(Field column, Field field) {
        if (field.getDictionary() != null) {
            throw new MalformedArrowException(
                    "column '" + Names.printable(column.getName())
                            + "' holds a dictionary-encoded column, which cannot be put into one root; use its reader, or its rows");
        }
        field.getChildren().forEach(child -> refuseDictionary(column, child));
    }

    private void append(FieldVector to, FieldVector from) {
        if (from.getField().getDictionary() != null) {
            copyValues(to, from);
        } else if (root.getRowCount() == 0) {
            from.makeTransferPair(to).transfer();
        } else {
            join(to, from);
        }
    }

    private void join(FieldVector to, FieldVector from) {
        Field field = from.getField();
        try {
            if (contains(field, PlainBatches::isUnionOfOneType)) {
                throw new UnsupportedOperationException("Arrow's appender confuses children of the same type");
            }
            if (contains(field, each -> each.getType().getTypeID() == ArrowTypeID.LargeList)) {
                copy(to, from);
            } else {
                from.accept(new VectorAppender(to), null);
            }
        } catch (UnsupportedOperationException e) {
            throw new MalformedArrowException(
                    "column '" + Names.printable(field.getName())
                            + "' cannot be joined from several batches into one root; use its reader, or its rows",
                    e);
        }
    }

    private static boolean contains(Field field, Predicate<Field> wanted) {
        return wanted.test(field) || field.getChildren().stream().anyMatch(child -> contains(child, wanted));
    }

    private static boolean isUnionOfOneType(Field field) {
        return field.getType().getTypeID() == ArrowTypeID.Union
                && field.getChildren().stream().map(Field::getType).distinct().count()
                        < field.getChildren().size();
    }

    /** Arrow's appender fails on large lists. */
    private void copy(FieldVector to, FieldVector from) {
        int start = root.getRowCount();
        for (int i = 0; i < batch.getRowCount(); i++) {
            to.copyFromSafe(i, start + i, from);
        }
    }

    private void copyValues(FieldVector to, FieldVector from) {
        BaseIntVector indices = (BaseIntVector) from;
        FieldVector values =
                reader.lookup(from.getField().getDictionary().getId()).getVector();
        int start = root.getRowCount();
        for (int i = 0; i < batch.getRowCount(); i++) {
            if (!indices.isNull(i)) {
                to.copyFromSafe((int) indices.getValueAsLong(i), start + i, values);
            }
        }
    }
}
