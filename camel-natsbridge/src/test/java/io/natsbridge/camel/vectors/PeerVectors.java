/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.vectors;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.natsbridge.camel.envelope.Payload;
import io.natsbridge.camel.vectors.Book.Group;
import io.natsbridge.camel.vectors.Recorder.Sent;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What this component and each peer send: every payload type they have, both ways, and what is peculiar to them. */
final class PeerVectors {

    private static final List<String> BYTES = List.of("image", "audio", "video", "binary");

    private final Book book;
    private final Recorder recorder;
    private final Bases bases = new Bases();

    PeerVectors(Book book, Recorder recorder) {
        this.book = book;
        this.recorder = recorder;
    }

    Bases bases() {
        return bases;
    }

    void write() {
        for (String type : types("text", "dictionary", "jsontable", "arrowtable", "table")) {
            camel("camel-" + type + "-direct", Sample.of(type), "");
            camel("camel-" + type + "-link", Sample.of(type), "sizeThreshold=0");
        }
        for (String type : types("text", "dictionary", "jsontable", "arrowtable")) {
            peer("node-" + type + "-direct", Sample.of(type), Map.of());
            peer("node-" + type + "-link", Sample.of(type), Map.of("size_threshold", 0));
        }
        for (String type : types("text", "dictionary", "table")) {
            peer("python-" + type + "-direct", Sample.of(type), Map.of());
            peer("python-" + type + "-link", Sample.of(type), Map.of("size_threshold", 0));
        }
        for (String type : types("text", "dictionary")) {
            peer("micropython-" + type + "-direct", Sample.of(type), Map.of());
        }
        platforms();
        habits();
        several();
    }

    private static List<String> types(String... more) {
        List<String> types = new ArrayList<>(List.of(more));
        types.addAll(BYTES);
        return types;
    }

    private void platforms() {
        Sample table = Sample.of("table");
        camelFor("julia", "table-as-stream", table, "arrowtable");
        camelFor("javascript", "table-as-stream", table, "arrowtable");
        camelFor("python", "arrowtable-as-file", table.as("arrowtable"), "table");
        camelFor("micropython", "text", Sample.of("text"), "text");
        camelFor("micropython", "dictionary", Sample.of("dictionary"), "dictionary");
        camelFor("micropython", "binary", Sample.of("binary"), "binary");
    }

    private void camelFor(String platform, String what, Sample sample, String wireType) {
        Sent sent = recorder.camel(List.of(sample.forCamel()), "targetPlatform=" + platform);
        String shows = "What is sent as " + wireType + " to a receiver in " + platform;
        accept("camel-for-" + platform + "-" + what, shows, sent, List.of(sample.expected(wireType, "direct")));
    }

    private void habits() {
        Sample integers = Sample.bigIntegers();
        camel("camel-integers", integers, "");
        peer("python-integers", integers, Map.of());
        camel("camel-digests", Sample.of("text"), "hash=all");
        peer("node-digests", Sample.of("binary"), Map.of("sha256", true));
        peer("node-encoding-json", Sample.of("dictionary"), Map.of("named_encodings", true));
        peer("node-encoding-json-table", Sample.of("jsontable"), Map.of("named_encodings", true));
        peer("node-encoding-arrow-ipc", Sample.of("arrowtable"), Map.of("named_encodings", true));
        peer("node-arrow-file", Sample.of("arrowtable"), Map.of("arrow_format", "file"));
        peer("node-table", Sample.of("table"), Map.of());
        Sample spaced = new Sample("big file ü.bin", "binary", new byte[] {1, 2, 3}, List.of());
        peer("node-raw-link", spaced, Map.of("size_threshold", 0, "raw_link_name", true));
        Map<String, Object> lenient = Map.of("lenient", true);
        peer("python-arrowtable", Sample.of("arrowtable"), lenient);
        peer("python-jsontable", Sample.of("jsontable"), lenient);
        peer("python-arrow-stream", Sample.of("table"), Map.of("arrow_format", "stream"));
        peer("python-pandas", Sample.ofPandas(), Map.of("pandas", true));
        List<?> numbers = List.of(Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY);
        peer("python-not-finite", new Sample("numbers", "dictionary", numbers, List.of()), Map.of());
        Map<String, Object> reply = Map.of("reply_to", "demo.replies", "reply_to_msg_id", "question-1");
        reply("node", reply);
        reply("python", reply);
        reply("micropython", Map.of("reply_to", "demo.replies", "reply_to_msg_id", "mp-1", "msg_id", "mp-2"));
    }

    private void reply(String producer, Map<String, Object> options) {
        Sample sample = Sample.of("text");
        Sent sent = recorder.peer(producer, List.of(sample.forPeer()), options);
        Draft draft = draft(producer + "-reply", sent, List.of(sample.expected("text", "direct")));
        for (Map.Entry<String, Object> option : options.entrySet()) {
            draft = draft.expect("/envelope/" + option.getKey(), "\"" + option.getValue() + "\"");
        }
        book.about("field:reply_to").accept(draft.origin(), "A request or a reply of " + producer, draft);
    }

    private void several() {
        List<Sample> samples = List.of(Sample.of("text"), Sample.of("dictionary"), Sample.of("binary"));
        for (String producer : List.of("node", "python", "micropython")) {
            Sent sent = recorder.peer(
                    producer, samples.stream().map(Sample::forPeer).toList(), Map.of());
            several(producer, sent, samples);
        }
        List<Payload> payloads = samples.stream().map(Sample::forCamel).toList();
        several(Recorder.CAMEL, recorder.camel(payloads, ""), samples);
        Sent mixed = recorder.camel(payloads, "sizeThreshold=200");
        List<ObjectNode> expected = new ArrayList<>();
        for (Sample sample : samples) {
            boolean link = sample.type().equals("binary");
            expected.add(sample.expected(sample.type(), link ? "link" : "direct"));
        }
        accept("camel-direct-and-link", "Direct payloads and a link in one message", mixed, expected);
        Sent links = recorder.camel(payloads, "sizeThreshold=0");
        accept("camel-links", "Several links in one message", links, expected(samples, "link"));
    }

    private void several(String producer, Sent sent, List<Sample> samples) {
        accept(
                producer + "-several",
                "Several payloads in one message of " + producer,
                sent,
                expected(samples, "direct"));
    }

    private static List<ObjectNode> expected(List<Sample> samples, String transport) {
        return samples.stream()
                .map(sample -> sample.expected(sample.type(), transport))
                .toList();
    }

    private void camel(String id, Sample sample, String options) {
        Sent sent = recorder.camel(List.of(sample.forCamel()), options);
        recorded(id, sample, sent);
    }

    private void peer(String id, Sample sample, Map<String, ?> options) {
        Sent sent = recorder.peer(id.substring(0, id.indexOf('-')), List.of(sample.forPeer()), options);
        recorded(id, sample, sent);
    }

    private void recorded(String id, Sample sample, Sent sent) {
        String transport = sent.files().isEmpty() ? "direct" : "link";
        String producer = id.substring(0, id.indexOf('-'));
        String shows = "A payload of type " + sample.type() + " by " + transport + ", as " + producer + " sends it";
        accept(id, shows, sent, List.of(sample.expected(sample.type(), transport)));
    }

    private void accept(String id, String shows, Sent sent, List<ObjectNode> payloads) {
        Draft draft = draft(id, sent, payloads);
        String transport = payloads.get(0).path("transport").textValue();
        String part = id.startsWith("camel-for-")
                ? "platform:" + id.split("-")[2]
                : payloads.size() > 1
                        ? "transport:" + transport
                        : "type:" + payloads.get(0).path("payload_type").textValue();
        Group group = book.about(part);
        bases.put(group.accept(id, shows, draft));
    }

    static Draft draft(String id, Sent sent, List<ObjectNode> payloads) {
        List<Served> files = new ArrayList<>();
        for (Served file : sent.files()) {
            String number = sent.files().size() == 1 ? "" : "-" + files.size();
            files.add(file.withContent(id + number + ".bin", file.content()));
        }
        String producer = id.substring(0, id.indexOf('-'));
        Draft draft = Draft.of(id, producer, sent.text(), Recorder.expected(payloads));
        return draft.serve(files.toArray(Served[]::new));
    }
}
