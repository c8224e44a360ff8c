/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.vectors;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Collects the vectors, and writes their folder. */
final class Book {

    private static final String ENVELOPES = "envelopes";
    private static final String FILES = "files";

    private final Map<String, ObjectNode> vectors = new LinkedHashMap<>();
    private final Map<Path, byte[]> files = new TreeMap<>();
    private final ObjectNode needs = JsonNodeFactory.instance.objectNode();

    /** The vectors about one part of the protocol. */
    final class Group {
        private final String part;

        private Group(String part) {
            this.part = part;
        }

        /** A message that is read. Returns it as the origin of further ones. */
        Draft accept(String id, String shows, Draft draft) {
            add(id, shows, draft, part).put("verdict", "accept");
            ObjectNode expected = about(draft);
            ObjectNode vector = finish(id, draft);
            if (Needs.isExact(expected)) {
                vector.withArray("needs").add(Needs.EXACT);
            }
            vector.set("expect", expected);
            return draft.as(id);
        }

        /** Of a message that was made from another, what the vector is about: so the manifest stays small. */
        private ObjectNode about(Draft draft) {
            ObjectNode expected = draft.expected().deepCopy();
            boolean ofEnvelope = part.matches("field:.*|json:.*|limit:depth");
            boolean ofPayloads = !part.startsWith("field:") || part.matches("field:(payloads|unknown)");
            if (!ofEnvelope && (!draft.rules().isEmpty() || part.startsWith("column:"))) {
                expected.remove("envelope");
            }
            if (!ofPayloads && !draft.rules().isEmpty()) {
                expected.remove("payloads");
            }
            return expected;
        }

        /** A message that is read by whoever has what it needs. */
        void acceptNeeding(String need, String id, String shows, Draft draft) {
            accept(id, shows, draft);
            vectors.get(id).withArray("needs").add(need);
        }

        /** A message that is refused. */
        void refuse(String id, Reason reason, String shows, Draft draft) {
            add(id, shows, draft, part).put("verdict", "refuse").put("reason", reason.word());
            finish(id, draft);
        }

        /** A message that is refused by whoever has what that needs. */
        void refuseNeeding(String need, Refusal refusal, Draft draft) {
            refuse(refusal.id, refusal.reason, refusal.shows, draft);
            vectors.get(refusal.id).withArray("needs").add(need);
        }
    }

    /** How a message is refused. */
    record Refusal(String id, Reason reason, String shows) {}

    /** @param part of the protocol: {@code field:size}, {@code type:text}, {@code limit:payloads}, … */
    Group about(String part) {
        return new Group(part);
    }

    /** Says what a receiver may be without. */
    void need(String word, String meaning) {
        needs.put(word, meaning);
    }

    private ObjectNode add(String id, String shows, Draft draft, String part) {
        ObjectNode vector = JsonNodeFactory.instance.objectNode();
        if (vectors.put(id, vector) != null) {
            throw new IllegalStateException("Two vectors have the id " + id);
        }
        return vector.put("id", id).put("shows", shows).put("part", part).put("producer", draft.producer());
    }

    private ObjectNode finish(String id, Draft draft) {
        ObjectNode vector = vectors.get(id);
        if (!draft.origin().equals(id)) {
            vector.put("from", draft.origin());
            draft.rules().forEach(vector.putArray("rules")::add);
        }
        vector.put("envelope", keep(ENVELOPES, id + ".json", draft.text()));
        if (!draft.fills().isEmpty()) {
            vector.set("generate", draft.fills());
        }
        ArrayNode served = JsonNodeFactory.instance.arrayNode();
        for (Served file : draft.files()) {
            ObjectNode json = file.toJson();
            if (!file.name().isEmpty()) {
                json.put("file", keep(FILES, file.name(), file.content()));
            }
            served.add(json);
        }
        if (!served.isEmpty()) {
            vector.set("files", served);
        }
        Set<String> needs = Needs.of(draft.text());
        if (!needs.isEmpty()) {
            needs.forEach(vector.putArray("needs")::add);
        }
        return vector;
    }

    private String keep(String folder, String name, byte[] content) {
        files.put(Path.of(folder, name), content);
        return folder + "/" + name;
    }

    /** Writes all, and removes what is there from before. */
    void write(Path folder) throws IOException {
        for (String old : List.of(ENVELOPES, FILES)) {
            delete(folder.resolve(old));
        }
        for (Map.Entry<Path, byte[]> file : files.entrySet()) {
            Path path = folder.resolve(file.getKey());
            Files.createDirectories(path.getParent());
            Files.write(path, file.getValue());
        }
        Files.writeString(folder.resolve("manifest.json"), manifest(), UTF_8);
    }

    private static void delete(Path folder) throws IOException {
        if (Files.isDirectory(folder)) {
            List<Path> old;
            try (Stream<Path> list = Files.list(folder)) {
                old = list.toList();
            }
            for (Path file : old) {
                Files.delete(file);
            }
        }
    }

    /** One line for each field of a vector: so it can be read, and compared line by line. */
    private String manifest() {
        ObjectNode reasons = JsonNodeFactory.instance.objectNode();
        for (Reason reason : Reason.values()) {
            reasons.put(reason.word(), reason.meaning());
        }
        List<String> texts = new ArrayList<>();
        for (ObjectNode vector : vectors.values()) {
            texts.add("    " + object(vector, "    "));
        }
        return "{\n  \"format\": 1,\n  \"reasons\": " + object(reasons, "  ") + ",\n  \"needs\": " + object(needs, "  ")
                + ",\n  \"vectors\": [\n" + String.join(",\n", texts) + "\n  ]\n}\n";
    }

    private static String object(ObjectNode object, String indent) {
        List<String> fields = new ArrayList<>();
        for (Map.Entry<String, JsonNode> field : object.properties()) {
            fields.add(indent + "  \"" + field.getKey() + "\": " + field.getValue());
        }
        return "{\n" + String.join(",\n", fields) + "\n" + indent + "}";
    }
}
