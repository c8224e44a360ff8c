/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.envelope;

import io.natsbridge.camel.error.Names;
import io.natsbridge.camel.json.FrozenMaps;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * One message: who sends what to whom, and its payloads. Everything in a received envelope is a claim by its sender. Strings are never null; an empty one stands for
 * none.
 *
 * @param correlationId opaque; one per conversation, copied into replies
 * @param msgId opaque; one per message
 * @param timestamp ISO-8601 text as it was written, possibly empty
 * @param sendTo the NATS subject published to
 * @param msgPurpose free text such as {@code chat}
 * @param senderName the sender's name
 * @param senderId opaque; stable for one running sender
 * @param receiverName the receiver's name
 * @param receiverId the receiver's id
 * @param replyTo a NATS subject for the answer, or empty
 * @param replyToMsgId the message that this one answers, or empty
 * @param brokerUrl the broker's URL without credentials; never to be connected to
 * @param metadata free values; unmodifiable, may hold null values
 * @param payloads in the order of the wire; unmodifiable
 * @param unknownFields fields that the protocol does not know, kept as they came; unmodifiable
 */
public record Envelope(
        String correlationId,
        String msgId,
        String timestamp,
        String sendTo,
        String msgPurpose,
        String senderName,
        String senderId,
        String receiverName,
        String receiverId,
        String replyTo,
        String replyToMsgId,
        String brokerUrl,
        Map<String, Object> metadata,
        List<Payload> payloads,
        Map<String, Object> unknownFields) {

    /** What {@code msg_purpose} is where nobody says. */
    public static final String DEFAULT_PURPOSE = "chat";

    /** What {@code sender_name} is where nobody says. */
    public static final String DEFAULT_SENDER = "NATSBridge";

    /** What {@code broker_url} is where nobody says. */
    public static final String DEFAULT_BROKER_URL = "nats://localhost:4222";

    /** The purpose of an answer that reports an error. */
    public static final String ERROR_PURPOSE = "error";

    public Envelope {
        Objects.requireNonNull(correlationId, "correlationId");
        Objects.requireNonNull(msgId, "msgId");
        metadata = FrozenMaps.copyOf(metadata);
        payloads = List.copyOf(payloads);
        unknownFields = FrozenMaps.copyOf(unknownFields);
    }

    /** The same envelope around other payloads. */
    public Envelope withPayloads(List<Payload> newPayloads) {
        return new Envelope(
                correlationId,
                msgId,
                timestamp,
                sendTo,
                msgPurpose,
                senderName,
                senderId,
                receiverName,
                receiverId,
                replyTo,
                replyToMsgId,
                brokerUrl,
                metadata,
                newPayloads,
                unknownFields);
    }

    @Override
    public String toString() {
        return "Envelope[msgId=" + Names.printable(msgId) + ", correlationId=" + Names.printable(correlationId)
                + ", payloads=" + payloads + "]";
    }
}
