/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.codec;

import io.natsbridge.camel.content.Content;
import io.natsbridge.camel.csv.Csv;
import io.natsbridge.camel.csv.MalformedCsvException;
import io.natsbridge.camel.envelope.Payload;
import io.natsbridge.camel.envelope.PayloadType;
import io.natsbridge.camel.error.NatsBridgeException.PayloadConversionException;
import io.natsbridge.camel.json.JsonNumbers;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Tables that are text: JSON rows where the first character that is no blank is a bracket, comma-separated values otherwise. */
public final class TableText {

    private static final JsonCodec JSON = new JsonCodec(JsonNumbers.STRICT);

    private TableText() {}

    /**
     * The rows of a payload whose value is text, as maps.
     *
     * @throws PayloadConversionException when it is no table
     */
    public static List<?> rows(Payload payload) {
        String text = payload.value().toString();
        if (text.stripLeading().startsWith("{")) {
            throw new PayloadConversionException(
                    payload.dataname(),
                    "a text that begins with a brace is no table; give an array of JSON objects, or comma-separated values",
                    null);
        }
        return text.stripLeading().startsWith("[") ? json(payload, text) : csv(payload, text);
    }

    /**
     * The rows of a text of comma-separated values, as maps.
     *
     * @param payload for messages
     * @throws PayloadConversionException when it is no table
     */
    public static List<?> csv(Payload payload, String text) {
        try {
            return Csv.read(text);
        } catch (MalformedCsvException e) {
            throw new PayloadConversionException(
                    payload.dataname(),
                    "a text cannot be read as " + payload.type().wireName() + ": " + e.getMessage(),
                    e);
        }
    }

    private static List<?> json(Payload payload, String text) {
        Payload rows = payload.toBuilder().type(PayloadType.JSONTABLE).build();
        return (List<?>) JSON.decode(rows, Content.of(text.getBytes(StandardCharsets.UTF_8)));
    }
}
