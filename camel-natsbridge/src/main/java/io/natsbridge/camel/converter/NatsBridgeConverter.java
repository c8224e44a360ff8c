/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.converter;

import com.fasterxml.jackson.databind.JsonNode;
import io.natsbridge.camel.envelope.Payload;
import io.natsbridge.camel.json.Json;
import io.natsbridge.camel.json.JsonArray;
import io.natsbridge.camel.json.JsonLimits;
import io.natsbridge.camel.json.JsonObject;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.apache.camel.Converter;
import org.apache.camel.Exchange;
import org.apache.camel.spi.TypeConverterRegistry;

/** Converters of payloads, dictionaries and JSON tables. */
@Converter(generateLoader = true)
public final class NatsBridgeConverter {

    private NatsBridgeConverter() {}

    /** A payload as whatever its value converts to; a dictionary as a bean. */
    @Converter(fallback = true)
    public static Object convert(Class<?> type, Exchange exchange, Object value, TypeConverterRegistry registry) {
        if (value instanceof Payload payload && type != Payload.class) {
            return payload.as(type);
        }
        boolean json = value instanceof JsonObject || value instanceof JsonArray;
        boolean bean =
                !type.isInterface() && !type.isPrimitive() && !type.getName().startsWith("java.");
        return json && bean ? Json.mapper().convertValue(value, type) : null;
    }

    @Converter
    public static byte[] toBytes(JsonObject object) throws IOException {
        return bytes(object);
    }

    @Converter
    public static byte[] toBytes(JsonArray array) throws IOException {
        return bytes(array);
    }

    @Converter
    public static InputStream toInputStream(JsonObject object) throws IOException {
        return new ByteArrayInputStream(bytes(object));
    }

    @Converter
    public static InputStream toInputStream(JsonArray array) throws IOException {
        return new ByteArrayInputStream(bytes(array));
    }

    @Converter
    public static JsonNode toJsonNode(Map<?, ?> map) {
        return Json.mapper().valueToTree(map);
    }

    @Converter
    public static JsonNode toJsonNode(List<?> list) {
        return Json.mapper().valueToTree(list);
    }

    @Converter
    public static Map<?, ?> toMap(JsonNode node) throws IOException {
        return node.isObject() ? (Map<?, ?>) value(node) : null;
    }

    @Converter
    public static List<?> toList(JsonNode node) throws IOException {
        return node.isArray() ? (List<?>) value(node) : null;
    }

    @Converter
    public static Iterator<?> toIterator(JsonArray array) {
        return array.iterator();
    }

    private static Object value(JsonNode node) throws IOException {
        return Json.read(bytes(node), JsonLimits.PAYLOAD);
    }

    private static byte[] bytes(Object value) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Json.write(value, out);
        return out.toByteArray();
    }
}
