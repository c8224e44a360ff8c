/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.vectors;

import io.natsbridge.camel.vectors.Book.Group;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The fields of a payload. */
final class PayloadVectors {

    private static final String FIRST = "/payloads/0/";

    private final Book book;
    private final Draft text;
    private final Draft dictionary;

    PayloadVectors(Book book, Bases bases) {
        this.book = book;
        this.text = bases.text();
        this.dictionary = bases.get("camel-dictionary-direct");
    }

    void write() {
        for (String field : List.of("id", "dataname", "payload_type", "transport", "encoding", "data", "metadata")) {
            wrongKinds(field);
        }
        left();
        datanames();
        words();
        encodings();
        sizes();
        metadata();
    }

    private static String id(String field) {
        return "payload-" + field.replace("payload_", "").replace('_', '-');
    }

    private void wrongKinds(String field) {
        Group group = book.about("payload-field:" + field);
        String object = field.equals("metadata") ? "[]" : "{}";
        group.refuse(
                id(field) + "-number",
                Reason.INVALID_ENVELOPE,
                "A payload's " + field + " is no number",
                text.set(FIRST + field, "5"));
        group.refuse(
                id(field) + (field.equals("metadata") ? "-array" : "-object"),
                Reason.INVALID_ENVELOPE,
                "A payload's " + field + " is of another kind",
                text.set(FIRST + field, object));
        Draft twice = text.rewrite(
                "begin the payload with a second " + field,
                json -> json.replace(
                        "\"payloads\":[{",
                        "\"payloads\":[{\"" + field + "\":" + (field.equals("metadata") ? "{}" : "\"\"") + ","));
        group.refuse(id(field) + "-twice", Reason.INVALID_ENVELOPE, "No field of a payload may be there twice", twice);
    }

    private void left() {
        for (String field : List.of("id", "encoding", "metadata", "size")) {
            Group group = book.about("payload-field:" + field);
            Draft known = field.equals("size") ? text : text.forget(FIRST + "metadata");
            group.accept(id(field) + "-absent", "A payload needs no " + field, known.remove(FIRST + field));
            Draft none = known.set(FIRST + field, "null");
            group.accept(id(field) + "-null", "null is no " + field, none.forget(FIRST + "metadata"));
        }
        for (String field : List.of("dataname", "payload_type", "transport", "data")) {
            book.about("payload-field:" + field)
                    .refuse(
                            id(field) + "-absent",
                            Reason.INVALID_ENVELOPE,
                            "A payload needs its " + field,
                            text.remove(FIRST + field));
        }
        book.about("payload-field:data")
                .refuse(
                        "payload-data-null",
                        Reason.INVALID_ENVELOPE,
                        "null is no data",
                        text.set(FIRST + "data", "null"));
        book.about("payload-field:data")
                .refuse(
                        "payload-data-boolean",
                        Reason.INVALID_ENVELOPE,
                        "Data is text",
                        text.set(FIRST + "data", "true"));
    }

    private void datanames() {
        Group group = book.about("payload-field:dataname");
        Map<String, String> names = new LinkedHashMap<>();
        names.put("empty", "");
        names.put("unicode", "größe 😀 \u200b\u202e");
        names.put("path", "../../etc/passwd");
        names.put("windows-path", "C:\\\\temp\\\\x");
        names.put("control", "a\\nb\\u0000");
        names.put("long", "n".repeat(1000));
        names.forEach((what, name) -> group.accept(
                "dataname-" + what,
                "A dataname is any text, and never a path",
                text.set(FIRST + "dataname", "\"" + name + "\"")));
        String payload = "{\"dataname\":\"same\",\"payload_type\":\"text\",\"transport\":\"direct\",\"data\":\"%s\"}";
        String read = "{\"dataname\":\"same\",\"value\":\"%s\"}";
        Draft twins = text.set(
                        "/payloads", "[" + String.format(payload, "YQ==") + "," + String.format(payload, "Yg==") + "]")
                .expectPayloads("[" + String.format(read, "a") + "," + String.format(read, "b") + "]");
        group.accept("dataname-twice", "Two payloads may have one name", twins);
    }

    private void words() {
        Group types = book.about("payload-field:payload_type");
        for (String type : List.of("hologram", "Text", "TEXT", "", "arrow-table", "string")) {
            String id = "type-"
                    + (type.isEmpty()
                            ? "empty"
                            : type.equals("TEXT") ? "upper-case" : type.replace("Text", "title-case"));
            types.refuse(
                    id,
                    Reason.UNSUPPORTED,
                    "A payload type that nobody knows",
                    text.set(FIRST + "payload_type", "\"" + type + "\""));
        }
        types.refuse(
                "type-null", Reason.UNSUPPORTED, "null is no payload type", text.set(FIRST + "payload_type", "null"));
        Group transports = book.about("payload-field:transport");
        for (String transport : List.of("pigeon", "Direct", "LINK", "", "claim-check")) {
            String id = "transport-"
                    + Map.of("Direct", "title-case", "LINK", "upper-case", "", "empty")
                            .getOrDefault(transport, transport);
            transports.refuse(
                    id,
                    Reason.UNSUPPORTED,
                    "A transport that nobody knows",
                    text.set(FIRST + "transport", "\"" + transport + "\""));
        }
        transports.refuse(
                "transport-null", Reason.UNSUPPORTED, "null is no transport", text.set(FIRST + "transport", "null"));
    }

    private void encodings() {
        Group group = book.about("payload-field:encoding");
        group.accept("encoding-empty", "An empty encoding is none", text.set(FIRST + "encoding", "\"\""));
        group.accept(
                "encoding-json-of-a-text",
                "json may stand for base64 with any type",
                text.set(FIRST + "encoding", "\"json\""));
        group.accept("encoding-arrow-ipc-of-a-text", "So may arrow-ipc", text.set(FIRST + "encoding", "\"arrow-ipc\""));
        for (String wrong : List.of("rot13", "BASE64", "base64url", "gzip", "none", "utf-8", "hex")) {
            group.refuse(
                    "encoding-" + wrong.replace("BASE64", "upper-case"),
                    Reason.UNSUPPORTED,
                    "An encoding that nobody knows",
                    text.set(FIRST + "encoding", "\"" + wrong + "\""));
        }
        raw(group);
    }

    /** Data that is JSON and no base64. */
    private void raw(Group group) {
        Draft raw = dictionary.remove(FIRST + "size").forget(FIRST + "size").set(FIRST + "encoding", "\"json\"");
        Map<String, String> values = new LinkedHashMap<>();
        values.put("object", "{\"a\":[1,null],\"größe\":{\"b\":\"ü😀\"}}");
        values.put("array", "[1,[2,{}]]");
        values.put("number", "5");
        values.put("true", "true");
        values.forEach((what, json) -> group.accept(
                "encoding-json-raw-" + what,
                "With json the data may be JSON itself",
                raw.set(FIRST + "data", json).expect(FIRST + "value", json)));
        Draft quoted = raw.set(FIRST + "data", "\"{\\\"a\\\":[1,null]}\"").expect(FIRST + "value", "{\"a\":[1,null]}");
        group.accept("encoding-json-raw-text", "Or a text that is no base64, but JSON", quoted);
        group.refuse(
                "encoding-json-raw-neither",
                Reason.INVALID_ENVELOPE,
                "Or neither",
                raw.set(FIRST + "data", "\"{a:1}\""));
        group.refuse(
                "encoding-arrow-ipc-raw",
                Reason.INVALID_ENVELOPE,
                "Only json may be raw",
                dictionary.set(FIRST + "encoding", "\"arrow-ipc\"").set(FIRST + "data", "{}"));
        group.refuse(
                "encoding-base64-raw",
                Reason.INVALID_ENVELOPE,
                "Data of base64 is text",
                dictionary.set(FIRST + "data", "[1]"));
    }

    private void sizes() {
        Group group = book.about("payload-field:size");
        Draft abc = text.payload("abc", "\"abc\"").forget(FIRST + "metadata");
        group.accept("size-with-a-point", "A size may be 3.0", abc.set(FIRST + "size", "3.0"));
        group.accept("size-with-an-exponent", "A size may be 3e0", abc.set(FIRST + "size", "3e0"));
        group.accept("size-of-nothing", "A payload may be empty", text.payload("", "\"\""));
        Map<String, String> wrong = new LinkedHashMap<>();
        wrong.put("text", "\"3\"");
        wrong.put("empty-text", "\"\"");
        wrong.put("boolean", "true");
        wrong.put("array", "[3]");
        wrong.put("negative", "-1");
        wrong.put("fraction", "2.5");
        wrong.put("nan", "NaN");
        wrong.put("infinity", "Infinity");
        wrong.forEach((what, size) -> group.refuse(
                "size-" + what,
                Reason.INVALID_ENVELOPE,
                "A size is a whole number of bytes",
                abc.set(FIRST + "size", size)));
        group.refuse(
                "size-too-small",
                Reason.PAYLOAD_DIFFERS,
                "More bytes came than were sent",
                abc.set(FIRST + "size", "2"));
        group.refuse("size-too-large", Reason.PAYLOAD_DIFFERS, "Bytes were lost", abc.set(FIRST + "size", "4"));
        group.refuse(
                "size-of-the-base64",
                Reason.PAYLOAD_DIFFERS,
                "The size is that before base64",
                abc.set(FIRST + "size", "5"));
        group.refuse("size-zero", Reason.PAYLOAD_DIFFERS, "Zero is a size", abc.set(FIRST + "size", "0"));
        group.refuse(
                "size-twice",
                Reason.INVALID_ENVELOPE,
                "No field may be there twice",
                abc.rewrite(
                        "begin the payload with a second size",
                        json -> json.replace("\"payloads\":[{", "\"payloads\":[{\"size\":3,")));
    }

    private void metadata() {
        Group group = book.about("payload-field:metadata");
        Draft abc = text.payload("abc", "\"abc\"");
        String digest = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
        group.accept("sha256", "A digest is checked", abc.set(FIRST + "metadata", "{\"sha256\":\"" + digest + "\"}"));
        group.accept(
                "sha256-upper-case",
                "It may be written in capitals",
                abc.set(FIRST + "metadata", "{\"sha256\":\"" + digest.toUpperCase(Locale.ROOT) + "\"}"));
        group.accept(
                "payload-bytes-is-no-size",
                "payload_bytes says nothing that size does not",
                abc.set(FIRST + "metadata", "{\"payload_bytes\":99}"));
        group.accept(
                "content-type",
                "A media type is a claim",
                abc.set(
                        FIRST + "metadata",
                        "{\"content_type\":\"text/plain; charset=utf-8\",\"expires_at\":\"yesterday\"}"));
        group.refuse(
                "sha256-of-other-bytes",
                Reason.PAYLOAD_DIFFERS,
                "Other bytes than the sender had",
                abc.set(FIRST + "metadata", "{\"sha256\":\"" + digest.replace('b', 'c') + "\"}"));
        group.refuse(
                "sha256-too-short",
                Reason.PAYLOAD_DIFFERS,
                "A digest has 64 digits",
                abc.set(FIRST + "metadata", "{\"sha256\":\"" + digest.substring(1) + "\"}"));
        group.refuse(
                "payload-metadata-key-twice",
                Reason.INVALID_ENVELOPE,
                "No key may be there twice",
                abc.set(FIRST + "metadata", "{\"a\":1,\"a\":1}"));
    }
}
