/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.converter;

import com.fasterxml.jackson.databind.JsonNode;
import io.natsbridge.camel.arrow.ArrowTable;
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
import org.apache.camel.NoTypeConversionAvailableException;
import org.apache.camel.StreamCache;
import org.apache.camel.spi.TypeConverterRegistry;

/** Converters of payloads, dictionaries and JSON tables. */
@Converter(generateLoader = true)
public final class NatsBridgeConverter {

    private NatsBridgeConverter() {}

    /** A payload as whatever its value converts to; a dictionary as a bean, a table as an array of beans. */
    @Converter(fallback = true)
    public static Object convert(Class<?> type, Exchange exchange, Object value, TypeConverterRegistry registry)
            throws NoTypeConversionAvailableException {
        if (value instanceof Payload payload && type != Payload.class) {
            return payload(payload, type, exchange);
        }
        boolean json = value instanceof JsonObject || value instanceof JsonArray;
        if (json && isBean(type)) {
            return Json.mapper().convertValue(value, type);
        }
        boolean beans = type.isArray() && isBean(type.getComponentType());
        return beans && value instanceof ArrowTable table ? Json.mapper().convertValue(table.rows(), type) : null;
    }

    private static Object payload(Payload payload, Class<?> type, Exchange exchange)
            throws NoTypeConversionAvailableException {
        Object value = payload.value();
        if (exchange == null || type.isInstance(value)) {
            return payload.as(type);
        }
        if (value instanceof StreamCache cache) {
            cache.reset();
        }
        return value == null
                ? null
                : exchange.getContext().getTypeConverter().mandatoryConvertTo(type, exchange, value);
    }

    private static boolean isBean(Class<?> type) {
        return !type.isInterface() && !type.isPrimitive() && !type.getName().startsWith("java.");
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
