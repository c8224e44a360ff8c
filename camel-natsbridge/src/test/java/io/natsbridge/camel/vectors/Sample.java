/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.vectors;

import static java.nio.charset.StandardCharsets.US_ASCII;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.natsbridge.camel.envelope.Payload;
import io.natsbridge.camel.envelope.PayloadType;
import io.natsbridge.camel.test.peer.OutgoingPayload;
import io.natsbridge.camel.test.peer.PeerColumn;
import io.natsbridge.camel.vectors.Notation.Column;
import java.math.BigInteger;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A payload that is recorded from several senders.
 *
 * @param value null for a table
 * @param columns of a table
 */
record Sample(String dataname, String type, Object value, List<Column> columns) {

    private static final List<Column> TABLE = List.of(
            Column.of("n", "int64", 1L, null, 9_007_199_254_740_993L),
            Column.of("x", "double", 0.5, -1e300, null),
            Column.of("größe", "string", "ü😀", null, ""),
            Column.of("b", "bool", true, null, false),
            Column.of("t", "timestamp[us, tz=UTC]", Instant.parse("2024-01-31T10:00:00.123456Z"), null, Instant.EPOCH),
            Column.of("d", "date32[day]", LocalDate.of(2024, 2, 29), null, LocalDate.of(1969, 12, 31)));
    private static final byte[] PNG = {
        (byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n', 0, 0, 0, 13, 'I', 'H', 'D', 'R'
    };

    static Sample of(String type) {
        return switch (type) {
            case "text" -> new Sample("greeting", type, "Grüße 😀\n\t\"quoted\" \\ \u0000 end", List.of());
            case "dictionary" -> new Sample("größe 😀", type, dictionary(), List.of());
            case "jsontable" -> new Sample("rows.json", type, rows(), List.of());
            case "arrowtable", "table" -> new Sample("rows", type, null, TABLE);
            case "image" -> new Sample("dot.png", type, PNG, List.of());
            case "audio" -> new Sample("", type, "RIFF....WAVEfmt ".getBytes(US_ASCII), List.of());
            case "video" -> new Sample("../a/path", type, new byte[0], List.of());
            default -> new Sample("data.bin", type, everyByte(), List.of());
        };
    }

    private static byte[] everyByte() {
        byte[] bytes = new byte[256];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) i;
        }
        return bytes;
    }

    private static Map<String, Object> dictionary() {
        Map<String, Object> inner = new LinkedHashMap<>();
        inner.put("empty", Map.of());
        inner.put("", "no name");
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("text", "ü😀\u0007\"");
        map.put("none", null);
        map.put("yes", true);
        map.put("integer", -42);
        map.put("number", 2.5);
        map.put("small", 1e-7);
        map.put("list", Arrays.asList(1, "two", null, List.of()));
        map.put("größe", inner);
        return map;
    }

    private static List<Map<String, Object>> rows() {
        Map<String, Object> first = new LinkedHashMap<>();
        first.put("n", 1);
        first.put("s", null);
        Map<String, Object> second = new LinkedHashMap<>();
        second.put("n", -2.5);
        second.put("s", "ü😀");
        return List.of(first, second);
    }

    /** Integers that only some peers can write. */
    static Sample bigIntegers() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("2^53+1", 9_007_199_254_740_993L);
        map.put("-2^63", Long.MIN_VALUE);
        map.put("2^64", BigInteger.ONE.shiftLeft(64));
        return new Sample("integers", "dictionary", map, List.of());
    }

    /** What pandas leaves as it is: it has no integers with nulls, and its own type for texts. */
    static Sample ofPandas() {
        List<Column> columns = List.of(
                Column.of("n", "int64", 1L, -2L),
                Column.of("x", "double", 0.5, null),
                Column.of("größe", "large_string", "ü😀", null));
        return new Sample("frame", "table", null, columns);
    }

    /** The same under another type. */
    Sample as(String otherType) {
        return new Sample(dataname, otherType, value, columns);
    }

    OutgoingPayload forPeer() {
        if (columns.isEmpty()) {
            return OutgoingPayload.of(dataname, type, value);
        }
        List<PeerColumn> types = columns.stream()
                .map(column -> new PeerColumn(column.name(), column.type()))
                .toList();
        return OutgoingPayload.table(dataname, type, types, tableRows());
    }

    Payload forCamel() {
        return Payload.of(dataname, columns.isEmpty() ? value : tableRows(), PayloadType.forWireName(type));
    }

    private List<Map<String, Object>> tableRows() {
        List<Map<String, Object>> rows = new ArrayList<>();
        for (int i = 0; i < columns.get(0).values().size(); i++) {
            Map<String, Object> row = new LinkedHashMap<>();
            for (Column column : columns) {
                row.put(column.name(), column.values().get(i));
            }
            rows.add(row);
        }
        return rows;
    }

    /** What a receiver reads. */
    ObjectNode expected(String wireType, String transport) {
        ObjectNode json = JsonNodeFactory.instance
                .objectNode()
                .put("dataname", dataname)
                .put("payload_type", wireType)
                .put("transport", transport);
        if (columns.isEmpty()) {
            json.set("value", Notation.of(value));
        } else {
            json.set("columns", Notation.columns(columns));
        }
        return json;
    }
}
