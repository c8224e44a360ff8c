/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.codec;

import io.natsbridge.camel.content.Content;
import io.natsbridge.camel.content.Spool;
import io.natsbridge.camel.content.SpoolOutputStream;
import io.natsbridge.camel.envelope.Payload;
import io.natsbridge.camel.envelope.PayloadType;
import io.natsbridge.camel.error.Names;
import io.natsbridge.camel.error.NatsBridgeException.PayloadConversionException;
import io.natsbridge.camel.json.Json;
import io.natsbridge.camel.json.JsonLimits;
import java.io.IOException;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

/**
 * {@code dictionary} and {@code jsontable}: Java values ⇄ JSON. A table is an array of objects. Bytes, streams and files are taken as JSON that is ready; they are
 * checked and travel as they are.
 */
final class JsonCodec implements PayloadCodec {

    @Override
    public Content encode(Payload payload, Spool spool) throws IOException {
        if (Bytes.isBytes(payload.value())) {
            Content content = Bytes.contentOf(payload, spool);
            try {
                decode(payload, content);
            } catch (PayloadConversionException e) {
                content.close();
                throw e;
            }
            return content;
        }
        try (SpoolOutputStream out = spool.newOutputStream()) {
            if (payload.type() == PayloadType.JSONTABLE) {
                Json.writeArray(rows(payload), out);
            } else {
                Json.write(payload.value(), out);
            }
            return out.toContent();
        } catch (IOException | IllegalArgumentException e) {
            throw new PayloadConversionException(
                    payload.dataname(),
                    "cannot be written as " + payload.type().wireName() + ": " + Names.printable(e.getMessage()),
                    e);
        }
    }

    @Override
    public Object decode(Payload payload, Content content) {
        Object value;
        try {
            if (content.size() > JsonLimits.PAYLOAD.bytes()) {
                throw new IOException("its " + content.size() + " bytes are over the limit of "
                        + JsonLimits.PAYLOAD.bytes() + "; send large tables as arrowtable, large documents as binary");
            }
            value = Json.read(content.toByteArray(), JsonLimits.PAYLOAD);
        } catch (IOException e) {
            throw new PayloadConversionException(
                    payload.dataname(),
                    "is no " + payload.type().wireName() + ": " + Names.printable(e.getMessage()),
                    e);
        }
        if (payload.type() != PayloadType.DICTIONARY) {
            requireRows(payload, value);
        }
        return value;
    }

    private static Iterator<?> rows(Payload payload) {
        Object value = payload.value();
        if (value instanceof Iterator<?> rows) {
            return new CheckedRows(payload, rows);
        }
        if (value instanceof Iterable<?> rows) {
            return new CheckedRows(payload, rows.iterator());
        }
        if (value instanceof Object[] rows) {
            return new CheckedRows(payload, Arrays.asList(rows).iterator());
        }
        throw new PayloadConversionException(
                payload.dataname(),
                "cannot be sent as jsontable: a value of "
                        + (value == null ? "null" : value.getClass().getName())
                        + " is no table; give a List or an Iterator of maps or beans",
                null);
    }

    private static void requireRows(Payload payload, Object value) {
        if (!(value instanceof List<?> rows)) {
            throw new PayloadConversionException(
                    payload.dataname(), "is no table: its JSON is no array of objects", null);
        }
        for (int i = 0; i < rows.size(); i++) {
            if (!(rows.get(i) instanceof Map<?, ?>)) {
                throw new PayloadConversionException(
                        payload.dataname(), "is no table: row " + i + " is no JSON object", null);
            }
        }
    }

    /** Rows on their way to JSON, each of which must become an object. No record: Jackson would write one as an object, not as what it iterates over. */
    private static final class CheckedRows implements Iterator<Object> {
        private final Payload payload;
        private final Iterator<?> rows;

        CheckedRows(Payload payload, Iterator<?> rows) {
            this.payload = payload;
            this.rows = rows;
        }

        @Override
        public boolean hasNext() {
            return rows.hasNext();
        }

        @Override
        public Object next() {
            Object row = rows.next();
            boolean scalar = row == null
                    || row instanceof CharSequence
                    || row instanceof Number
                    || row instanceof Boolean
                    || row instanceof Iterable<?>
                    || row.getClass().isArray();
            if (scalar) {
                throw new PayloadConversionException(
                        payload.dataname(),
                        "cannot be sent as jsontable: a row of "
                                + (row == null ? "null" : row.getClass().getName()) + " is no map and no bean",
                        null);
            }
            return row;
        }
    }
}
