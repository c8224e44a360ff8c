/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.converter;

import io.natsbridge.camel.arrow.ArrowCompression;
import io.natsbridge.camel.arrow.ArrowFormat;
import io.natsbridge.camel.arrow.ArrowTable;
import io.natsbridge.camel.codec.ArrowTableCodec;
import io.natsbridge.camel.codec.TableText;
import io.natsbridge.camel.content.Content;
import io.natsbridge.camel.content.Spool;
import io.natsbridge.camel.envelope.Payload;
import io.natsbridge.camel.envelope.PayloadType;
import io.natsbridge.camel.envelope.Transport;
import io.natsbridge.camel.error.NatsBridgeException.PayloadConversionException;
import io.natsbridge.camel.json.Json;
import io.natsbridge.camel.json.JsonArray;
import io.natsbridge.camel.json.JsonLimits;
import io.natsbridge.camel.json.JsonNumbers;
import io.natsbridge.camel.json.MalformedUtf8Exception;
import io.natsbridge.camel.json.Utf8;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.ipc.ArrowReader;
import org.apache.camel.Converter;
import org.apache.camel.Exchange;
import org.apache.camel.support.SynchronizationAdapter;

/**
 * Whatever holds a table as a table, by the codec of {@code arrowtable}: rows, Arrow objects, Arrow bytes, JSON rows and comma-separated values. The table is closed
 * when the exchange ends.
 */
@Converter(generateLoader = true)
public final class TableConverter {

    private static final ArrowTableCodec CODEC = new ArrowTableCodec(ArrowCompression.NONE);
    private static final Payload BODY = Payload.builder("body", PayloadType.ARROWTABLE)
            .transport(Transport.DIRECT)
            .build();

    private TableConverter() {}

    /** JSON rows where the text begins with a bracket, else comma-separated values. */
    @Converter
    public static ArrowTable toTable(String text, Exchange exchange) throws IOException {
        return encoded(text, exchange);
    }

    @Converter
    public static ArrowTable toTable(List<?> rows, Exchange exchange) throws IOException {
        return encoded(rows, exchange);
    }

    @Converter
    public static ArrowTable toTable(Iterator<?> rows, Exchange exchange) throws IOException {
        return encoded(rows, exchange);
    }

    @Converter
    public static ArrowTable toTable(VectorSchemaRoot root, Exchange exchange) throws IOException {
        return encoded(root, exchange);
    }

    @Converter
    public static ArrowTable toTable(ArrowReader reader, Exchange exchange) throws IOException {
        return encoded(reader, exchange);
    }

    /** Arrow IPC bytes, stream or file; else the UTF-8 of a text that holds a table. */
    @Converter
    public static ArrowTable toTable(byte[] bytes, Exchange exchange) throws IOException {
        return decoded(Content.of(bytes), exchange);
    }

    /** Arrow IPC bytes, stream or file; else the UTF-8 of a text that holds a table. */
    @Converter
    public static ArrowTable toTable(InputStream in, Exchange exchange) throws IOException {
        return decoded(Spool.inTemporaryDirectory().read(in), exchange);
    }

    /** Arrow IPC bytes, stream or file; else the UTF-8 of a text that holds a table. */
    @Converter
    public static ArrowTable toTable(File file, Exchange exchange) throws IOException {
        return decoded(Content.ofFile(file.toPath()), exchange);
    }

    /** The whole table as vectors; they are closed when the exchange ends. */
    @Converter
    public static VectorSchemaRoot toRoot(List<?> rows, Exchange exchange) throws IOException {
        return toTable(rows, exchange).toRoot();
    }

    /** A reader from the first batch on; it is closed when the exchange ends. */
    @Converter
    public static ArrowReader toReader(List<?> rows, Exchange exchange) throws IOException {
        return toTable(rows, exchange).reader();
    }

    /** The whole table as vectors; they are closed when the exchange ends. */
    @Converter
    public static VectorSchemaRoot toRoot(byte[] arrow, Exchange exchange) throws IOException {
        return toTable(arrow, exchange).toRoot();
    }

    /** A reader from the first batch on; it is closed when the exchange ends. */
    @Converter
    public static ArrowReader toReader(byte[] arrow, Exchange exchange) throws IOException {
        return toTable(arrow, exchange).reader();
    }

    /** The rows as maps; as a text they are JSON. */
    @Converter
    public static JsonArray toRows(ArrowTable table) {
        return array(table.rows());
    }

    /** The rows as maps; beans become maps of their properties. */
    @Converter
    public static JsonArray toRows(List<?> rows) throws IOException {
        return rows.stream().allMatch(Map.class::isInstance) ? array(rows) : beans(rows);
    }

    /** The rows as maps; beans become maps of their properties. */
    @Converter
    public static JsonArray toRows(Iterator<?> rows) throws IOException {
        List<Object> all = new ArrayList<>();
        rows.forEachRemaining(all::add);
        return toRows(all);
    }

    /** JSON rows where the text begins with a bracket, else comma-separated values. */
    @Converter
    public static JsonArray toRows(String text) {
        return array(TableText.rows(BODY.toBuilder().value(text).build()));
    }

    /** Arrow IPC bytes, stream or file; else the UTF-8 of a text that holds a table. */
    @Converter
    public static JsonArray toRows(byte[] bytes) throws IOException {
        return rows(Content.of(bytes));
    }

    /** Arrow IPC bytes, stream or file; else the UTF-8 of a text that holds a table. */
    @Converter
    public static JsonArray toRows(InputStream in) throws IOException {
        return rows(Spool.inTemporaryDirectory().read(in));
    }

    /** Arrow IPC bytes, stream or file; else the UTF-8 of a text that holds a table. */
    @Converter
    public static JsonArray toRows(File file) throws IOException {
        return rows(Content.ofFile(file.toPath()));
    }

    @Converter
    public static JsonArray toRows(VectorSchemaRoot root, Exchange exchange) throws IOException {
        return toRows(toTable(root, exchange));
    }

    @Converter
    public static JsonArray toRows(ArrowReader reader, Exchange exchange) throws IOException {
        return toRows(toTable(reader, exchange));
    }

    private static JsonArray rows(Content content) throws IOException {
        if (ArrowFormat.detect(content).isPresent()) {
            try (ArrowTable table = (ArrowTable) CODEC.decode(BODY, content)) {
                return toRows(table);
            }
        }
        try (content) {
            return toRows(text(content));
        }
    }

    private static JsonArray beans(List<?> rows) throws IOException {
        ByteArrayOutputStream json = new ByteArrayOutputStream();
        Json.writeTable(rows, json, JsonNumbers.STRICT);
        return (JsonArray) Json.read(json.toByteArray(), JsonLimits.PAYLOAD);
    }

    private static JsonArray array(List<?> rows) {
        if (rows instanceof JsonArray array) {
            return array;
        }
        JsonArray array = new JsonArray();
        array.addAll(rows);
        return array;
    }

    private static ArrowTable encoded(Object value, Exchange exchange) throws IOException {
        requireExchange(exchange);
        Payload payload = BODY.toBuilder().value(value).build();
        return opened(CODEC.encode(payload, Spool.inTemporaryDirectory()), exchange);
    }

    private static ArrowTable decoded(Content content, Exchange exchange) throws IOException {
        if (exchange != null && ArrowFormat.detect(content).isPresent()) {
            return opened(content, exchange);
        }
        try (content) {
            return encoded(text(content), exchange);
        }
    }

    private static ArrowTable opened(Content content, Exchange exchange) throws IOException {
        ArrowTable table = (ArrowTable) CODEC.decode(BODY, content);
        exchange.getExchangeExtension().addOnCompletion(new SynchronizationAdapter() {
            @Override
            public void onDone(Exchange done) {
                table.close();
            }
        });
        return table;
    }

    private static String text(Content content) {
        byte[] bytes = content.toByteArray();
        try {
            return Utf8.decode(bytes, 0, bytes.length);
        } catch (MalformedUtf8Exception e) {
            throw new PayloadConversionException(
                    BODY.dataname(), "its bytes are neither Arrow IPC data nor a text that holds a table", e);
        }
    }

    private static void requireExchange(Exchange exchange) {
        if (exchange == null) {
            throw new IllegalArgumentException("a table is made only within an exchange, which closes it in the end");
        }
    }
}
