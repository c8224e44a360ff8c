/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.cli;

import io.natsbridge.camel.arrow.ArrowFormat;
import io.natsbridge.camel.arrow.ArrowTable;
import io.natsbridge.camel.csv.Csv;
import io.natsbridge.camel.envelope.Payload;
import io.natsbridge.camel.json.Json;
import io.natsbridge.camel.json.JsonNumbers;
import io.natsbridge.camel.json.UnsafeNumberException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

/** How tables are written into files. */
enum TableFormat {
    /** Arrow IPC file. */
    ARROW,
    /** Comma-separated values with a line of names. */
    CSV,
    /** A JSON array of objects. */
    JSON;

    private static final int CHUNK = 1000;

    /**
     * Writes a table.
     *
     * @throws io.natsbridge.camel.error.NatsBridgeException when it holds what the format cannot
     */
    void write(Payload payload, OutputStream out) throws IOException {
        switch (this) {
            case ARROW -> payload.as(ArrowTable.class).writeTo(out, ArrowFormat.FILE);
            case CSV -> csv(payload.as(ArrowTable.class), out);
            case JSON -> json(payload, out);
        }
    }

    private static void json(Payload payload, OutputStream out) throws IOException {
        try {
            Object rows = payload.value() instanceof ArrowTable table ? table.rowIterator() : payload.value();
            Json.writeTable(rows, out, JsonNumbers.STRICT);
        } catch (UnsafeNumberException e) {
            throw new IOException(
                    "Cannot write table '" + Printable.line(payload.dataname()) + "' as JSON: " + e.getMessage()
                            + "; use --format arrow or csv",
                    e);
        }
    }

    /** Some rows at a time, so that a table of any size is never held whole; each time but the first the line of names is left out. */
    private static void csv(ArrowTable table, OutputStream out) throws IOException {
        List<String> columns = table.columnNames();
        int head = Csv.write(columns, List.of()).length();
        Iterator<Map<String, Object>> rows = table.rowIterator();
        boolean first = true;
        do {
            List<Map<String, Object>> some = new ArrayList<>();
            while (rows.hasNext() && some.size() < CHUNK) {
                some.add(rows.next());
            }
            String text = Csv.write(columns, some);
            out.write(text.substring(first ? 0 : head).getBytes(StandardCharsets.UTF_8));
            first = false;
        } while (rows.hasNext());
    }
}
