/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.vectors;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** What a receiver may be without, so that it skips some vectors. */
final class Needs {

    static final String LZ4 = "lz4";
    static final String ZSTD = "zstd";
    static final String RUNS = "run-end-encoded";
    static final String VIEWS = "list-views";
    static final String VALIDATION = "arrow-validation";

    static final String LINKS = "links";
    static final String ARROW = "arrow-tables";
    static final String JSONTABLE = "jsontables";
    static final String LABEL_TABLE = "label-table";
    static final String LABEL_ARROWTABLE = "label-arrowtable";
    static final String EXACT = "exact-numbers";
    static final String LARGE = "large-payloads";

    private static final int MICROPYTHON_LIMIT = 50_000;

    private Needs() {}

    static void tell(Book book) {
        book.need(LINKS, "Payloads by link; MicroPython has none");
        book.need(ARROW, "Arrow tables; MicroPython has none");
        book.need(JSONTABLE, "JSON tables; MicroPython and a strict Python peer know no such type");
        book.need(LABEL_TABLE, "Tables under the name table, which a strict JavaScript peer does not know");
        book.need(LABEL_ARROWTABLE, "Tables under the name arrowtable, which a strict Python peer does not know");
        book.need(
                EXACT,
                "Integers beyond 2^53, or NaN and infinities in JSON: plain JSON.parse of JavaScript rounds or refuses them");
        book.need(LARGE, "Payloads of more than 50,000 bytes, which is all that MicroPython takes");
        book.need(
                LZ4, "Arrow buffers that are compressed with LZ4; apache-arrow for JavaScript comes without the codec");
        book.need(
                ZSTD,
                "Arrow buffers that are compressed with ZSTD; apache-arrow for JavaScript comes without the codec");
        book.need(RUNS, "Run-end encoded Arrow columns; apache-arrow for JavaScript does not know them");
        book.need(VIEWS, "Arrow lists as views; apache-arrow for JavaScript does not know them");
        book.need(VALIDATION, "An Arrow library that checks what it reads; apache-arrow for JavaScript does not");
    }

    /** What a message needs for the payloads that it has. */
    static Set<String> of(byte[] message) {
        Set<String> needs = new TreeSet<>();
        try {
            for (JsonNode payload :
                    Draft.JSON.readTree(new String(message, UTF_8)).path("payloads")) {
                add(needs, payload);
            }
        } catch (JsonProcessingException e) {
            return Set.of(); // nobody reads it
        }
        return needs;
    }

    /** Whether it takes more than the numbers of JavaScript to read JSON as is expected. */
    static boolean isExact(JsonNode expected) {
        List<JsonNode> values = new ArrayList<>(expected.findValues("value"));
        values.add(expected.at("/envelope/metadata"));
        String text = values.toString();
        return text.contains("$bigint") || text.contains("$float");
    }

    private static void add(Set<String> needs, JsonNode payload) {
        if (payload.path("transport").asText().equals("link")) {
            needs.add(LINKS);
        }
        if (payload.path("size").asLong() > MICROPYTHON_LIMIT) {
            needs.add(LARGE);
        }
        switch (payload.path("payload_type").asText()) {
            case "jsontable" -> needs.add(JSONTABLE);
            case "table" -> needs.addAll(Set.of(ARROW, LABEL_TABLE));
            case "arrowtable" -> needs.addAll(Set.of(ARROW, LABEL_ARROWTABLE));
            default -> {}
        }
    }
}
