/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel;

import io.nats.client.Message;
import io.nats.client.impl.Headers;
import io.nats.client.impl.NatsMessage;
import io.natsbridge.camel.bridge.BridgeObserver;
import io.natsbridge.camel.bridge.EnvelopeSender;
import io.natsbridge.camel.bridge.OutgoingMessage;
import io.natsbridge.camel.bridge.SendOptions;
import io.natsbridge.camel.envelope.Envelope;
import io.natsbridge.camel.error.Names;
import java.util.List;
import java.util.Optional;
import org.apache.camel.Exchange;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Answers requests with what a route made of them, or with an error. Thread-safe. */
final class ReplySender {

    private static final Logger LOG = LoggerFactory.getLogger(ReplySender.class);

    private final NatsBridgeConfiguration configuration;
    private final EnvelopeFactory envelopes;
    private final EnvelopeSender sender;
    private final Bridge bridge;
    private final BridgeObserver observer;
    private final SendOptions toOneReader;
    private final SendOptions toAnybody;
    private final List<String> allowedSubjects;

    ReplySender(NatsBridgeConfiguration configuration, Bridge bridge) {
        this.configuration = configuration;
        this.envelopes = bridge.envelopes();
        this.sender = bridge.sender();
        this.bridge = bridge;
        this.observer = bridge.observer();
        this.toAnybody = bridge.sendOptions();
        this.toOneReader = toAnybody.withLife(bridge.life(true));
        this.allowedSubjects = OptionText.list(configuration.getAllowedReplySubjects());
    }

    /** A request and where its answer goes. */
    record Request(Message message, EnvelopeFactory.Reply reply, boolean byInbox) {}

    /**
     * The request that a message is.
     *
     * @param envelope what it says, or null when it could not be read
     * @return empty when the message wants no answer, or wants it where none may go
     */
    Optional<Request> requestOf(Message message, Envelope envelope) {
        String toMsgId = envelope == null ? "" : envelope.msgId();
        String correlationId = envelope == null ? "" : envelope.correlationId();
        String inbox = message.getReplyTo();
        if (inbox != null && !inbox.isEmpty() && !message.isJetStream()) {
            return isAllowed(inbox, List.of())
                    ? Optional.of(new Request(message, new EnvelopeFactory.Reply(inbox, toMsgId, correlationId), true))
                    : Optional.empty();
        }
        String replyTo = envelope == null ? "" : envelope.replyTo();
        if (replyTo.isEmpty()) {
            return Optional.empty();
        }
        if (!isAllowed(replyTo, allowedSubjects)) {
            LOG.warn(
                    "Message {} asks for an answer on subject '{}', which allowedReplySubjects does not allow; it gets none",
                    Names.printable(toMsgId),
                    Names.printable(replyTo));
            return Optional.empty();
        }
        return Optional.of(new Request(message, new EnvelopeFactory.Reply(replyTo, toMsgId, correlationId), false));
    }

    /** Sends what the route made of a request. */
    void send(NatsBridgeConnection connection, Exchange exchange, Request request) {
        ExchangeOptions wishes = new ExchangeOptions(exchange, configuration);
        Envelope envelope = envelopes.toReply(exchange, wishes, request.reply());
        Headers headers = NatsHeaders.toNats(exchange, configuration.getHeaderFilterStrategy());
        publish(connection, request, new Reply(envelope, headers, bridge.sendOptions(options(request), wishes)));
    }

    /** Tells the requester that its request failed. */
    void sendError(NatsBridgeConnection connection, Throwable failure, Request request) {
        boolean mute = configuration.isMuteException();
        Envelope envelope = envelopes.toErrorReply(request.reply(), ErrorReplies.payload(failure, mute));
        publish(connection, request, new Reply(envelope, ErrorReplies.headers(failure, mute), options(request)));
    }

    /** What an answer says, and how it is sent. */
    private record Reply(Envelope envelope, Headers headers, SendOptions options) {}

    private SendOptions options(Request request) {
        return request.byInbox() ? toOneReader : toAnybody;
    }

    private void publish(NatsBridgeConnection connection, Request request, Reply answer) {
        Headers headers = answer.headers();
        OutgoingMessage reply = sender.prepare(answer.envelope(), answer.options(), connection.room(headers))
                .finish();
        long since = observer.clock();
        try {
            connection
                    .confirmer()
                    .publishNow(NatsMessage.builder()
                            .subject(request.reply().subject())
                            .headers(headers)
                            .data(reply.bytes())
                            .build());
        } catch (RuntimeException e) {
            reply.discard();
            throw e;
        }
        observer.published(since);
        observer.sent(reply.envelope());
    }

    private static boolean isAllowed(String subject, List<String> patterns) {
        try {
            Subjects.fromMessage(subject);
        } catch (IllegalArgumentException e) {
            LOG.debug("A reply subject is refused: {}", e.getMessage());
            return false;
        }
        return patterns.isEmpty() || patterns.stream().anyMatch(pattern -> Subjects.matches(pattern, subject));
    }
}
