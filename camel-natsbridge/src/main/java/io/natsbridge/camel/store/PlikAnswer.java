/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.store;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** What a Plik server's JSON says, checked: it is believed, not taken on trust. The server labels it {@code text/plain}, so the label is not looked at. */
final class PlikAnswer {

    private static final ObjectReader JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build()
            .readerFor(JsonNode.class);
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9_-]{1,64}");
    private static final Pattern TOKEN = Pattern.compile("[!-~]{1,256}");

    private final JsonNode json;
    private final Step step;

    private PlikAnswer(JsonNode json, Step step) {
        this.json = json;
        this.step = step;
    }

    /**
     * An upload as it was created, which may differ from what was asked for.
     *
     * @param id the upload's id
     * @param token the secret that adds files and deletes
     * @param expiresAt when it dies, or null for never
     * @param oneShot whether the first reader consumes a file
     * @param stream whether the server stores nothing and passes the bytes on to one reader
     * @param linkBase base URL of links to its files
     */
    record Created(String id, String token, Instant expiresAt, boolean oneShot, boolean stream, HttpUrl linkBase) {}

    /**
     * A file that was added.
     *
     * @param md5 MD5 of what the server got, in lower-case hexadecimal, or null when it does not say
     */
    record Added(String id, String name, long size, String md5) {}

    /**
     * Reads the answer to one step.
     *
     * @throws io.natsbridge.camel.error.NatsBridgeException.FileserverException when it is not a success with a JSON object
     */
    static PlikAnswer read(HttpAnswer answer, Step step) throws IOException {
        if (answer.status() != 200) {
            throw Complaint.of(answer).failure(step);
        }
        return parse(answer.text(), step);
    }

    static PlikAnswer parse(String text, Step step) {
        JsonNode json = object(text)
                .orElseThrow(() -> step.refusal("the server answered 200 with " + kind(text)
                        + " where a JSON object was expected; check that fileserverUrl is that of a Plik server"));
        return new PlikAnswer(json, step);
    }

    Created created(HttpUrl fileserver) {
        String token = text("uploadToken");
        if (!TOKEN.matcher(token).matches()) {
            throw step.refusal("the answer has no usable uploadToken");
        }
        return new Created(
                id(),
                token,
                expiry(),
                json.path("oneShot").asBoolean(),
                json.path("stream").asBoolean(),
                linkBase(fileserver));
    }

    Added added() {
        String name = text("fileName");
        if (name.isEmpty() || name.equals(".") || name.equals("..")) {
            throw step.refusal("the answer has no usable fileName");
        }
        String status = text("status");
        if (!status.isEmpty() && !status.equals("uploaded")) {
            throw step.refusal("the file's status is '" + step.quoted(status) + "' and not 'uploaded'");
        }
        if (!json.path("fileSize").canConvertToLong()) {
            throw step.refusal("the answer has no fileSize");
        }
        String md5 = text("fileMd5");
        return new Added(
                id(), name, json.path("fileSize").longValue(), md5.isEmpty() ? null : md5.toLowerCase(Locale.ROOT));
    }

    boolean isOneShot() {
        return json.path("oneShot").asBoolean();
    }

    /** The status of one of the upload's files; empty when it has none of that id, or says no status. */
    String fileStatus(String fileId) {
        for (JsonNode file : json.path("files")) {
            if (file.path("id").asText().equals(fileId)) {
                return file.path("status").asText();
            }
        }
        return "";
    }

    /** Bytes that a file may have, or -1 when there is no limit. */
    long maxFileSize() {
        long max = json.path("maxFileSize").asLong(-1);
        return max > 0 ? max : -1;
    }

    private String text(String field) {
        return json.path(field).isTextual() ? json.path(field).textValue() : "";
    }

    private String id() {
        String id = text("id");
        if (!ID.matcher(id).matches()) {
            throw step.refusal("the answer has no usable id; check that fileserverUrl is that of a Plik server");
        }
        return id;
    }

    private Instant expiry() {
        String text = text("expireAt");
        try {
            return OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeException e) {
            long seconds = json.path("ttl").asLong();
            return seconds > 0 && seconds < Integer.MAX_VALUE ? Instant.now().plusSeconds(seconds) : null;
        }
    }

    private HttpUrl linkBase(HttpUrl fileserver) {
        for (String field : new String[] {"downloadURL", "downloadDomain"}) {
            String text = text(field);
            if (!text.isEmpty()) {
                try {
                    return HttpUrl.parseBase(text);
                } catch (IllegalArgumentException e) {
                    throw step.refusal("the server's " + field + " '" + step.quoted(text) + "' is no base URL: "
                            + e.getMessage() + "; correct it in the server's configuration");
                }
            }
        }
        return fileserver;
    }

    private static Optional<JsonNode> object(String text) {
        try {
            JsonNode node = JSON.readTree(text);
            return node.isObject() ? Optional.of(node) : Optional.empty();
        } catch (JsonProcessingException e) {
            return Optional.empty();
        }
    }

    private static String kind(String text) {
        String start = text.stripLeading();
        if (start.isEmpty()) {
            return "nothing";
        }
        return start.startsWith("<") ? "an HTML page" : text.length() + " characters of something else";
    }
}
