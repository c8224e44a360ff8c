/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.codec;

import io.natsbridge.camel.arrow.ArrowCompression;
import io.natsbridge.camel.arrow.ArrowFormat;
import io.natsbridge.camel.arrow.ArrowLimits;
import io.natsbridge.camel.arrow.ArrowTables;
import io.natsbridge.camel.arrow.ArrowValidation;
import io.natsbridge.camel.arrow.ArrowValues;
import io.natsbridge.camel.arrow.ArrowWriteOptions;
import io.natsbridge.camel.content.Content;
import io.natsbridge.camel.content.Spool;
import io.natsbridge.camel.content.SpoolOutputStream;
import io.natsbridge.camel.envelope.Payload;
import io.natsbridge.camel.envelope.PayloadType;
import io.natsbridge.camel.envelope.Transport;
import io.natsbridge.camel.error.NatsBridgeException.PayloadConversionException;
import io.natsbridge.camel.json.Json;
import io.natsbridge.camel.json.JsonNumbers;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Iterator;
import java.util.Map;

/**
 * {@code arrowtable} and {@code table}: tables ⇄ Arrow IPC, a stream for the one and a file for the other. Received bytes are known by their magic, whichever of the two
 * names they carry; a {@code table} may be JSON rows as well. Text to send is JSON rows or comma-separated values.
 */
public final class ArrowTableCodec implements PayloadCodec {

    private final ArrowCompression compression;
    private final JsonCodec json = new JsonCodec(JsonNumbers.STRICT);

    /** @param compression how tables are written */
    public ArrowTableCodec(ArrowCompression compression) {
        this.compression = compression;
    }

    @Override
    public Content encode(Payload payload, Spool spool) throws IOException {
        ArrowFormat format = payload.type() == PayloadType.TABLE ? ArrowFormat.FILE : ArrowFormat.STREAM;
        return Bytes.isBytes(payload.value())
                ? bytes(payload, format, spool)
                : values(
                        payload,
                        payload.value(),
                        new ArrowWriteOptions(payload.dataname(), format, compression),
                        spool);
    }

    private Content values(Payload payload, Object value, ArrowWriteOptions options, Spool spool) throws IOException {
        try (SpoolOutputStream out = spool.newOutputStream()) {
            if (ArrowValues.isTable(value)) {
                ArrowValues.write(value, out, options);
            } else if (value instanceof Iterator<?> iterator) {
                ArrowTables.writeRows(new Rows(payload, iterator), out, options);
            } else {
                boolean text = value instanceof CharSequence;
                Iterable<?> rows = text ? TableText.rows(payload) : iterable(payload, value);
                Iterable<Map<String, ?>> maps = () -> new Rows(payload, rows.iterator());
                ArrowTables.writeRows(maps, out, options);
            }
            return out.toContent();
        }
    }

    @Override
    public Object decode(Payload payload, Content content) throws IOException {
        if (isJsonRows(payload, content)) {
            return json.decode(payload, content);
        }
        boolean whole = payload.transport() == Transport.DIRECT;
        return ArrowTables.open(
                content,
                payload.dataname(),
                ArrowLimits.DEFAULT,
                whole ? ArrowValidation.WHOLE : ArrowValidation.FRAMING);
    }

    /** Bytes that are ready, in the format that the type asks for: Arrow's, or JSON rows of a {@code table}. */
    private Content bytes(Payload payload, ArrowFormat format, Spool spool) throws IOException {
        Content content = Bytes.contentOf(payload, spool);
        try {
            if (isJsonRows(payload, content)) {
                ArrowWriteOptions options = new ArrowWriteOptions(payload.dataname(), format, compression);
                return values(payload, json.decode(payload, content), options, spool);
            }
            if (ArrowFormat.detect(content).isEmpty()) {
                throw new PayloadConversionException(
                        payload.dataname(),
                        "cannot be sent as " + payload.type().wireName()
                                + ": its bytes are no Arrow IPC data; give rows, Arrow objects or Arrow bytes",
                        null);
            }
            try (SpoolOutputStream out = spool.newOutputStream()) {
                ArrowTables.transcode(content, format, out, payload.dataname());
                return out.toContent();
            }
        } finally {
            content.close();
        }
    }

    private static Iterable<?> iterable(Payload payload, Object value) {
        if (value instanceof Iterable<?> rows) {
            return rows;
        }
        if (value instanceof Object[] rows) {
            return Arrays.asList(rows);
        }
        throw new PayloadConversionException(
                payload.dataname(),
                "cannot be sent as " + payload.type().wireName() + ": a value of "
                        + (value == null ? "null" : value.getClass().getName())
                        + " is no table; give a list or an iterator of maps, Arrow objects or Arrow bytes",
                null);
    }

    private static boolean isJsonRows(Payload payload, Content content) throws IOException {
        return payload.type() == PayloadType.TABLE
                && ArrowFormat.detect(content).isEmpty()
                && startsWithBracket(content);
    }

    private static boolean startsWithBracket(Content content) throws IOException {
        try (InputStream in = content.openStream()) {
            int c = in.read();
            if (c == 0xEF && in.read() == 0xBB && in.read() == 0xBF) {
                c = in.read(); // behind a byte order mark
            }
            while (c == ' ' || c == '\n' || c == '\r' || c == '\t') {
                c = in.read();
            }
            return c == '[';
        }
    }

    /** Rows as maps; beans become maps of their properties. */
    private record Rows(Payload payload, Iterator<?> rows) implements Iterator<Map<String, ?>> {
        @Override
        public boolean hasNext() {
            return rows.hasNext();
        }

        @Override
        @SuppressWarnings("unchecked")
        public Map<String, ?> next() {
            Object row = rows.next();
            if (row instanceof Map<?, ?> map) {
                return (Map<String, ?>) map;
            }
            try {
                return Json.properties(row);
            } catch (IllegalArgumentException e) {
                throw new PayloadConversionException(
                        payload.dataname(),
                        "cannot be sent as " + payload.type().wireName() + ": a row of "
                                + (row == null ? "null" : row.getClass().getName()) + " is no map and no bean",
                        e);
            }
        }
    }
}
