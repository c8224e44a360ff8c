/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.test.peer;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;

/** One line that a peer writes. */
sealed interface PeerEvent {

    JsonMapper JSON = createMapper();

    /** The peer is connected. */
    record Ready(String runtime, long maxPayload) implements PeerEvent {}

    /** A command has been carried out; {@code result} is the line. */
    record Done(int id, JsonNode result) implements PeerEvent {}

    /** A message came. */
    record Message(PeerMessage message) implements PeerEvent {}

    /** A command, or the handling of a message of a subscription, failed; {@code id} is 0 for the peer itself. */
    record Failure(int id, String code, String message) implements PeerEvent {}

    /**
     * Reads a line.
     *
     * @throws IllegalArgumentException if it is no event
     */
    static PeerEvent read(String line) {
        JsonNode json = parse(line);
        int id = json.path("id").intValue();
        String event = json.path("event").asText();
        return switch (event) {
            case "ready" ->
                new Ready(json.path("runtime").asText(), json.path("maxPayload").longValue());
            case "done" -> new Done(id, json);
            case "message" -> new Message(PeerMessage.of(json));
            case "error" ->
                new Failure(id, json.path("code").asText(), json.path("message").asText());
            default ->
                throw new IllegalArgumentException("Could not read a peer's line: unknown event '" + event + "'");
        };
    }

    private static JsonNode parse(String line) {
        try {
            return JSON.readTree(line);
        } catch (JsonProcessingException e) {
            String start = line.length() > 200 ? line.substring(0, 200) + "…" : line;
            throw new IllegalArgumentException("Could not read a peer's line: no JSON in '" + start + "'", e);
        }
    }

    private static JsonMapper createMapper() {
        JsonMapper mapper = JsonMapper.builder().build();
        StreamReadConstraints trusting = StreamReadConstraints.builder()
                .maxStringLength(Integer.MAX_VALUE)
                .build();
        mapper.getFactory().setStreamReadConstraints(trusting);
        return mapper;
    }
}
