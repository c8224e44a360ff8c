/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.it;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A message that no strict sender writes, but that means something.
 *
 * @param json what is published
 * @param value that its one payload has
 */
record PeerUnusual(String json, Object value) {

    byte[] message() {
        return json.getBytes(UTF_8);
    }

    static Stream<PeerUnusual> messages() {
        return Stream.of(
                text("\"data\":\"YWJj\""),
                text("\"data\":\"YWJj\",\"size\":3.0"),
                text("\"data\":\"YWJj\",\"size\":null,\"metadata\":null,\"encoding\":null,\"id\":null"),
                text("\"unknown\":{\"a\":[1]},\"data\":\"YWJj\",\"metadata\":{\"sha256\":\"" + digest() + "\"}"),
                text("\"data\":\"YWJj\",\"metadata\":{\"sha256\":\"" + digest().toUpperCase(Locale.ROOT) + "\"}"),
                of("\ufeff" + envelope("text", "\"data\":\"YWJj\"", ""), "abc"),
                of(" \n\t" + envelope("text", "\"data\":\"YWJj\"", "") + " \n", "abc"),
                of(envelope("text", "\"data\":\"YWJj\"", ",\"timestamp\":\"last week\",\"reply_to\":null"), "abc"),
                of(
                        envelope(
                                "text", "\"data\":\"YWJj\"", ",\"timestamp\":\"2024-01-31T10:00:00+01:00\",\"x\":[{}]"),
                        "abc"),
                json("\"eyJhIjpbMSxudWxsXX0=\""),
                json("{\"a\":[1,null]}"),
                json("\"{\\\"a\\\":[1,null]}\""),
                of(envelope("jsontable", "\"encoding\":\"json\",\"data\":[{\"a\":1}]", ""), List.of(Map.of("a", 1))),
                of(envelope("text", "\"encoding\":\"json\",\"data\":\"YWJj\"", ""), "abc"),
                of(envelope("dictionary", "\"encoding\":\"arrow-ipc\",\"data\":\"MQ==\"", ""), 1));
    }

    private static String digest() {
        return PeerArrival.digest("abc".getBytes(UTF_8));
    }

    private static PeerUnusual of(String json, Object value) {
        return new PeerUnusual(json, value);
    }

    private static PeerUnusual text(String rest) {
        return of(envelope("text", rest, ""), "abc");
    }

    private static PeerUnusual json(String data) {
        Map<String, Object> value = Map.of("a", Arrays.asList(1, null));
        return of(envelope("dictionary", "\"encoding\":\"json\",\"data\":" + data, ""), value);
    }

    private static String envelope(String type, String payload, String more) {
        return "{\"payloads\":[{\"transport\":\"direct\",\"payload_type\":\"" + type + "\",\"dataname\":\"p\","
                + payload + "}]" + more + "}";
    }

    @Override
    public String toString() {
        return json.length() < 150 ? json : json.substring(0, 150);
    }
}
