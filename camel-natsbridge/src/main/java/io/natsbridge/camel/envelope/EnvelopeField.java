/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.envelope;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** The text fields of an envelope, in the order of the wire, each with what stands for it when a sender leaves it out. */
enum EnvelopeField {
    CORRELATION_ID("correlation_id", "", Envelope::correlationId),
    MSG_ID("msg_id", "", Envelope::msgId),
    TIMESTAMP("timestamp", "", Envelope::timestamp),
    SEND_TO("send_to", "", Envelope::sendTo),
    MSG_PURPOSE("msg_purpose", Envelope.DEFAULT_PURPOSE, Envelope::msgPurpose),
    SENDER_NAME("sender_name", Envelope.DEFAULT_SENDER, Envelope::senderName),
    SENDER_ID("sender_id", "", Envelope::senderId),
    RECEIVER_NAME("receiver_name", "", Envelope::receiverName),
    RECEIVER_ID("receiver_id", "", Envelope::receiverId),
    REPLY_TO("reply_to", "", Envelope::replyTo),
    REPLY_TO_MSG_ID("reply_to_msg_id", "", Envelope::replyToMsgId),
    BROKER_URL("broker_url", Envelope.DEFAULT_BROKER_URL, Envelope::brokerUrl);

    private static final Map<String, EnvelopeField> BY_WIRE_NAME =
            Arrays.stream(values()).collect(Collectors.toUnmodifiableMap(f -> f.wireName, Function.identity()));

    private static final EnvelopeField[] IN_ORDER = values();

    private final String wireName;
    private final byte[] label;
    private final String absent;
    private final Function<Envelope, String> getter;

    EnvelopeField(String wireName, String absent, Function<Envelope, String> getter) {
        this.wireName = wireName;
        this.label = ("\"" + wireName + "\":").getBytes(StandardCharsets.US_ASCII);
        this.absent = absent;
        this.getter = getter;
    }

    String wireName() {
        return wireName;
    }

    /** The name as JSON, with the colon behind it; not to be changed. */
    byte[] label() {
        return label;
    }

    /** Whether the envelopes of one sender mostly have the same value. */
    boolean isUsual() {
        return compareTo(SEND_TO) >= 0;
    }

    /** All fields in the order of the wire; not to be changed. */
    static EnvelopeField[] inOrder() {
        return IN_ORDER;
    }

    String of(Envelope envelope) {
        return getter.apply(envelope);
    }

    /** Whether the protocol has a field of that name, text or other. */
    static boolean isKnown(String wireName) {
        return BY_WIRE_NAME.containsKey(wireName) || wireName.equals("metadata") || wireName.equals("payloads");
    }

    /** The field of that name, or null. */
    static EnvelopeField forWireName(String wireName) {
        return BY_WIRE_NAME.get(wireName);
    }

    /**
     * Makes an envelope of what was read.
     *
     * @param texts by ordinal; null where a field is missing
     * @param unknown fields that are none of the protocol's
     * @param ids makes the correlation id where there is none
     */
    static Envelope envelope(
            String[] texts,
            Map<String, Object> metadata,
            List<Payload> payloads,
            Map<String, Object> unknown,
            Supplier<String> ids) {
        String correlationId = texts[CORRELATION_ID.ordinal()];
        return new Envelope(
                correlationId == null || correlationId.isEmpty() ? ids.get() : correlationId,
                MSG_ID.in(texts),
                TIMESTAMP.in(texts),
                SEND_TO.in(texts),
                MSG_PURPOSE.in(texts),
                SENDER_NAME.in(texts),
                SENDER_ID.in(texts),
                RECEIVER_NAME.in(texts),
                RECEIVER_ID.in(texts),
                REPLY_TO.in(texts),
                REPLY_TO_MSG_ID.in(texts),
                BROKER_URL.in(texts),
                metadata,
                payloads,
                unknown);
    }

    private String in(String[] texts) {
        String text = texts[ordinal()];
        return text == null ? absent : text;
    }
}
