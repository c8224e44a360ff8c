/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.converter;

import io.natsbridge.camel.arrow.ArrowTable;
import io.natsbridge.camel.csv.Csv;
import java.io.IOException;
import java.io.InputStream;
import java.util.Iterator;
import java.util.List;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.ipc.ArrowReader;
import org.apache.camel.Converter;

/** Converters of Arrow tables. */
@Converter(generateLoader = true)
public final class ArrowConverter {

    private ArrowConverter() {}

    /** The rows as maps. */
    @Converter
    public static List<?> toRows(ArrowTable table) {
        return table.rows();
    }

    /** The rows as maps, one at a time. */
    @Converter
    public static Iterator<?> toIterator(ArrowTable table) {
        return table.iterator();
    }

    /** The whole table as vectors; the table closes them. */
    @Converter
    public static VectorSchemaRoot toRoot(ArrowTable table) {
        return table.toRoot();
    }

    /** A reader from the first batch on; the table closes it. */
    @Converter
    public static ArrowReader toReader(ArrowTable table) {
        return table.reader();
    }

    /** Arrow IPC bytes in the format that they came in. */
    @Converter
    public static byte[] toBytes(ArrowTable table) {
        return table.toIpcBytes(table.format());
    }

    /** Arrow IPC bytes in the format that they came in. */
    @Converter
    public static InputStream toInputStream(ArrowTable table) throws IOException {
        return table.content().openStream();
    }

    /** Comma-separated values: a line of names, then a line for each row. */
    @Converter
    public static String toCsv(ArrowTable table) {
        return Csv.write(table.columnNames(), table);
    }
}
