/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.natsbridge.camel.envelope.Envelope;
import io.natsbridge.camel.envelope.Payload;
import io.natsbridge.camel.error.NatsBridgeException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/** Messages for programs: one JSON object in a line for each, with the names of the wire. */
final class JsonPrinter implements MessagePrinter {

    /** ASCII alone, so that texts of others cannot steer a terminal. */
    private static final JsonMapper JSON =
            JsonMapper.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();

    private final Terminal terminal;
    private final boolean links;

    /** @param links whether the URLs of payloads that travel by link are told */
    JsonPrinter(Terminal terminal, boolean links) {
        this.terminal = terminal;
        this.links = links;
    }

    @Override
    public void accepted(Instant when, String subject, Envelope envelope) {
        Map<String, Object> line = line(when, subject);
        line.put("correlation_id", envelope.correlationId());
        line.put("msg_id", envelope.msgId());
        line.put("timestamp", envelope.timestamp());
        line.put("send_to", envelope.sendTo());
        line.put("msg_purpose", envelope.msgPurpose());
        line.put("sender_name", envelope.senderName());
        line.put("sender_id", envelope.senderId());
        line.put("receiver_name", envelope.receiverName());
        line.put("receiver_id", envelope.receiverId());
        line.put("reply_to", envelope.replyTo());
        line.put("reply_to_msg_id", envelope.replyToMsgId());
        line.put("metadata", envelope.metadata());
        line.put("payloads", envelope.payloads().stream().map(this::payload).toList());
        print(terminal, line);
    }

    @Override
    public void refused(Instant when, String subject, int bytes, Throwable why) {
        Map<String, Object> line = line(when, subject);
        line.put("bytes", bytes);
        String code = why instanceof NatsBridgeException known ? known.code() : "";
        line.put("refused", Map.of("code", code, "text", String.valueOf(why.getMessage())));
        print(terminal, line);
    }

    private Map<String, Object> payload(Payload payload) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("id", payload.id());
        json.put("dataname", payload.dataname());
        json.put("payload_type", payload.type().wireName());
        json.put("transport", payload.transport().wireName());
        json.put("size", payload.size());
        if (links) {
            payload.link().ifPresent(link -> json.put("link", link));
        }
        json.put("metadata", payload.metadata());
        return json;
    }

    private static Map<String, Object> line(Instant when, String subject) {
        Map<String, Object> line = new LinkedHashMap<>();
        line.put("received", when.toString());
        line.put("subject", subject);
        return line;
    }

    /** One line of JSON. */
    static void print(Terminal terminal, Object value) {
        terminal.line(text(value));
    }

    static String text(Object value) {
        try {
            return JSON.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Cannot write as JSON: " + e.getOriginalMessage(), e);
        }
    }
}
