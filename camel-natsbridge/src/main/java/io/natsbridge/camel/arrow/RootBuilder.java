/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.arrow;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.BaseIntVector;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.ipc.ArrowReader;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.FieldType;
import org.apache.arrow.vector.types.pojo.Schema;
import org.apache.arrow.vector.util.VectorAppender;

/** Joins all batches of a reader into one root, with the values of dictionary-encoded columns in place of their indices. */
final class RootBuilder {

    private final ArrowReader reader;
    private final VectorSchemaRoot target;

    private RootBuilder(ArrowReader reader, VectorSchemaRoot target) {
        this.reader = reader;
        this.target = target;
    }

    /** The joined root, which the caller closes. */
    static VectorSchemaRoot build(ArrowReader reader, BufferAllocator memory) throws IOException {
        List<Field> fields = new ArrayList<>();
        Schema schema = reader.getVectorSchemaRoot().getSchema();
        for (Field field : schema.getFields()) {
            fields.add(decoded(field, reader));
        }
        VectorSchemaRoot target = VectorSchemaRoot.create(new Schema(fields, schema.getCustomMetadata()), memory);
        try {
            new RootBuilder(reader, target).appendAll();
            return target;
        } catch (IOException | RuntimeException e) {
            target.close();
            throw e;
        }
    }

    private static Field decoded(Field field, ArrowReader reader) {
        if (field.getDictionary() == null) {
            return field;
        }
        Field values = reader.lookup(field.getDictionary().getId()).getVector().getField();
        FieldType type = new FieldType(field.isNullable(), values.getType(), null, field.getMetadata());
        return new Field(field.getName(), type, values.getChildren());
    }

    private void appendAll() throws IOException {
        VectorSchemaRoot batch = reader.getVectorSchemaRoot();
        while (reader.loadNextBatch()) {
            int rows = Math.addExact(target.getRowCount(), batch.getRowCount());
            for (int i = 0; i < batch.getFieldVectors().size(); i++) {
                append(target.getVector(i), batch.getVector(i), batch.getRowCount());
            }
            target.setRowCount(rows);
        }
    }

    private void append(FieldVector to, FieldVector from, int rows) {
        Field field = from.getField();
        if (field.getDictionary() != null) {
            copyValues(to, from, rows);
        } else if (target.getRowCount() == 0) {
            from.makeTransferPair(to).transfer();
        } else {
            from.accept(new VectorAppender(to), null);
        }
    }

    private void copyValues(FieldVector to, FieldVector from, int rows) {
        BaseIntVector indices = (BaseIntVector) from;
        FieldVector values =
                reader.lookup(indices.getField().getDictionary().getId()).getVector();
        int start = target.getRowCount();
        for (int i = 0; i < rows; i++) {
            if (!indices.isNull(i)) {
                to.copyFromSafe((int) indices.getValueAsLong(i), start + i, values);
            }
        }
    }
}
