/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.it;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Base64;

/** Envelopes as another peer would write them. */
final class Envelopes {

    private Envelopes() {}

    /** An envelope around payloads. */
    static ObjectNode of(ObjectNode... payloads) {
        ObjectNode envelope = Wire.JSON.createObjectNode();
        envelope.put("correlation_id", "conversation-1");
        envelope.put("msg_id", "message-1");
        envelope.put("timestamp", "2026-01-02T03:04:05.678Z");
        envelope.put("send_to", "elsewhere");
        envelope.put("msg_purpose", "chat");
        envelope.put("sender_name", "peer");
        envelope.put("sender_id", "peer-1");
        envelope.put("receiver_name", "");
        envelope.put("receiver_id", "");
        envelope.put("reply_to", "");
        envelope.put("reply_to_msg_id", "");
        envelope.put("broker_url", "nats://localhost:4222");
        envelope.putObject("metadata");
        ArrayNode all = envelope.putArray("payloads");
        for (ObjectNode payload : payloads) {
            all.add(payload);
        }
        return envelope;
    }

    static ObjectNode text(String dataname, String text) {
        return direct(dataname, "text", text.getBytes(UTF_8));
    }

    static ObjectNode direct(String dataname, String type, byte[] bytes) {
        ObjectNode payload = payload(dataname, type, "direct", bytes.length);
        payload.put("encoding", "base64");
        payload.put("data", Base64.getEncoder().encodeToString(bytes));
        return payload;
    }

    static ObjectNode link(String dataname, String type, long size, String url) {
        ObjectNode payload = payload(dataname, type, "link", size);
        payload.put("encoding", "none");
        payload.put("data", url);
        return payload;
    }

    private static ObjectNode payload(String dataname, String type, String transport, long size) {
        ObjectNode payload = Wire.JSON.createObjectNode();
        payload.put("id", "payload-1");
        payload.put("dataname", dataname);
        payload.put("payload_type", type);
        payload.put("transport", transport);
        payload.put("size", size);
        return payload;
    }
}
