/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel;

import io.natsbridge.camel.envelope.Envelope;
import io.natsbridge.camel.envelope.Payload;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import org.apache.camel.Exchange;

/** Makes the envelopes that go out: fields by header, else option, else default. Thread-safe. */
final class EnvelopeFactory {

    private static final String KEPT_ID = "CamelNatsBridgeKeptId:";

    private final NatsBridgeConfiguration configuration;
    private final String senderId;
    private final String brokerUrl;
    private final String keptId;
    private final Supplier<String> ids;
    private final Clock clock;

    /** @param senderId the id of this sender where no option sets one */
    EnvelopeFactory(NatsBridgeConfiguration configuration, String senderId, Supplier<String> ids, Clock clock) {
        this.configuration = configuration;
        this.senderId = senderId;
        this.brokerUrl = ConnectionSettings.servers(configuration).get(0);
        this.keptId = KEPT_ID + configuration.getSubject();
        this.ids = ids;
        this.clock = clock;
    }

    /** The id of a message that was not sent, and where it was not sent to: one for another subject is another message. */
    private record KeptId(String subject, String msgId) {}

    /** Where an answer is to go, and which message it would answer. */
    record Reply(String subject, String toMsgId, String correlationId) {}

    /** What a message says of which no header says anything. */
    Envelope usual() {
        return new Envelope(
                "",
                "",
                "",
                configuration.getSubject(),
                configuration.getMsgPurpose(),
                configuration.getSenderName(),
                senderId(),
                orEmpty(configuration.getReceiverName()),
                orEmpty(configuration.getReceiverId()),
                orEmpty(configuration.getReplyTo()),
                orEmpty(configuration.getReplyToMsgId()),
                brokerUrl,
                Map.of(),
                List.of(),
                Map.of());
    }

    /** The envelope of a message that the route sends. */
    Envelope toSend(Exchange exchange, ExchangeOptions options, String replyTo) {
        List<Payload> payloads = ExchangePayloads.from(exchange, options);
        Envelope given = ExchangePayloads.given(exchange);
        String correlationId = firstSet(options.correlationId(), given == null ? null : given.correlationId());
        Map<String, Object> metadata = options.metadata();
        return new Envelope(
                correlationId != null ? correlationId : ids.get(),
                msgId(exchange, options),
                Timestamps.of(clock.millis()),
                options.subject(),
                options.text(
                        NatsBridgeConstants.MSG_PURPOSE,
                        given == null ? configuration.getMsgPurpose() : given.msgPurpose()),
                options.text(NatsBridgeConstants.SENDER_NAME, configuration.getSenderName()),
                options.text(NatsBridgeConstants.SENDER_ID, senderId()),
                text(options, NatsBridgeConstants.RECEIVER_NAME, configuration.getReceiverName()),
                text(options, NatsBridgeConstants.RECEIVER_ID, configuration.getReceiverId()),
                replyTo != null ? replyTo : replyTo(options),
                text(options, NatsBridgeConstants.REPLY_TO_MSG_ID, configuration.getReplyToMsgId()),
                brokerUrl,
                metadata.isEmpty() && given != null ? given.metadata() : metadata,
                payloads,
                given == null ? Map.of() : given.unknownFields());
    }

    /** The envelope of an answer to a request. */
    Envelope toReply(Exchange exchange, ExchangeOptions options, Reply reply) {
        return reply(reply, configuration.getMsgPurpose(), ExchangePayloads.from(exchange, options), options);
    }

    /** The envelope of an answer that reports an error. */
    Envelope toErrorReply(Reply reply, Payload error) {
        return reply(reply, Envelope.ERROR_PURPOSE, List.of(error), null);
    }

    private Envelope reply(Reply reply, String purpose, List<Payload> payloads, ExchangeOptions options) {
        return new Envelope(
                reply.correlationId(),
                ids.get(),
                Timestamps.of(clock.millis()),
                reply.subject(),
                options == null ? purpose : options.text(NatsBridgeConstants.MSG_PURPOSE, purpose),
                configuration.getSenderName(),
                senderId(),
                options == null
                        ? ""
                        : text(options, NatsBridgeConstants.RECEIVER_NAME, configuration.getReceiverName()),
                options == null ? "" : text(options, NatsBridgeConstants.RECEIVER_ID, configuration.getReceiverId()),
                "",
                reply.toMsgId(),
                brokerUrl,
                options == null ? Map.of() : options.metadata(),
                payloads,
                Map.of());
    }

    /** Forgets the id that was kept for a repeated send: the message was sent. */
    void sent(Exchange exchange) {
        exchange.removeProperty(keptId);
    }

    /** Keeps the id of a message that was not sent, so that a send that Camel repeats is known as the same message. */
    void failed(Exchange exchange, Envelope envelope) {
        exchange.setProperty(keptId, new KeptId(envelope.sendTo(), envelope.msgId()));
    }

    private String msgId(Exchange exchange, ExchangeOptions options) {
        String asked = options.text(NatsBridgeConstants.MSG_ID, null);
        if (asked != null && !asked.isEmpty()) {
            return asked;
        }
        if (exchange.getProperty(keptId) instanceof KeptId kept && Objects.equals(kept.subject(), options.subject())) {
            return kept.msgId();
        }
        return ids.get();
    }

    private String senderId() {
        return firstSet(configuration.getSenderId(), senderId);
    }

    private String replyTo(ExchangeOptions options) {
        String subject = text(options, NatsBridgeConstants.REPLY_TO, configuration.getReplyTo());
        return subject.isEmpty() ? subject : Subjects.fromMessage(subject);
    }

    private static String text(ExchangeOptions options, String header, String option) {
        return orEmpty(options.text(header, option));
    }

    private static String orEmpty(String text) {
        return text == null ? "" : text;
    }

    private static String firstSet(String first, String second) {
        return first != null && !first.isEmpty() ? first : second;
    }
}
