/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Redirect;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.security.GeneralSecurityException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;

/** Asks a file server about itself. */
final class Fileserver {

    private static final JsonMapper JSON = new JsonMapper();
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final String url;
    private final HttpClient http;

    /**
     * What it answered.
     *
     * @param json a missing node where it is none
     * @param date what its clock said
     */
    record Answer(int status, JsonNode json, Optional<Instant> date) {}

    /** @param url its base URL, without a slash at the end */
    Fileserver(String url, Session session) throws IOException, GeneralSecurityException {
        this.url = url;
        HttpClient.Builder builder =
                HttpClient.newBuilder().followRedirects(Redirect.NEVER).connectTimeout(PATIENCE);
        if (session.configuration().getSslContextParameters() != null) {
            builder.sslContext(session.configuration().getSslContextParameters().createSSLContext(session.context()));
        }
        this.http = builder.build();
    }

    /** Asks for a path below the base URL. */
    Answer get(String path) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(url + path))
                .header("User-Agent", "plik_client natsbridge-doctor")
                .timeout(PATIENCE)
                .build();
        HttpResponse<String> response = http.send(request, HttpResponse.BodyHandlers.ofString());
        return new Answer(
                response.statusCode(),
                response.statusCode() == 200 ? json(response.body()) : MissingNode.getInstance(),
                response.headers().firstValue("Date").flatMap(Fileserver::date));
    }

    private static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException e) {
            return MissingNode.getInstance();
        }
    }

    private static Optional<Instant> date(String text) {
        try {
            return Optional.of(ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME)
                    .toInstant());
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
