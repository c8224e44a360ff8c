/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.arrow;

import java.util.HashMap;
import java.util.Map;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.DictionaryEncoding;

/** Makes the readers of columns, chosen by type once per batch, and keeps the dictionaries they look values up in. For one thread. */
final class Decoder implements AutoCloseable {

    private final Map<Long, DictionaryValues> dictionaries = new HashMap<>();
    private final Budget budget;

    Decoder(Budget budget) {
        this.budget = budget;
    }

    /** Counts bytes that a value takes. */
    void spend(long bytes) {
        budget.spend(bytes);
    }

    /** Takes over a dictionary, or what is added to one. */
    void addDictionary(IpcBatch batch) {
        Column values = batch.columns().get(0);
        if (!batch.isDelta()) {
            DictionaryValues old = dictionaries.remove(batch.dictionary());
            if (old != null) {
                old.close();
            }
        }
        dictionaries
                .computeIfAbsent(batch.dictionary(), id -> new DictionaryValues(values.layout()))
                .add(batch, reader(values));
    }

    /** A reader of a column as it is in a batch. */
    ColumnReader reader(Column column) {
        return new ColumnReader(column.validity(), values(column));
    }

    private ColumnReader.Values values(Column column) {
        DictionaryEncoding encoding = column.layout().encoding();
        if (encoding != null) {
            return lookUp(column, encoding);
        }
        return switch (column.layout().type().getTypeID()) {
            case Null -> row -> null;
            case Int, FloatingPoint, Bool, Decimal -> NumberReaders.of(column);
            case Date, Time, Timestamp, Duration, Interval -> TimeReaders.of(column);
            case Utf8, LargeUtf8, Binary, LargeBinary, Utf8View, BinaryView, FixedSizeBinary ->
                BytesReaders.of(column, this);
            default -> NestedReaders.of(column, this);
        };
    }

    private ColumnReader.Values lookUp(Column column, DictionaryEncoding encoding) {
        DictionaryValues values = dictionaries.get(encoding.getId());
        if (values == null) {
            return row -> {
                throw column.malformed("needs dictionary " + encoding.getId() + ", which did not come before it");
            };
        }
        IndexReader indices =
                IndexReader.of(column.window(1), (ArrowType.Int) column.layout().type());
        return row -> values.get(indices.get(row));
    }

    @Override
    public void close() {
        dictionaries.values().forEach(DictionaryValues::close);
        dictionaries.clear();
    }
}
