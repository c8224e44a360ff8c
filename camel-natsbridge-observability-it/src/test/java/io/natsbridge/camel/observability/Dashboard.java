/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.observability;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.natsbridge.camel.test.peer.Prometheus;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The dashboard's file, and what its queries give. */
final class Dashboard {

    /** What Grafana puts in for variables: all contexts, and four times the second between two readings. */
    private static final Map<String, String> VARIABLES = Map.of("$context", ".*", "$__rate_interval", "4s");

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient http = HttpClient.newHttpClient();
    private final JsonNode file;

    Dashboard(Path file) throws IOException {
        this.file = JSON.readTree(file.toFile());
    }

    /** A query of a panel, with what it gave. */
    record Line(String panel, String legend, JsonNode series) {

        /** Whether it has any value above 0. */
        boolean hasData() {
            for (JsonNode one : series) {
                for (JsonNode point : one.path("values")) {
                    double value = point.path(1).asDouble();
                    if (Double.isFinite(value) && value > 0) {
                        return true;
                    }
                }
            }
            return false;
        }

        @Override
        public String toString() {
            return panel + ": " + legend;
        }
    }

    /**
     * Asks all queries of all panels, with a step of a second.
     *
     * @throws IllegalArgumentException if one of them is not understood
     */
    List<Line> ask(Prometheus prometheus, Instant start, Instant end) throws IOException, InterruptedException {
        List<Line> lines = new ArrayList<>();
        for (JsonNode panel : file.path("panels")) {
            for (JsonNode target : panel.path("targets")) {
                JsonNode series = ask(prometheus, target.path("expr").asText(), start, end);
                lines.add(new Line(
                        panel.path("title").asText(),
                        target.path("legendFormat").asText(),
                        series));
            }
        }
        return lines;
    }

    private JsonNode ask(Prometheus prometheus, String expression, Instant start, Instant end)
            throws IOException, InterruptedException {
        String query = expression;
        for (Map.Entry<String, String> variable : VARIABLES.entrySet()) {
            query = query.replace(variable.getKey(), variable.getValue());
        }
        Map<String, Object> parameters =
                Map.of("query", query, "start", start.getEpochSecond(), "end", end.getEpochSecond(), "step", 1);
        String encoded = parameters.entrySet().stream()
                .map(entry -> entry.getKey() + "="
                        + URLEncoder.encode(String.valueOf(entry.getValue()), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        HttpRequest request = HttpRequest.newBuilder(URI.create(prometheus.url() + "/api/v1/query_range?" + encoded))
                .timeout(PATIENCE)
                .build();
        JsonNode answer =
                JSON.readTree(http.send(request, BodyHandlers.ofString()).body());
        if (!answer.path("status").asText().equals("success")) {
            throw new IllegalArgumentException("Could not ask for " + query + ": " + answer.path("error"));
        }
        return answer.path("data").path("result");
    }

    /** The file, with what each query gives as {@code series} beside it, and {@code start} and {@code end} in seconds. */
    JsonNode answered(Prometheus prometheus, Instant start, Instant end) throws IOException, InterruptedException {
        ObjectNode dashboard = file.deepCopy();
        List<JsonNode> targets = new ArrayList<>();
        dashboard.path("panels").forEach(panel -> panel.path("targets").forEach(targets::add));
        List<Line> lines = ask(prometheus, start, end);
        for (int i = 0; i < lines.size(); i++) {
            ((ObjectNode) targets.get(i)).set("series", lines.get(i).series());
        }
        return dashboard.put("start", start.getEpochSecond()).put("end", end.getEpochSecond());
    }
}
