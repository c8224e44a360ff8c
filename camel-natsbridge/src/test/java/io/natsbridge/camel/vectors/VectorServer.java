/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.vectors;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;

/** The file server of the vectors: serves, under its path, each file that a vector names, and answers as it says. */
final class VectorServer implements AutoCloseable {

    private final HttpServer server;
    private final Map<String, Answer> answers = new HashMap<>();

    private record Answer(JsonNode served, byte[] content, Deque<Integer> first) {}

    VectorServer() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::handle);
        server.start();
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** Serves the files of one vector, and no others. */
    synchronized void serve(Vector vector) throws IOException {
        answers.clear();
        for (JsonNode served : vector.json().path("files")) {
            Deque<Integer> first = new ArrayDeque<>();
            served.path("first").forEach(status -> first.add(status.intValue()));
            byte[] content =
                    served.has("file") ? vector.read(served.path("file").textValue()) : new byte[0];
            ByteArrayOutputStream all = new ByteArrayOutputStream();
            for (int i = 0; i < served.path("times").asInt(1); i++) {
                all.write(content);
            }
            answers.put(served.path("path").textValue(), new Answer(served, all.toByteArray(), first));
        }
    }

    private synchronized void handle(HttpExchange exchange) {
        try (exchange) {
            Answer answer = answers.get(exchange.getRequestURI().getPath());
            if (answer == null) {
                exchange.sendResponseHeaders(404, -1);
            } else if (!answer.first.isEmpty()) {
                exchange.sendResponseHeaders(answer.first.remove(), -1);
            } else if (answer.served.has("status")) {
                exchange.getResponseHeaders()
                        .add("Location", answer.served.path("location").asText().replace(Fixture.FILESERVER, url()));
                exchange.sendResponseHeaders(answer.served.path("status").intValue(), -1);
            } else {
                send(exchange, answer);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void send(HttpExchange exchange, Answer answer) throws IOException {
        int length = answer.content.length + answer.served.path("missing").intValue();
        exchange.sendResponseHeaders(200, length == 0 ? -1 : length);
        OutputStream out = exchange.getResponseBody();
        out.write(answer.content);
        out.flush();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
