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
                Json.writeTable(payload.value(), out);
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
}
