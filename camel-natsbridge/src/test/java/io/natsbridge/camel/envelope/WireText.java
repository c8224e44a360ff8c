/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.envelope;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The JSON of an envelope with one direct payload, to be changed field by field. A {@code ^} in what is put in marks a place: it is taken out of the text, and its offset is
 * told.
 */
final class WireText {

    static final List<String> TEXT_FIELDS = List.of(
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

    static final List<String> PAYLOAD_TEXT_FIELDS = List.of("id", "dataname", "payload_type", "transport", "encoding");

    private final Map<String, String> fields = new LinkedHashMap<>();
    private final Map<String, String> payload = new LinkedHashMap<>();

    private WireText() {
        TEXT_FIELDS.forEach(field -> fields.put(field, "\"" + field.toUpperCase(Locale.ROOT) + "\""));
        fields.put("metadata", "{\"k\":1}");
        payload.put("id", "\"ID\"");
        payload.put("dataname", "\"note\"");
        payload.put("payload_type", "\"text\"");
        payload.put("transport", "\"direct\"");
        payload.put("encoding", "\"base64\"");
        payload.put("size", "2");
        payload.put("data", "\"aGk=\"");
        payload.put("metadata", "{\"payload_bytes\":2}");
        fields.put("payloads", null);
    }

    static WireText valid() {
        return new WireText();
    }

    static WireText link() {
        return valid().payload("transport", "\"link\"")
                .payload("encoding", "\"none\"")
                .payload("data", "\"http://host/file/a/b/c\"")
                .payload("metadata", "{}");
    }

    WireText with(String field, String json) {
        fields.put(field, json);
        return this;
    }

    WireText without(String field) {
        fields.remove(field);
        return this;
    }

    WireText payload(String field, String json) {
        payload.put(field, json);
        return this;
    }

    WireText payloadWithout(String field) {
        payload.remove(field);
        return this;
    }

    /** The text with the fields of the envelope and of the payload in an other order. */
    WireText reversed() {
        WireText reversed = new WireText();
        reverse(fields, reversed.fields);
        reverse(payload, reversed.payload);
        return reversed;
    }

    private static void reverse(Map<String, String> from, Map<String, String> to) {
        to.clear();
        List<String> names = new ArrayList<>(from.keySet());
        Collections.reverse(names);
        names.forEach(name -> to.put(name, from.get(name)));
    }

    byte[] bytes() {
        return toString().getBytes(StandardCharsets.UTF_8);
    }

    /** Bytes in front of the mark. */
    long offset() {
        return offset(marked());
    }

    static long offset(String marked) {
        return marked.substring(0, marked.indexOf('^')).getBytes(StandardCharsets.UTF_8).length;
    }

    static byte[] unmarked(String marked) {
        return marked.replace("^", "").getBytes(StandardCharsets.UTF_8);
    }

    String payloadText() {
        return object(payload).replace("^", "");
    }

    @Override
    public String toString() {
        return marked().replace("^", "");
    }

    private String marked() {
        Map<String, String> all = new LinkedHashMap<>(fields);
        if (fields.containsKey("payloads") && fields.get("payloads") == null) {
            all.put("payloads", "[" + object(payload) + "]");
        }
        return object(all);
    }

    private static String object(Map<String, String> members) {
        return members.entrySet().stream()
                .map(member -> "\"" + member.getKey() + "\":" + member.getValue())
                .collect(Collectors.joining(",", "{", "}"));
    }
}
