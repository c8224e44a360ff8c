/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.docs;

import static java.util.stream.Collectors.collectingAndThen;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toCollection;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * Writes {@code src/docs/peers.md} from what the tests with peers have noted.
 *
 * @param results content of {@code target/peer-matrix.json}
 * @param packages of each peer, as its manifest names them
 * @param differences of the peers, and the tests that show them
 */
record PeersPage(JsonNode results, Map<String, String> packages, List<PeerDifference> differences) {

    private static final Map<String, String> SIDES = sides();
    private static final List<String> TYPES =
            List.of("text", "dictionary", "arrowtable", "jsontable", "table", "image", "audio", "video", "binary");
    private static final List<String> EXCHANGES = List.of("message", "several_payloads", "request", "reply");
    private static final List<String> TRANSPORTS = List.of("direct", "link");
    private static final List<String> CODECS = List.of("none", "lz4", "zstd");

    private static Map<String, String> sides() {
        Map<String, String> sides = new LinkedHashMap<>();
        sides.put("camel", "Camel");
        sides.put("node", "Node.js");
        sides.put("python", "CPython");
        sides.put("micropython", "MicroPython");
        return sides;
    }

    /** Whether all sides have been tested. */
    boolean isWhole() {
        return runtimes().keySet().containsAll(SIDES.keySet())
                && !results.path("tables").isEmpty();
    }

    String text() {
        List<String> lines = new ArrayList<>(
                List.of(
                        "# Peers",
                        "",
                        "<!-- Made from the results of the tests with peers by PeersPage; see CONTRIBUTING.md. Do not edit. -->",
                        "",
                        "What the tests have sent between Camel and each peer: every value was compared with what was sent. ✓ stands for"
                                + " payloads that were sent and read; – for what the peer does not have. A type that a peer does not have"
                                + " may show a ✓ all the same: another form was sent for it, or the peer was told to be lenient."));
        versions(lines);
        for (String from : SIDES.keySet()) {
            for (String to : SIDES.keySet()) {
                pair(lines, from, to);
            }
        }
        tables(lines);
        differences(lines);
        return String.join("\n", lines) + "\n";
    }

    private void versions(List<String> lines) {
        lines.addAll(List.of("", "## Tested with", "", "| side | runtime | packages |", "| --- | --- | --- |"));
        SIDES.forEach((side, name) ->
                lines.add(row(name, runtimes().getOrDefault(side, ""), packages.getOrDefault(side, ""))));
        lines.addAll(List.of(
                "",
                "Julia itself was not run. What Arrow.jl writes was made with pyarrow: Arrow streams, also without their end"
                        + " mark, compressed by LZ4 and ZSTD, with dictionary-encoded columns and the names of Julia's extension"
                        + " types. What goes to `targetPlatform=julia` was read with pyarrow."));
    }

    /** What each side runs on, as its own tests tell it. */
    private Map<String, String> runtimes() {
        Map<String, String> runtimes = new TreeMap<>();
        for (JsonNode cell : results.path("cells")) {
            String peer = cell.path("from").asText();
            if (peer.equals("camel")) {
                peer = cell.path("to").asText();
            }
            runtimes.put(peer, cell.path("runtime").asText());
        }
        return runtimes;
    }

    private void pair(List<String> lines, String from, String to) {
        List<JsonNode> cells = stream("cells")
                .filter(cell -> cell.path("from").asText().equals(from))
                .filter(cell -> cell.path("to").asText().equals(to))
                .toList();
        if (cells.isEmpty()) {
            return;
        }
        lines.addAll(List.of("", "## From " + SIDES.get(from) + " to " + SIDES.get(to), ""));
        lines.add(row(
                "payload type",
                "direct: alone",
                "with others",
                "request",
                "reply",
                "link: alone",
                "with others",
                "request",
                "reply"));
        lines.add("| --- |" + " --- |".repeat(8));
        for (String type : TYPES) {
            List<String> row = new ArrayList<>(List.of("`" + type + "`"));
            for (String transport : TRANSPORTS) {
                EXCHANGES.forEach(exchange -> row.add(wasRead(cells, type, transport, exchange) ? "✓" : "–"));
            }
            lines.add(row(row.toArray(String[]::new)));
        }
        List<String> refusals = refusals(cells);
        if (!refusals.isEmpty()) {
            lines.addAll(List.of("", "Refused, as it should be:", ""));
            lines.addAll(refusals);
        }
    }

    private static boolean wasRead(List<JsonNode> cells, String type, String transport, String exchange) {
        return cells.stream()
                .anyMatch(cell -> cell.path("type").asText().equals(type)
                        && cell.path("transport").asText().equals(transport)
                        && cell.path("exchange").asText().equals(exchange)
                        && cell.path("outcome").asText().equals("read"));
    }

    private static List<String> refusals(List<JsonNode> cells) {
        String refused = "refused: ";
        Map<String, String> types = cells.stream()
                .filter(cell -> cell.path("outcome").asText().startsWith(refused))
                .collect(groupingBy(
                        cell -> cell.path("outcome").asText().substring(refused.length()),
                        TreeMap::new,
                        mapping(
                                cell -> "`" + cell.path("type").asText() + "`",
                                collectingAndThen(toCollection(TreeSet::new), set -> String.join(", ", set)))));
        return types.entrySet().stream()
                .map(entry -> "- " + entry.getValue() + ": " + entry.getKey())
                .toList();
    }

    private void tables(List<String> lines) {
        lines.addAll(List.of(
                "",
                "## Arrow tables",
                "",
                "How many kinds of tables were read with all their values, by the form and the compression in which they were sent.",
                "",
                "| kinds | stream to Camel | LZ4 | ZSTD | file to Camel | LZ4 | ZSTD | file to pyarrow | LZ4 | ZSTD |",
                "| --- |" + " --- |".repeat(9)));
        List<String> groups = stream("tables")
                .map(cell -> cell.path("group").asText())
                .distinct()
                .sorted()
                .toList();
        for (String group : groups) {
            List<String> row = new ArrayList<>(List.of(group));
            for (String way : List.of("stream python", "file python", "file camel")) {
                CODECS.forEach(codec -> row.add(count(group, way, codec)));
            }
            lines.add(row(row.toArray(String[]::new)));
        }
        lines.add("");
        groups.forEach(group -> lines.add("- " + group + ": " + kinds(group)));
        lines.addAll(List.of(
                "",
                "Refused with the column's name and type: decimals of 32 and 64 bits, unknown time zones, times that no date of Java"
                        + " reaches, maps with a key twice, two columns or fields of one name (by rows), binaries of no length (by"
                        + " vectors)."));
    }

    private String count(String group, String way, String codec) {
        long count = stream("tables")
                .filter(cell -> cell.path("group").asText().equals(group))
                .filter(cell -> way.equals(
                        cell.path("form").asText() + " " + cell.path("from").asText()))
                .filter(cell -> cell.path("compression").asText().equals(codec))
                .count();
        return count == 0 ? "–" : Long.toString(count);
    }

    private String kinds(String group) {
        return stream("tables")
                .filter(cell -> cell.path("group").asText().equals(group))
                .map(cell -> cell.path("table").asText())
                .distinct()
                .sorted()
                .collect(joining("; "));
    }

    private void differences(List<String> lines) {
        lines.addAll(
                List.of("", "## What peers do in their own way", "", "| peer | what | test |", "| --- | --- | --- |"));
        differences.forEach(each -> lines.add(row(each.peer(), each.what(), "`" + each.test() + "`")));
    }

    private Stream<JsonNode> stream(String name) {
        return StreamSupport.stream(results.path(name).spliterator(), false);
    }

    private static String row(String... cells) {
        List<String> escaped = new ArrayList<>();
        Collections.addAll(escaped, cells);
        escaped.replaceAll(cell -> cell.replace("|", "\\|"));
        return "| " + String.join(" | ", escaped) + " |";
    }
}
