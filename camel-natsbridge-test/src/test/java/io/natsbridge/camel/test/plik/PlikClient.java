/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.test.plik;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.natsbridge.camel.test.plik.RawHttp.Answer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.util.Base64;
import java.util.Optional;
import java.util.stream.Stream;

/** Uses a Plik server as its configuration demands: with a password, a user token or a host name where it insists on them. */
final class PlikClient {

    static final String TOOL = "plik_client/1.3.8";
    static final String BROWSER = "Mozilla/5.0";

    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final URI url;
    private final String userToken;
    private final JsonNode config;

    PlikClient(String url, Optional<String> userToken) {
        this.url = URI.create(url);
        this.userToken = userToken.orElse(null);
        this.config = json(get("/config"));
    }

    URI url() {
        return url;
    }

    /** The path below which the server lives, empty for none. */
    String prefix() {
        return url.getPath();
    }

    JsonNode config() {
        return config;
    }

    String mode(PlikFeature feature) {
        return config.get(feature.wireName()).asText();
    }

    Optional<String> userToken() {
        return Optional.ofNullable(userToken);
    }

    static JsonNode json(Answer answer) {
        try {
            assertThat(answer.status()).as(answer.text()).isEqualTo(200);
            return MAPPER.readTree(answer.body());
        } catch (IOException e) {
            throw new UncheckedIOException("No JSON: " + answer.text(), e);
        }
    }

    /** What an upload was created with, and what came back. */
    record Created(JsonNode json, Answer answer, String authorization) {

        String id() {
            return json.get("id").asText();
        }

        String token() {
            return json.get("uploadToken").asText();
        }
    }

    Created create(String wishes) {
        ObjectNode object = object(wishes);
        boolean lacksPassword = mode(PlikFeature.PASSWORD).equals("forced") && !object.has("password");
        if (lacksPassword) {
            object.put("login", "reader").put("password", "secret");
        }
        Answer answer = tryCreate(lacksPassword ? object.toString() : wishes);
        String authorization = object.hasNonNull("password")
                ? "Basic "
                        + base64(object.path("login").asText("plik") + ":"
                                + object.get("password").asText())
                : null;
        return new Created(json(answer), answer, authorization);
    }

    private static ObjectNode object(String json) {
        try {
            return (ObjectNode) MAPPER.readTree(json);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(UTF_8));
    }

    /** Sends a body as it is, with the user token if there is one. */
    Answer tryCreate(String body) {
        return call("POST", "/upload", body.getBytes(UTF_8), "X-PlikToken", userToken);
    }

    Answer upload(Created upload, String name, byte[] content) {
        return upload(upload, Multipart.file(name, content));
    }

    Answer upload(Created upload, byte[] multipart) {
        return call("POST", "/file/" + upload.id(), multipart, uploadHeaders(upload));
    }

    String[] uploadHeaders(Created upload, String... more) {
        return Stream.concat(
                        Stream.of("X-UploadToken", upload.token(), "Content-Type", Multipart.CONTENT_TYPE),
                        Stream.of(more))
                .toArray(String[]::new);
    }

    /** Uploads and gives the file object of the answer. */
    JsonNode store(Created upload, String name, String content) {
        return json(upload(upload, name, content.getBytes(UTF_8)));
    }

    static String path(Created upload, JsonNode file) {
        return path("file", upload, file);
    }

    static String path(String kind, Created upload, JsonNode file) {
        return "/" + kind + "/" + upload.id() + "/" + file.get("id").asText() + "/"
                + encode(file.get("fileName").asText());
    }

    static String encode(String name) {
        return URLEncoder.encode(name, UTF_8).replace("+", "%20");
    }

    Answer download(Created upload, JsonNode file) {
        return get(path(upload, file), "Authorization", upload.authorization());
    }

    Answer head(Created upload, JsonNode file) {
        return call("HEAD", path(upload, file), new byte[0], "Authorization", upload.authorization());
    }

    JsonNode info(Created upload) {
        return json(get("/upload/" + upload.id(), "Authorization", upload.authorization()));
    }

    /** The status of an upload's only file. */
    String status(Created upload) {
        return info(upload).get("files").get(0).get("status").asText();
    }

    Answer get(String path, String... headers) {
        return call("GET", path, new byte[0], headers);
    }

    /** Sends a request below the prefix, as a tool, to the host that the server insists on. */
    Answer call(String method, String path, byte[] body, String... headers) {
        return RawHttp.send(url, request(method, prefix() + path, body, headers))
                .answer();
    }

    byte[] request(String method, String target, byte[] body, String... headers) {
        Stream<String> standard = Stream.concat(
                Stream.of(headers).anyMatch("User-Agent"::equals) ? Stream.empty() : Stream.of("User-Agent", TOOL),
                Stream.of(headers).anyMatch("Host"::equals) ? Stream.empty() : Stream.of("Host", host()));
        return RawHttp.request(
                method,
                target,
                body,
                Stream.concat(Stream.of(headers), standard).toArray(String[]::new));
    }

    private String host() {
        String domain = config == null ? "" : config.get("downloadDomain").asText();
        return domain.isEmpty() ? url.getAuthority() : URI.create(domain).getAuthority();
    }
}
