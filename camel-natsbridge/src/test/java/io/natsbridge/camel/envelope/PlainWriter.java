/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.envelope;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Writes envelopes by maps and Jackson, as anybody would: what the quick way has to come to. */
final class PlainWriter {

    private final ObjectMapper mapper = new ObjectMapper();

    /** The JSON, for an envelope without unpaired surrogates. */
    String write(Envelope envelope) throws JsonProcessingException {
        Map<String, Object> json = new LinkedHashMap<>();
        for (EnvelopeField field : EnvelopeField.values()) {
            json.put(field.wireName(), field.of(envelope) == null ? "" : field.of(envelope));
        }
        json.put("metadata", envelope.metadata());
        List<Object> payloads = new ArrayList<>();
        envelope.payloads().forEach(payload -> payloads.add(payload(payload)));
        json.put("payloads", payloads);
        json.putAll(envelope.unknownFields());
        return mapper.writeValueAsString(json);
    }

    private static Map<String, Object> payload(Payload payload) {
        boolean direct = payload.transport() == Transport.DIRECT;
        Map<String, Object> metadata = new LinkedHashMap<>();
        if (direct) {
            metadata.put("payload_bytes", payload.size());
        }
        payload.metadata().forEach(metadata::putIfAbsent);
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("id", payload.id());
        json.put("dataname", payload.dataname());
        json.put("payload_type", payload.type().wireName());
        json.put("transport", payload.transport().wireName());
        json.put("encoding", direct ? "base64" : "none");
        json.put("size", payload.size());
        json.put(
                "data",
                direct
                        ? new String(
                                Base64.getEncoder()
                                        .encode(payload.content().orElseThrow().toByteArray()),
                                StandardCharsets.US_ASCII)
                        : payload.link().orElseThrow());
        json.put("metadata", metadata);
        json.putAll(payload.unknownFields());
        return json;
    }
}
