/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel;

import io.natsbridge.camel.bridge.PayloadMetadata;
import io.natsbridge.camel.envelope.Envelope;
import io.natsbridge.camel.envelope.Payload;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Stream;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.util.CaseInsensitiveMap;

/**
 * What a received message puts into an exchange's headers. A header that still holds that is no wish of the route for the next message. Immutable.
 */
final class Received {

    private static final String PROPERTY = "CamelNatsBridgeReceived";

    /** A header and where its value comes from: the envelope and the subject, either of them possibly without a value for it. */
    private record Source(String name, boolean ofPayload, BiFunction<Envelope, String, Object> value) {

        static Source envelope(String name, Function<Envelope, Object> value) {
            return new Source(name, false, (envelope, subject) -> value.apply(envelope));
        }

        /** A header that tells of the one payload of a message; a message with several has none of them. */
        static Source payload(String name, Function<Payload, Object> value) {
            return new Source(name, true, (envelope, subject) -> {
                List<Payload> payloads = envelope.payloads();
                return payloads.size() == 1 ? value.apply(payloads.get(0)) : null;
            });
        }
    }

    /** The headers that nearly every message has, in the order of Camel's map of headers. */
    private static final List<Source> USUAL = Stream.of(
                    Source.envelope(NatsBridgeConstants.CORRELATION_ID, Envelope::correlationId),
                    Source.envelope(NatsBridgeConstants.MSG_ID, Envelope::msgId),
                    Source.envelope(NatsBridgeConstants.TIMESTAMP, Envelope::timestamp),
                    Source.envelope(NatsBridgeConstants.SEND_TO, Envelope::sendTo),
                    Source.envelope(NatsBridgeConstants.MSG_PURPOSE, Envelope::msgPurpose),
                    Source.envelope(NatsBridgeConstants.SENDER_NAME, Envelope::senderName),
                    Source.envelope(NatsBridgeConstants.SENDER_ID, Envelope::senderId),
                    Source.envelope(NatsBridgeConstants.RECEIVER_NAME, Envelope::receiverName),
                    Source.envelope(NatsBridgeConstants.RECEIVER_ID, Envelope::receiverId),
                    Source.envelope(NatsBridgeConstants.REPLY_TO, Envelope::replyTo),
                    Source.envelope(NatsBridgeConstants.REPLY_TO_MSG_ID, Envelope::replyToMsgId),
                    Source.envelope(NatsBridgeConstants.BROKER_URL, Envelope::brokerUrl),
                    Source.envelope(NatsBridgeConstants.METADATA, Envelope::metadata),
                    new Source(NatsBridgeConstants.SUBJECT, false, (envelope, subject) -> subject),
                    Source.payload(NatsBridgeConstants.DATANAME, Payload::dataname),
                    Source.payload(NatsBridgeConstants.PAYLOAD_TYPE, payload -> payload.type()
                            .wireName()),
                    Source.payload(NatsBridgeConstants.PAYLOAD_SIZE, Payload::size),
                    Source.payload(NatsBridgeConstants.TRANSPORT, payload -> payload.transport()
                            .wireName()),
                    Source.payload(
                            NatsBridgeConstants.SHA256,
                            payload -> Objects.requireNonNullElse(PayloadMetadata.sha256(payload), "")))
            .sorted(Comparator.comparing(Source::name, String.CASE_INSENSITIVE_ORDER))
            .toList();

    private static final Source[] SOURCES = Stream.concat(
                    USUAL.stream(),
                    Stream.of(Source.payload(NatsBridgeConstants.CONTENT_TYPE, PayloadMetadata::contentType)))
            .toArray(Source[]::new);

    /** A map that is copied in one walk, without a comparison of names. */
    private static final CaseInsensitiveMap FORM = new CaseInsensitiveMap();

    static {
        USUAL.forEach(source -> FORM.put(source.name, ""));
    }

    private static final Received NOTHING = new Received(new Object[SOURCES.length]);

    private final Object[] values;

    private Received(Object[] values) {
        this.values = values;
    }

    /** @param subject where the message came on, or null */
    static Received of(Envelope envelope, String subject) {
        Object[] values = new Object[SOURCES.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = SOURCES[i].value.apply(envelope, subject);
        }
        return new Received(values);
    }

    static Received in(Exchange exchange) {
        Received received = exchange.getProperty(PROPERTY, Received.class);
        return received != null ? received : NOTHING;
    }

    /** Sets the headers, in place of those that an earlier message has set. */
    void storeIn(Exchange exchange) {
        exchange.setProperty(PROPERTY, this);
        Message message = exchange.getMessage();
        if (message.hasHeaders() || !areUsual()) {
            setEach(message);
        } else {
            message.setHeaders(usual());
        }
    }

    /** Sets the headers of an exchange that begins with this message; they are made when somebody first looks at them. */
    void beginWith(Exchange exchange) {
        Message begun = exchange.getExchangeExtension().getInOrNull(Message.class);
        if (areUsual() && (begun == null || !begun.hasHeaders())) {
            exchange.setProperty(PROPERTY, this);
            exchange.setIn(new ReceivedMessage(exchange, this));
        } else {
            storeIn(exchange);
        }
    }

    private boolean areUsual() {
        for (int i = 0; i < USUAL.size(); i++) {
            if (values[i] == null) {
                return false;
            }
        }
        return values[USUAL.size()] == null;
    }

    /** The headers of a message that has the usual ones. */
    Map<String, Object> usual() {
        Map<String, Object> headers = new CaseInsensitiveMap(FORM);
        int i = 0;
        for (Map.Entry<String, Object> header : headers.entrySet()) {
            header.setValue(values[i++]);
        }
        return headers;
    }

    private void setEach(Message message) {
        for (int i = 0; i < values.length; i++) {
            if (values[i] != null) {
                message.setHeader(SOURCES[i].name, values[i]);
            } else if (SOURCES[i].ofPayload) {
                message.removeHeader(SOURCES[i].name);
            }
        }
    }

    /** Whether a header's value is the one that was received. */
    boolean holds(String header, Object value) {
        for (int i = 0; i < SOURCES.length; i++) {
            if (SOURCES[i].name.equals(header)) {
                return values[i] != null && values[i].equals(value);
            }
        }
        return false;
    }
}
