/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.vectors;

import io.natsbridge.camel.vectors.Book.Group;
import java.util.List;
import java.util.Map;

/** The fields of the envelope: absent, null, of the wrong kind, twice, and what each of them may hold. */
final class EnvelopeVectors {

    private static final List<String> TEXTS = List.of(
            "correlation_id",
            "msg_id",
            "timestamp",
            "send_to",
            "msg_purpose",
            "sender_name",
            "sender_id",
            "receiver_name",
            "receiver_id",
            "reply_to",
            "reply_to_msg_id",
            "broker_url");

    private final Book book;
    private final Draft text;

    EnvelopeVectors(Book book, Bases bases) {
        this.book = book;
        this.text = bases.text();
    }

    void write() {
        TEXTS.forEach(this::textField);
        timestamps();
        ids();
        metadata();
        payloads();
        unknown();
    }

    private void textField(String field) {
        Group group = book.about("field:" + field);
        String id = field.replace('_', '-');
        String at = "/" + field;
        group.accept(id + "-absent", "A missing " + field + " has its default", text.remove(at));
        Draft none = text.set(at, "null");
        group.accept(
                id + "-null",
                "null stands for an empty text",
                field.equals("correlation_id") ? none.forget("/envelope/correlation_id") : none);
        group.refuse(id + "-number", Reason.INVALID_ENVELOPE, "A text field is no number", text.set(at, "5"));
        group.refuse(id + "-object", Reason.INVALID_ENVELOPE, "A text field is no object", text.set(at, "{}"));
        Draft twice =
                text.rewrite("begin with a second " + field, json -> "{\"" + field + "\":\"x\"," + json.substring(1));
        group.refuse(id + "-twice", Reason.INVALID_ENVELOPE, "No field may be there twice", twice);
    }

    private void timestamps() {
        Group group = book.about("field:timestamp");
        Map<String, String> forms = Map.of(
                "microseconds", "2026-01-15T16:30:00.123456Z",
                "offset", "2026-01-15T17:30:00+01:00",
                "local", "2026-01-15T16:30:00",
                "week", "2026-W03-4",
                "nonsense", "last Thursday");
        for (String form : forms.keySet().stream().sorted().toList()) {
            String shows = "A timestamp is kept as the text it came as: " + forms.get(form);
            group.accept("timestamp-" + form, shows, text.set("/timestamp", "\"" + forms.get(form) + "\""));
        }
    }

    private void ids() {
        Group group = book.about("field:correlation_id");
        group.accept(
                "correlation-id-opaque",
                "An id is any text",
                text.set("/correlation_id", "\"no UUID, but ü😀 and \\\\ \\\"\""));
        Draft empty = text.set("/correlation_id", "\"\"").forget("/envelope/correlation_id");
        group.accept("correlation-id-empty", "An empty correlation id is replaced by a new one", empty);
        String uuid = "\"5d0f3c52-6f0e-4a3b-9d55-1f1c8c1d0001\"";
        for (String field : List.of("correlation_id", "msg_id", "sender_id")) {
            book.about("field:" + field)
                    .accept(field.replace('_', '-') + "-uuid", "Most ids are UUIDs", text.set("/" + field, uuid));
        }
        String micropython = "\"mp-8be22dc0-1b3a-0187-aa6b-0000-000000000000\"";
        book.about("field:msg_id")
                .accept("msg-id-of-micropython", "MicroPython's ids are no UUIDs", text.set("/msg_id", micropython));
        book.about("field:msg_purpose")
                .accept("msg-purpose-free", "The purpose is free text", text.set("/msg_purpose", "\"größe: 😀\""));
        book.about("field:sender_name")
                .accept("sender-name-empty", "An empty name stays empty", text.set("/sender_name", "\"\""));
        book.about("field:sender_name")
                .accept(
                        "sender-name-control",
                        "A name may hold escaped control characters",
                        text.set("/sender_name", "\"a\\u0000\\n\\t\\u001b[1m\""));
        book.about("field:reply_to")
                .accept("reply-to-inbox", "An answer goes to any subject", text.set("/reply_to", "\"_INBOX.a.b\""));
        book.about("field:broker_url")
                .accept(
                        "broker-url-list",
                        "A broker URL is a text and connected to by nobody",
                        text.set("/broker_url", "\"tls://one:4222,tls://two:4222\""));
    }

    private void metadata() {
        Group group = book.about("field:metadata");
        group.accept(
                "metadata-absent",
                "Missing metadata is an empty object",
                text.remove("/metadata").expect("/envelope/metadata", "{}"));
        group.accept(
                "metadata-null",
                "null is no metadata",
                text.set("/metadata", "null").expect("/envelope/metadata", "{}"));
        String nested = "{\"a\":[1,null,{\"b\":\"ü😀\"}],\"\":true,\"größe\":{}}";
        group.accept("metadata-nested", "Metadata is free JSON", text.set("/metadata", nested));
        String numbers = "{\"long\":9007199254740993,\"longer\":123456789012345678901234567890,\"x\":0.1}";
        group.accept(
                "metadata-integers",
                "Integers of any length are kept",
                text.set("/metadata", numbers)
                        .expect(
                                "/envelope/metadata",
                                "{\"long\":{\"$bigint\":\"9007199254740993\"},"
                                        + "\"longer\":{\"$bigint\":\"123456789012345678901234567890\"},\"x\":0.1}"));
        String notFinite = "{\"n\":NaN,\"i\":Infinity,\"m\":-Infinity}";
        group.accept(
                "metadata-not-finite",
                "Python's words for numbers that are not finite",
                text.set("/metadata", notFinite)
                        .expect(
                                "/envelope/metadata",
                                "{\"n\":{\"$float\":\"NaN\"},\"i\":{\"$float\":\"Infinity\"},\"m\":{\"$float\":\"-Infinity\"}}"));
        noMetadata(group);
    }

    private void noMetadata(Group group) {
        for (String wrong : List.of("[]", "5", "\"x\"", "true")) {
            String id = "metadata-"
                    + Map.of("[]", "array", "5", "number", "\"x\"", "text", "true", "boolean")
                            .get(wrong);
            group.refuse(id, Reason.INVALID_ENVELOPE, "Metadata is an object", text.set("/metadata", wrong));
        }
        group.refuse(
                "metadata-key-twice",
                Reason.INVALID_ENVELOPE,
                "No key may be there twice, at no depth",
                text.set("/metadata", "{\"a\":[{\"k\":1,\"k\":1}]}"));
        group.refuse(
                "metadata-key-twice-escaped",
                Reason.INVALID_ENVELOPE,
                "A key is what it means, however it is escaped",
                text.set("/metadata", "{\"k\":1,\"\\u006b\":2}"));
    }

    private void payloads() {
        Group group = book.about("field:payloads");
        Draft none = text.set("/payloads", "[]").expectPayloads("[]");
        group.accept("payloads-empty", "An empty array stands for a null body", none);
        group.refuse("payloads-absent", Reason.INVALID_ENVELOPE, "There must be payloads", text.remove("/payloads"));
        Map<String, String> wrong = Map.of(
                "null",
                "null",
                "object",
                "{}",
                "text",
                "\"[]\"",
                "number",
                "5",
                "of-number",
                "[5]",
                "of-null",
                "[null]",
                "of-array",
                "[[]]",
                "of-text",
                "[\"x\"]");
        for (String kind : wrong.keySet().stream().sorted().toList()) {
            Draft draft = text.set("/payloads", wrong.get(kind));
            group.refuse("payloads-" + kind, Reason.INVALID_ENVELOPE, "Payloads are an array of objects", draft);
        }
        Draft twice = text.rewrite("begin with second payloads", json -> "{\"payloads\":[]," + json.substring(1));
        group.refuse("payloads-twice", Reason.INVALID_ENVELOPE, "No field may be there twice", twice);
    }

    private void unknown() {
        Group group = book.about("field:unknown");
        Draft more = text.set("/x_version", "2").set("/x_trace", "{\"a\":[1,{\"b\":null}]}");
        group.accept("unknown-fields", "Unknown fields are kept", more);
        Draft inPayload = text.set("/payloads/0/x_note", "\"kept\"").set("/payloads/0/x_list", "[1]");
        group.accept("unknown-payload-fields", "Unknown fields of a payload do not matter", inPayload);
        Draft reversed = text.rewrite("write the payloads first", json -> {
            int at = json.indexOf(",\"payloads\":");
            String payloads = json.substring(at + 1, json.length() - 1);
            return "{" + payloads + "," + json.substring(1, at) + "}";
        });
        group.accept("fields-in-another-order", "Fields come in any order", reversed);
        Draft twice = text.rewrite("begin with x twice", json -> "{\"x\":1,\"x\":1," + json.substring(1));
        group.refuse("unknown-field-twice", Reason.INVALID_ENVELOPE, "No field may be there twice", twice);
        String least =
                "{\"payloads\":[{\"dataname\":\"a\",\"payload_type\":\"text\",\"transport\":\"direct\",\"data\":\"\"}]}";
        Draft bare = text.rewrite("keep what a message needs", json -> least)
                .expectPayloads(
                        "[{\"dataname\":\"a\",\"payload_type\":\"text\",\"transport\":\"direct\",\"value\":\"\"}]")
                .expect("/envelope", defaults());
        group.accept("least-message", "The least that a message is", bare);
    }

    private static String defaults() {
        StringBuilder json = new StringBuilder("{");
        for (String field : TEXTS) {
            if (!field.equals("correlation_id")) {
                json.append('"')
                        .append(field)
                        .append("\":\"")
                        .append(Draft.defaultOf(field))
                        .append("\",");
            }
        }
        return json + "\"metadata\":{}}";
    }
}
