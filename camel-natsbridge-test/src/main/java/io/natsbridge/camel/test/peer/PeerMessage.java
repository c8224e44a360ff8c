/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.test.peer;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A message as a peer received or sent it.
 *
 * @param subscription what {@link PeerProcess#subscribe} returned; 0 for a message sent and for a reply
 * @param subject the NATS subject it came on
 * @param reply the NATS reply subject, empty if none
 * @param headers NATS headers, in the order they came
 * @param envelope the envelope's fields but the payloads, unknown ones included
 * @param payloads in the envelope's order
 */
public record PeerMessage(
        int subscription,
        String subject,
        String reply,
        Map<String, List<String>> headers,
        Map<String, Object> envelope,
        List<PeerPayload> payloads) {

    /** Returns a field of the envelope as text, or null if it has no such text. */
    public String field(String name) {
        return envelope.get(name) instanceof String text ? text : null;
    }

    /** Returns {@code correlation_id}. */
    public String correlationId() {
        return field("correlation_id");
    }

    /** Returns {@code msg_id}. */
    public String msgId() {
        return field("msg_id");
    }

    /** Returns {@code reply_to_msg_id}. */
    public String replyToMsgId() {
        return field("reply_to_msg_id");
    }

    /**
     * Returns the one payload.
     *
     * @throws IllegalStateException if there is none, or more than one
     */
    public PeerPayload payload() {
        if (payloads.size() != 1) {
            throw new IllegalStateException(
                    "Could not take the one payload of a message: it has " + payloads.size() + " payloads");
        }
        return payloads.get(0);
    }

    /**
     * Returns the first payload of this name.
     *
     * @throws IllegalStateException if there is none
     */
    public PeerPayload payload(String dataname) {
        return payloads.stream()
                .filter(payload -> dataname.equals(payload.dataname()))
                .findFirst()
                .orElseThrow(
                        () -> new IllegalStateException("Could not find payload '" + dataname + "': the message has "
                                + payloads.stream().map(PeerPayload::dataname).toList()));
    }

    @SuppressWarnings("unchecked")
    static PeerMessage of(JsonNode json) {
        Map<String, List<String>> headers = new LinkedHashMap<>();
        json.path("headers").properties().forEach(header -> {
            List<String> values = new ArrayList<>();
            header.getValue().forEach(value -> values.add(value.textValue()));
            headers.put(header.getKey(), values);
        });
        List<PeerPayload> payloads = new ArrayList<>();
        json.path("payloads").forEach(payload -> payloads.add(PeerPayload.of(payload)));
        return new PeerMessage(
                json.path("subscription").intValue(),
                json.path("subject").asText(),
                json.path("reply").asText(),
                headers,
                (Map<String, Object>) PeerNotation.fromJson(json.path("envelope")),
                List.copyOf(payloads));
    }
}
