/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.vectors;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.util.RawValue;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * A message in the making: its envelope, the files behind its links, what a receiver must read in it, and the rules by
 * which it was made from another one. Immutable: every change makes another draft.
 */
final class Draft {

    static final JsonMapper JSON = JsonMapper.builder()
            .enable(JsonWriteFeature.COMBINE_UNICODE_SURROGATES_IN_UTF8)
            .build();
    private static final Map<String, String> DEFAULTS = Map.of(
            "msg_purpose", "chat", "sender_name", "NATSBridge", "broker_url", "nats://localhost:4222", "timestamp", "");

    private final String origin;
    private final String producer;
    private final byte[] text;
    private final ObjectNode tree;
    private final ObjectNode expected;
    private final Extras extras;

    /**
     * A message and its meaning.
     *
     * @param tree the text as it was before its bytes were changed
     */
    private record Content(byte[] text, ObjectNode tree, ObjectNode expected) {}

    /** What belongs to a message beside its text. */
    private record Extras(List<String> rules, List<Served> files, ArrayNode fills) {}

    private Draft(String origin, String producer, Content content, Extras extras) {
        this.origin = origin;
        this.producer = producer;
        this.text = content.text;
        this.tree = content.tree;
        this.expected = content.expected;
        this.extras = extras;
    }

    /**
     * A message as its producer wrote it.
     *
     * @param origin id of its vector
     * @param expected what a receiver reads in it
     */
    static Draft of(String origin, String producer, byte[] text, ObjectNode expected) {
        Extras none = new Extras(List.of(), List.of(), JsonNodeFactory.instance.arrayNode());
        return new Draft(origin, producer, new Content(text, parse(text), expected), none);
    }

    private static ObjectNode parse(byte[] text) {
        try {
            return (ObjectNode) JSON.readTree(new String(text, UTF_8));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("No JSON object: " + new String(text, UTF_8), e);
        }
    }

    static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("No JSON: " + text, e);
        }
    }

    private static byte[] write(ObjectNode tree) {
        try {
            return JSON.writeValueAsBytes(tree);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    String origin() {
        return origin;
    }

    String producer() {
        return producer;
    }

    List<String> rules() {
        return extras.rules;
    }

    List<Served> files() {
        return extras.files;
    }

    ArrayNode fills() {
        return extras.fills;
    }

    ObjectNode expected() {
        return expected;
    }

    byte[] text() {
        return text;
    }

    /** The same message with another vector as its origin, from where further drafts are made. */
    Draft as(String otherOrigin) {
        Extras same = new Extras(List.of(), extras.files, extras.fills);
        return new Draft(otherOrigin, producer, new Content(text, tree, expected), same);
    }

    /** Puts a value in place of another, or adds it; the value is JSON text, and need not be valid. */
    Draft set(String pointer, String value) {
        ObjectNode changed = tree.deepCopy();
        JsonPointer at = JsonPointer.compile(pointer);
        JsonNode parent = changed.at(at.head());
        String name = at.last().getMatchingProperty();
        if (parent instanceof ArrayNode array) {
            if (at.last().getMatchingIndex() < array.size()) {
                array.remove(at.last().getMatchingIndex());
            }
            array.insertRawValue(at.last().getMatchingIndex(), new RawValue(value));
        } else {
            ((ObjectNode) parent).putRawValue(name, new RawValue(value));
        }
        return changed(changed, "set " + pointer + " to " + shortened(value)).following(pointer, value);
    }

    Draft remove(String pointer) {
        ObjectNode changed = tree.deepCopy();
        JsonPointer at = JsonPointer.compile(pointer);
        ((ObjectNode) changed.at(at.head())).remove(at.last().getMatchingProperty());
        Draft draft = changed(changed, "remove " + pointer);
        String name = pointer.substring(1);
        if (expected.path("envelope").has(name)) {
            boolean made = name.equals("correlation_id");
            return made
                    ? draft.forget("/envelope/" + name)
                    : draft.expect("/envelope/" + name, "\"" + defaultOf(name) + "\"");
        }
        return expected.at(expectedPointer(pointer)).isMissingNode() ? draft : draft.forget(expectedPointer(pointer));
    }

    /** What a receiver reads in a text field of the envelope that is not there. */
    static String defaultOf(String field) {
        return DEFAULTS.getOrDefault(field, "");
    }

    /** What is set in the message is what is read from it, where that is so plain. */
    private Draft following(String pointer, String value) {
        String at = expectedPointer(pointer);
        boolean follows = pointer.matches("/[a-z_]+|/payloads/\\d/(dataname|id|metadata|payload_type)");
        if (!follows || pointer.equals("/payloads")) {
            return this;
        }
        boolean text = value.startsWith("\"") || value.equals("null");
        String read = text && value.equals("null") ? "\"\"" : value;
        try {
            JSON.readTree(read);
        } catch (JsonProcessingException e) {
            return this;
        }
        return expect(at, read);
    }

    private static String expectedPointer(String pointer) {
        return pointer.startsWith("/payloads/") ? pointer : "/envelope" + pointer;
    }

    private static String shortened(String value) {
        return value.length() <= 80 ? value : value.substring(0, 60) + "… (" + value.length() + " characters)";
    }

    private Draft changed(ObjectNode changedTree, String rule) {
        return with(write(changedTree), changedTree, rule);
    }

    private Draft with(byte[] newText, ObjectNode newTree, String rule) {
        List<String> rules = new ArrayList<>(extras.rules);
        rules.add(rule);
        Extras more = new Extras(rules, extras.files, extras.fills);
        return new Draft(origin, producer, new Content(newText, newTree, expected), more);
    }

    /** Makes a payload's bytes the data of the first payload, with their size. */
    Draft payload(byte[] bytes) {
        String size = Integer.toString(bytes.length);
        ObjectNode changed = tree.deepCopy();
        ObjectNode payload = (ObjectNode) changed.path("payloads").path(0);
        payload.put("size", bytes.length).put("data", Base64.getEncoder().encodeToString(bytes));
        if (payload.path("metadata").has("payload_bytes")) {
            payload.withObject("/metadata").put("payload_bytes", bytes.length);
        }
        Draft draft = changed(changed, "set the bytes of /payloads/0 to " + size + " others");
        return expected.has("payloads") ? draft.expect("/payloads/0/size", size).forget("/payloads/0/metadata") : draft;
    }

    /** The same with a payload's bytes as text, and what is read in them. */
    Draft payload(String content, String value) {
        return payload(content.getBytes(UTF_8)).expect("/payloads/0/value", value);
    }

    /** Replaces the one place where a text stands in the message. */
    Draft replace(String from, String to) {
        String before = new String(text, UTF_8);
        int at = before.indexOf(from);
        if (at < 0 || before.indexOf(from, at + 1) >= 0) {
            throw new IllegalArgumentException("Not once in " + origin + ": " + from);
        }
        String after = before.substring(0, at) + to + before.substring(at + from.length());
        return with(after.getBytes(UTF_8), tree, "write " + shortened(to) + " for " + shortened(from));
    }

    /** Changes the bytes of the message. */
    Draft bytes(String rule, UnaryOperator<byte[]> change) {
        return with(change.apply(text), tree, rule);
    }

    /** Changes the text of the message. */
    Draft rewrite(String rule, UnaryOperator<String> change) {
        return bytes(rule, bytes -> change.apply(new String(bytes, UTF_8)).getBytes(UTF_8));
    }

    /** Says that a placeholder in the message stands for a text repeated. */
    Draft fill(String placeholder, String unit, int times) {
        ArrayNode fills = extras.fills.deepCopy();
        fills.addObject().put("placeholder", placeholder).put("text", unit).put("times", times);
        Extras more = new Extras(extras.rules, extras.files, fills);
        return new Draft(origin, producer, new Content(text, tree, expected), more);
    }

    /** Serves these files, and no others. */
    Draft serve(Served... files) {
        Extras more = new Extras(extras.rules, List.of(files), extras.fills);
        return new Draft(origin, producer, new Content(text, tree, expected), more);
    }

    /** Says what is read: JSON text for a place in what the manifest expects. */
    Draft expect(String pointer, String value) {
        ObjectNode changed = expected.deepCopy();
        JsonPointer at = JsonPointer.compile(pointer);
        ((ObjectNode) changed.at(at.head())).set(at.last().getMatchingProperty(), json(value));
        return new Draft(origin, producer, new Content(text, tree, changed), extras);
    }

    /** Expects nothing of a place any more. */
    Draft forget(String pointer) {
        ObjectNode changed = expected.deepCopy();
        JsonPointer at = JsonPointer.compile(pointer);
        if (changed.at(at.head()) instanceof ObjectNode parent) {
            parent.remove(at.last().getMatchingProperty());
        }
        return new Draft(origin, producer, new Content(text, tree, changed), extras);
    }

    /** Expects these payloads. */
    Draft expectPayloads(String payloads) {
        ObjectNode changed = expected.deepCopy();
        changed.set("payloads", json(payloads));
        return new Draft(origin, producer, new Content(text, tree, changed), extras);
    }
}
