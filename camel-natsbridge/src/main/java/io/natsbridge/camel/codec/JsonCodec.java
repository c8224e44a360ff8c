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
import io.natsbridge.camel.json.JsonNumbers;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/**
 * {@code dictionary} and {@code jsontable}: Java values ⇄ JSON. A table is an array of objects. Bytes, streams and files are taken as JSON that is ready; they are
 * checked and travel as they are, unless they hold numbers that the receiver reads in another form.
 */
final class JsonCodec implements PayloadCodec {

    private final JsonNumbers numbers;

    /** @param numbers what becomes of numbers that the receiver does not take as they are */
    JsonCodec(JsonNumbers numbers) {
        this.numbers = numbers;
    }

    @Override
    public Content encode(Payload payload, Spool spool) throws IOException {
        return Bytes.isBytes(payload.value()) ? ready(payload, spool) : written(payload, payload.value(), spool);
    }

    private Content ready(Payload payload, Spool spool) throws IOException {
        Content content = Bytes.contentOf(payload, spool);
        boolean asItIs = false;
        try {
            Object value = decode(payload, content);
            asItIs = !numbers.changes(value);
            return asItIs ? content : written(payload, value, spool);
        } finally {
            if (!asItIs) {
                content.close();
            }
        }
    }

    private Content written(Payload payload, Object value, Spool spool) throws IOException {
        try (SpoolOutputStream out = spool.newOutputStream()) {
            if (payload.type() == PayloadType.JSONTABLE) {
                Json.writeTable(value, out, numbers);
            } else {
                Json.write(value, out, numbers);
            }
            return out.toContent();
        } catch (IOException e) {
            throw unwritable(payload, e, numbers.adviceOn(e));
        } catch (IllegalArgumentException e) {
            throw unwritable(payload, e, "");
        }
    }

    private static PayloadConversionException unwritable(Payload payload, Exception cause, String advice) {
        String why = Names.printable(cause.getMessage()) + advice;
        return new PayloadConversionException(
                payload.dataname(), "cannot be written as " + payload.type().wireName() + ": " + why, cause);
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
