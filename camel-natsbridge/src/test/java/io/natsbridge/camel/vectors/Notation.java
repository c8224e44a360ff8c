/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.vectors;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.natsbridge.camel.test.peer.PeerNotation;
import java.time.Period;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.apache.arrow.vector.PeriodDuration;

/** Java values in the notation of the vectors: that of the peers, with times always written to the second and no further than they go. */
final class Notation {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private Notation() {}

    static JsonNode of(Object value) {
        if (value instanceof List<?> list) {
            ArrayNode array = JSON.arrayNode();
            list.forEach(item -> array.add(of(item)));
            return array;
        } else if (value instanceof Map<?, ?> map) {
            return object(map);
        } else if (value instanceof Pairs pairs) {
            return JSON.objectNode().set("$map", of(pairs.pairs));
        } else if (value instanceof ZonedDateTime moment) {
            return of(moment.toInstant());
        } else if (value instanceof Period period) {
            return interval(period.toTotalMonths(), period.getDays(), 0);
        } else if (value instanceof PeriodDuration interval) {
            Period period = interval.getPeriod();
            return interval(
                    period.toTotalMonths(),
                    period.getDays(),
                    interval.getDuration().toNanos());
        }
        JsonNode json = PeerNotation.toJson(value);
        for (String tag : List.of("$time", "$timestamp")) {
            if (json.has(tag)) {
                return JSON.objectNode().put(tag, time(json.path(tag).textValue()));
            }
        }
        return json;
    }

    private static JsonNode object(Map<?, ?> map) {
        ObjectNode object = JSON.objectNode();
        map.entrySet().stream()
                .sorted(Comparator.comparing(entry -> entry.getKey().toString()))
                .forEach(entry -> object.set(entry.getKey().toString(), of(entry.getValue())));
        boolean ambiguous = object.size() == 1 && object.fieldNames().next().startsWith("$");
        return ambiguous ? JSON.objectNode().set("$object", object) : object;
    }

    private static JsonNode interval(long months, long days, long nanoseconds) {
        return JSON.objectNode().put("months", months).put("days", days).put("nanoseconds", nanoseconds);
    }

    private static String time(String text) {
        String zone = text.endsWith("Z") ? "Z" : "";
        String local = text.substring(0, text.length() - zone.length());
        if (local.matches("(.*T)?\\d\\d:\\d\\d")) {
            return local + ":00" + zone;
        }
        return local.replaceFirst("(\\.\\d*?)0+$", "$1").replaceFirst("\\.$", "") + zone;
    }

    /** What a table looks like in the manifest: columns by name, type and values. */
    static ArrayNode columns(List<Column> columns) {
        ArrayNode array = JSON.arrayNode();
        for (Column column : columns) {
            ObjectNode json = array.addObject().put("name", column.name);
            if (!column.type.isEmpty()) {
                json.put("type", column.type);
            }
            json.set("values", of(column.values));
        }
        return array;
    }

    /**
     * A column of a table.
     *
     * @param type in the words of pyarrow, empty if it does not matter
     */
    record Column(String name, String type, List<?> values) {

        static Column of(String name, String type, Object... values) {
            return new Column(name, type, Arrays.asList(values));
        }
    }

    /**
     * A map whose keys may be of any type.
     *
     * @param pairs of key and value
     */
    record Pairs(List<List<Object>> pairs) {

        static Pairs of(Object... keysAndValues) {
            List<List<Object>> pairs = new ArrayList<>();
            for (int i = 0; i < keysAndValues.length; i += 2) {
                pairs.add(Arrays.asList(keysAndValues[i], keysAndValues[i + 1]));
            }
            return new Pairs(pairs);
        }
    }
}
