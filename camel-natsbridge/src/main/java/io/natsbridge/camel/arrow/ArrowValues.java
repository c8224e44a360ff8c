/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.arrow;

import java.io.IOException;
import java.io.OutputStream;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.dictionary.DictionaryProvider;
import org.apache.arrow.vector.ipc.ArrowReader;

/** The Java types that are tables in Arrow's own form. */
public final class ArrowValues {

    private ArrowValues() {}

    /** Whether {@link #write} takes a value. */
    public static boolean isTable(Object value) {
        return value instanceof ArrowTable || value instanceof VectorSchemaRoot || value instanceof ArrowReader;
    }

    /**
     * Writes a table. A reader is read to its end; nothing is closed.
     *
     * @param table an {@link ArrowTable}, a root without dictionary-encoded columns, or a reader
     * @throws io.natsbridge.camel.error.NatsBridgeException.PayloadConversionException when it cannot be written in the format
     * @throws IOException when the stream cannot be written to
     */
    public static void write(Object table, OutputStream out, ArrowWriteOptions options) throws IOException {
        if (table instanceof ArrowTable received) {
            if (options.compression() == ArrowCompression.NONE) {
                received.writeTo(out, options.format());
            } else {
                received.writeTo(out, options.format(), options.compression());
            }
        } else if (table instanceof ArrowReader reader) {
            ArrowTables.writeReader(reader, out, options);
        } else {
            ArrowTables.writeRoot(
                    (VectorSchemaRoot) table, new DictionaryProvider.MapDictionaryProvider(), out, options);
        }
    }
}
