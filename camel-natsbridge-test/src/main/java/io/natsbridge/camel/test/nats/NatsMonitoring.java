/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.test.nats;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/** Reads a server's monitoring pages. */
record NatsMonitoring(String url) {

    private static final Duration LIMIT = Duration.ofSeconds(2);
    private static final HttpClient HTTP =
            HttpClient.newBuilder().connectTimeout(LIMIT).build();
    private static final ObjectMapper JSON = new ObjectMapper();

    /** Tells whether the server calls itself healthy: JetStream is up and has caught up. */
    boolean isHealthy() throws IOException {
        return get("/healthz").statusCode() == 200;
    }

    /** Returns the names of the servers that this one has a route to. */
    Set<String> routes() throws IOException {
        Set<String> names = new HashSet<>();
        json("/routez")
                .path("routes")
                .forEach(route -> names.add(route.path("remote_name").asText()));
        return names;
    }

    /** Returns the name of the server that leads JetStream, as this one sees it. */
    Optional<String> metaLeader() throws IOException {
        return name(metaCluster().path("leader"));
    }

    /** Returns the names of the servers that the leader, if this one leads, sees present and up to date. */
    Set<String> followers() throws IOException {
        Set<String> names = new HashSet<>();
        for (JsonNode replica : metaCluster().path("replicas")) {
            if (replica.path("current").asBoolean() && !replica.path("offline").asBoolean()) {
                names.add(replica.path("name").asText());
            }
        }
        return names;
    }

    /** Returns the name of the server that leads a stream, if this one has a copy of it. */
    Optional<String> streamLeader(String stream) throws IOException {
        for (JsonNode account : json("/jsz?streams=true").path("account_details")) {
            for (JsonNode detail : account.path("stream_detail")) {
                if (detail.path("name").asText().equals(stream)) {
                    return name(detail.path("cluster").path("leader"));
                }
            }
        }
        return Optional.empty();
    }

    private JsonNode metaCluster() throws IOException {
        return json("/jsz").path("meta_cluster");
    }

    private JsonNode json(String page) throws IOException {
        return JSON.readTree(get(page).body());
    }

    private HttpResponse<byte[]> get(String page) throws IOException {
        HttpRequest request =
                HttpRequest.newBuilder(URI.create(url + page)).timeout(LIMIT).build();
        try {
            return HTTP.send(request, BodyHandlers.ofByteArray());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while reading " + url + page, e);
        }
    }

    private static Optional<String> name(JsonNode node) {
        return Optional.of(node.asText()).filter(name -> !name.isEmpty());
    }
}
