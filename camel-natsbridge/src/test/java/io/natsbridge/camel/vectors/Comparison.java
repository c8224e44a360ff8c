/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.vectors;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

/** Compares values in the notation of the vectors: numbers by what they are, not by how they are written. */
final class Comparison {

    private static final List<String> NUMBERS = List.of("$bigint", "$float", "$decimal");
    private static final String MIDNIGHT = "T00:00:00";

    private Comparison() {}

    static boolean same(JsonNode expected, JsonNode actual) {
        if (isNumber(expected) && isNumber(actual)) {
            return sameNumber(text(expected), text(actual)) || isFloat(expected) && sameDouble(expected, actual);
        } else if (expected.isObject() && actual.isObject()) {
            return sameObject(expected, actual);
        } else if (expected.isArray() && actual.isArray()) {
            return sameArray(expected, actual);
        }
        return expected.equals(actual);
    }

    private static boolean sameObject(JsonNode expected, JsonNode actual) {
        if (expected.has("$duration") && actual.has("$duration")) {
            return sameNumber(
                    expected.path("$duration").asText(),
                    actual.path("$duration").asText());
        }
        if (expected.has("$timestamp") && actual.has("$date")) {
            return expected.path("$timestamp")
                    .asText()
                    .equals(actual.path("$date").asText() + MIDNIGHT);
        }
        if (expected.size() != actual.size()) {
            return false;
        }
        for (Map.Entry<String, JsonNode> entry : expected.properties()) {
            if (!actual.has(entry.getKey()) || !same(entry.getValue(), actual.path(entry.getKey()))) {
                return false;
            }
        }
        return true;
    }

    private static boolean sameArray(JsonNode expected, JsonNode actual) {
        Iterator<JsonNode> others = actual.iterator();
        for (JsonNode item : expected) {
            if (!others.hasNext() || !same(item, others.next())) {
                return false;
            }
        }
        return !others.hasNext();
    }

    private static boolean isNumber(JsonNode node) {
        return node.isNumber()
                || node.isObject()
                        && node.size() == 1
                        && NUMBERS.contains(node.fieldNames().next());
    }

    private static boolean isFloat(JsonNode node) {
        return node.isFloatingPointNumber() || node.has("$float");
    }

    private static boolean sameDouble(JsonNode one, JsonNode other) {
        return Double.valueOf(text(one)).equals(Double.valueOf(text(other)));
    }

    private static String text(JsonNode node) {
        return node.isNumber() ? node.asText() : node.elements().next().asText();
    }

    private static boolean sameNumber(String one, String other) {
        boolean digits = one.matches("[-0-9.eE+]+") && other.matches("[-0-9.eE+]+");
        return digits ? new BigDecimal(one).compareTo(new BigDecimal(other)) == 0 : one.equals(other);
    }
}
