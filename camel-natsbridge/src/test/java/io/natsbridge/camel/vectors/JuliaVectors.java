/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.vectors;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.natsbridge.camel.vectors.Notation.Column;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;

/**
 * Messages as a Julia peer writes them, by hand: Julia does not run where the vectors are made. JSON.jl writes no blanks
 * and all fields in the protocol's order; {@code encoding} may name the serialisation under the base64.
 */
final class JuliaVectors {

    private static final String ENVELOPE = """
            {"correlation_id":"conversation-1","msg_id":"message-1",\
            "timestamp":"2026-01-15T16:30:00.789Z","send_to":"demo.vectors","msg_purpose":"command",\
            "sender_name":"vector maker ü","sender_id":"sender-1","receiver_name":"anybody",\
            "receiver_id":"","reply_to":"","reply_to_msg_id":"","broker_url":"nats://localhost:4222","metadata":{},\
            "payloads":[{"id":"5d0f3c52-6f0e-4a3b-9d55-000000000001","dataname":"julia","payload_type":"%s",\
            "transport":"direct","encoding":"%s","size":%d,"data":"%s","metadata":{"payload_bytes":%3$d}}]}""";

    private final Book book;

    private record Kind(String type, String encoding) {}

    JuliaVectors(Book book) {
        this.book = book;
    }

    void write() {
        String rows = "[{\"n\":1,\"s\":null},{\"n\":2.5,\"s\":\"ü😀\"}]";
        json("julia-dictionary", "dictionary", "json", "{\"a\":[1,null,true],\"größe\":{\"x\":1.0e-7}}");
        json("julia-nothing", "dictionary", "json", "null");
        json("julia-jsontable", "jsontable", "json", rows);
        json("julia-dictionary-base64", "dictionary", "base64", "[1.0,2.0]");
        json("julia-text", "text", "base64", "\"Grüße 😀\"");
        book.about("type:image")
                .accept(
                        "julia-image",
                        "Bytes from Julia",
                        message(
                                "julia-image",
                                new Kind("image", "base64"),
                                new byte[] {1, 2, 3},
                                "{\"$bytes\":\"AQID\"}"));
    }

    private void json(String id, String type, String encoding, String value) {
        boolean text = type.equals("text");
        byte[] bytes = (text ? Draft.json(value).textValue() : value).getBytes(UTF_8);
        String shows = "A payload of type " + type + " from Julia, whose encoding says " + encoding;
        book.about("encoding:" + encoding).accept(id, shows, message(id, new Kind(type, encoding), bytes, value));
    }

    void table(String id, String shows, byte[] bytes, Column... columns) {
        book.about("type:arrowtable").accept(id, shows, table(id, bytes, columns));
    }

    void tableNeeding(String need, String id, byte[] bytes, Column... columns) {
        String shows = "Arrow.jl's stream, compressed with " + need;
        book.about("type:arrowtable").acceptNeeding(need, id, shows, table(id, bytes, columns));
    }

    private static Draft table(String id, byte[] bytes, Column... columns) {
        Draft draft = message(id, new Kind("arrowtable", "arrow-ipc"), bytes, "null");
        String values = Notation.columns(Arrays.asList(columns)).toString();
        return draft.forget("/payloads/0/value").expect("/payloads/0/columns", values);
    }

    private static Draft message(String id, Kind kind, byte[] bytes, String value) {
        String data = Base64.getEncoder().encodeToString(bytes);
        String text = String.format(ENVELOPE, kind.type, kind.encoding, bytes.length, data);
        ObjectNode payload = Draft.JSON.createObjectNode();
        payload.put("dataname", "julia")
                .put("payload_type", kind.type)
                .put("transport", "direct")
                .put("size", bytes.length);
        payload.set("value", Draft.json(value));
        return Draft.of(id, "julia", text.getBytes(UTF_8), Recorder.expected(List.of(payload)));
    }
}
