/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.test.peer;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Values as a peer's JSON lines carry them, and the conformance vectors: plain JSON, and objects with one key that starts
 * with {@code $} for what JSON has no form for.
 */
public final class PeerNotation {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final BigInteger SAFE_INTEGER = BigInteger.ONE.shiftLeft(53);

    private PeerNotation() {}

    /**
     * Java value to JSON.
     *
     * @throws IllegalArgumentException for a value of a class that has no notation
     */
    public static JsonNode toJson(Object value) {
        if (value == null) {
            return JSON.nullNode();
        } else if (value instanceof String text) {
            return JSON.textNode(text);
        } else if (value instanceof Boolean bool) {
            return JSON.booleanNode(bool);
        } else if (value instanceof Number number) {
            return numberToJson(number);
        } else if (value instanceof List<?> list) {
            ArrayNode array = JSON.arrayNode();
            list.forEach(item -> array.add(toJson(item)));
            return array;
        } else if (value instanceof Map<?, ?> map) {
            return mapToJson(map);
        }
        return tagged(tagOf(value), value);
    }

    private static JsonNode numberToJson(Number number) {
        if (number instanceof BigDecimal decimal) {
            return JSON.objectNode().put("$decimal", decimal.toPlainString());
        } else if (number instanceof Double || number instanceof Float) {
            double value = number.doubleValue();
            return Double.isFinite(value)
                    ? JSON.numberNode(value)
                    : JSON.objectNode().put("$float", Double.toString(value));
        }
        BigInteger integer = new BigInteger(number.toString());
        boolean safe = integer.abs().compareTo(SAFE_INTEGER) <= 0 && !(number instanceof BigInteger);
        return safe ? JSON.numberNode(integer.longValue()) : JSON.objectNode().put("$bigint", integer.toString());
    }

    private static JsonNode mapToJson(Map<?, ?> map) {
        ObjectNode object = JSON.objectNode();
        map.forEach((key, value) -> object.set(key.toString(), toJson(value)));
        return tagOf(object).isEmpty() ? object : JSON.objectNode().set("$object", object);
    }

    private static JsonNode tagged(String tag, Object value) {
        if (value instanceof byte[] bytes) {
            return JSON.objectNode().put(tag, Base64.getEncoder().encodeToString(bytes));
        } else if (value instanceof Duration duration) {
            BigDecimal seconds =
                    BigDecimal.valueOf(duration.getSeconds()).add(BigDecimal.valueOf(duration.getNano(), 9));
            return JSON.objectNode().put(tag, seconds.toPlainString());
        } else if (value instanceof LocalDateTime time && time.getSecond() == 0 && time.getNano() == 0) {
            return JSON.objectNode().put(tag, time + ":00");
        }
        return JSON.objectNode().put(tag, value.toString());
    }

    private static String tagOf(Object value) {
        if (value instanceof byte[]) {
            return "$bytes";
        } else if (value instanceof LocalDate) {
            return "$date";
        } else if (value instanceof LocalDateTime || value instanceof Instant) {
            return "$timestamp";
        } else if (value instanceof LocalTime) {
            return "$time";
        } else if (value instanceof Duration) {
            return "$duration";
        }
        throw new IllegalArgumentException(
                "Could not write a value for a peer: " + value.getClass().getName() + " has no notation");
    }

    /**
     * JSON to Java value: String, Boolean, Long (BigInteger where that is too small), Double, BigDecimal, byte[],
     * LocalDate, LocalDateTime, Instant, LocalTime, Duration, List, Map with the keys in order, or null.
     *
     * @throws IllegalArgumentException for an unknown tag
     */
    public static Object fromJson(JsonNode node) {
        return switch (node.getNodeType()) {
            case NULL, MISSING -> null;
            case STRING -> node.textValue();
            case BOOLEAN -> node.booleanValue();
            case NUMBER -> node.isIntegralNumber() ? integer(node.bigIntegerValue()) : (Object) node.doubleValue();
            case ARRAY -> list(node);
            case OBJECT -> object((ObjectNode) node);
            default -> throw new IllegalArgumentException("Could not read a peer's value: " + node.getNodeType());
        };
    }

    private static Object object(ObjectNode node) {
        String tag = tagOf(node);
        JsonNode content = node.path(tag);
        return switch (tag) {
            case "" -> map(node);
            case "$object" -> map(content);
            case "$map" -> pairs(content);
            case "$bigint" -> integer(new BigInteger(content.textValue()));
            case "$float" -> Double.valueOf(content.textValue());
            case "$decimal" -> new BigDecimal(content.textValue());
            case "$bytes" -> Base64.getDecoder().decode(content.textValue());
            case "$date" -> LocalDate.parse(content.textValue());
            case "$timestamp" -> timestamp(content.textValue());
            case "$time" -> LocalTime.parse(content.textValue());
            case "$duration" -> duration(new BigDecimal(content.textValue()));
            default -> throw new IllegalArgumentException("Could not read a peer's value: unknown tag " + tag);
        };
    }

    private static String tagOf(ObjectNode node) {
        String first = node.size() == 1 ? node.fieldNames().next() : "";
        return first.startsWith("$") ? first : "";
    }

    private static List<Object> list(JsonNode array) {
        List<Object> values = new ArrayList<>(array.size());
        array.forEach(item -> values.add(fromJson(item)));
        return values;
    }

    private static Map<String, Object> map(JsonNode node) {
        Map<String, Object> values = new LinkedHashMap<>();
        node.properties().forEach(entry -> values.put(entry.getKey(), fromJson(entry.getValue())));
        return values;
    }

    private static Map<Object, Object> pairs(JsonNode array) {
        Map<Object, Object> values = new LinkedHashMap<>();
        array.forEach(pair -> values.put(fromJson(pair.path(0)), fromJson(pair.path(1))));
        return values;
    }

    private static Number integer(BigInteger value) {
        return value.bitLength() < Long.SIZE ? (Number) value.longValue() : value;
    }

    private static Object timestamp(String text) {
        return text.endsWith("Z") ? Instant.parse(text) : LocalDateTime.parse(text);
    }

    private static Duration duration(BigDecimal seconds) {
        BigInteger nanos = seconds.movePointRight(9).toBigIntegerExact();
        BigInteger[] parts = nanos.divideAndRemainder(BigInteger.TEN.pow(9));
        return Duration.ofSeconds(parts[0].longValueExact(), parts[1].longValueExact());
    }
}
