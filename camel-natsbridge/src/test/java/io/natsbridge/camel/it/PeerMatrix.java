/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.it;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What was seen to work between Camel and a peer, kept in a file that documents are made of: one cell for each way that a
 * payload type went. A class of tests writes its cells in place of those it wrote before, and leaves those of others.
 */
final class PeerMatrix {

    /** The name of Camel's side. */
    static final String CAMEL = "camel";

    private static final Path FILE = Path.of("target", "peer-matrix.json");
    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    private final String test;
    private final String runtime;
    private final Map<Cell, Integer> cells = new TreeMap<>();
    private final Set<ArrowCell> tables = new TreeSet<>();

    /** In which sort of message a payload went. */
    enum Exchange {
        MESSAGE,
        SEVERAL_PAYLOADS,
        REQUEST,
        REPLY
    }

    /** A payload type's way from one side to the other, and what came of it: {@code read}, or why it was refused. */
    private record Cell(String from, String to, String type, String transport, Exchange exchange, String outcome)
            implements Comparable<Cell> {

        private String key() {
            return String.join("|", from, to, type, transport, exchange.name(), outcome);
        }

        @Override
        public int compareTo(Cell other) {
            return key().compareTo(other.key());
        }
    }

    /** An Arrow table of a kind that one side wrote and the other read. */
    private record ArrowCell(String group, String table, String form, String compression, String from, String to)
            implements Comparable<ArrowCell> {

        private String key() {
            return String.join("|", group, table, form, compression, from, to);
        }

        @Override
        public int compareTo(ArrowCell other) {
            return key().compareTo(other.key());
        }
    }

    /**
     * @param test the class of tests that the cells come from
     * @param runtime what the peer runs on
     */
    PeerMatrix(Class<?> test, String runtime) {
        this.test = test.getSimpleName();
        this.runtime = runtime;
    }

    /** Notes that a payload arrived as it was sent. */
    void read(String from, String to, String type, String transport, Exchange exchange) {
        note(new Cell(from, to, type, transport, exchange, "read"));
    }

    /** Notes that a payload was refused, as it should be. */
    void refused(String from, String to, String type, String transport, String reason) {
        note(new Cell(from, to, type, transport, Exchange.MESSAGE, "refused: " + reason));
    }

    /** Notes that an Arrow table from a side was read with all its values by the other. */
    void readTable(String from, String to, PeerTable table) {
        tables.add(new ArrowCell(table.group(), table.kind(), table.form(), table.compression(), from, to));
    }

    private void note(Cell cell) {
        cells.merge(cell, 1, Integer::sum);
    }

    /** Writes the cells to {@code target/peer-matrix.json}. */
    void write() {
        try {
            ObjectNode document =
                    Files.exists(FILE) ? (ObjectNode) JSON.readTree(FILE.toFile()) : JSON.createObjectNode();
            ArrayNode all = others(document, "cells");
            cells.forEach((cell, count) -> all.add(toJson(cell, count)));
            document.set("cells", all);
            ArrayNode kinds = others(document, "tables");
            tables.forEach(cell -> kinds.add(
                    ((ObjectNode) JSON.valueToTree(cell)).put("test", test).put("runtime", runtime)));
            document.set("tables", kinds);
            Path part = FILE.resolveSibling(FILE.getFileName() + ".part");
            JSON.writeValue(part.toFile(), document);
            Files.move(part, FILE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What other classes of tests have written. */
    private ArrayNode others(ObjectNode document, String name) {
        ArrayNode others = JSON.createArrayNode();
        for (JsonNode cell : document.path(name)) {
            if (!cell.path("test").asText().equals(test)) {
                others.add(cell);
            }
        }
        return others;
    }

    private ObjectNode toJson(Cell cell, int count) {
        return JSON.createObjectNode()
                .put("test", test)
                .put("runtime", runtime)
                .put("from", cell.from())
                .put("to", cell.to())
                .put("type", cell.type())
                .put("transport", cell.transport())
                .put("exchange", cell.exchange().name().toLowerCase(Locale.ROOT))
                .put("outcome", cell.outcome())
                .put("count", count);
    }
}
