/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel;

import io.nats.client.Message;
import io.nats.client.impl.NatsJetStreamMetaData;
import io.natsbridge.camel.bridge.BridgeObserver;
import io.natsbridge.camel.bridge.BridgeObserver.Direction;
import io.natsbridge.camel.bridge.EnvelopeReceiver;
import io.natsbridge.camel.bridge.IncomingMessage;
import io.natsbridge.camel.envelope.Envelope;
import io.natsbridge.camel.error.NatsBridgeException;
import java.util.Optional;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangePattern;
import org.apache.camel.ExchangePropertyKey;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a consumer does with one message: bytes to an envelope ({@link EnvelopeReceiver}), envelope to an exchange, exchange through the route, its answer to the broker, and the
 * message is settled. Thread-safe.
 */
final class InboundProcessing {

    private static final Logger LOG = LoggerFactory.getLogger(InboundProcessing.class);

    private final NatsBridgeConsumer consumer;
    private final NatsBridgeEndpoint endpoint;
    private final NatsBridgeConfiguration configuration;
    private final EnvelopeReceiver receiver;
    private final ReplySender replies;
    private final Bridge bridge;
    private final BridgeObserver observer;

    InboundProcessing(NatsBridgeConsumer consumer, Bridge bridge) {
        this.consumer = consumer;
        this.endpoint = consumer.getEndpoint();
        this.configuration = endpoint.getConfiguration();
        this.receiver = bridge.receiver();
        this.replies = new ReplySender(configuration, bridge);
        this.bridge = bridge;
        this.observer = bridge.observer();
    }

    /** Whatever goes wrong with one message, the worker lives on for the next. */
    void processSafely(Inbound message) {
        try {
            process(message);
        } catch (RuntimeException | Error e) {
            tell("Cannot process a message", null, e);
        }
    }

    /** Tells the exception handler, which may be the user's own: if that fails too, the log is told of both. */
    private void tell(String what, Exchange exchange, Throwable failure) {
        try {
            consumer.getExceptionHandler().handleException(what, exchange, failure);
        } catch (RuntimeException | Error e) {
            e.addSuppressed(failure);
            LOG.error(
                    "{}, and the exception handler of subject '{}' failed with it",
                    what,
                    configuration.getSubject(),
                    e);
        }
    }

    private void process(Inbound inbound) {
        Message message = inbound.message();
        Exchange exchange = consumer.createExchange(false);
        NatsHeaders.toExchange(message, exchange, endpoint.getHeaderFilterStrategy());
        if (inbound.settlement() instanceof NatsBridgeManualAck ack) {
            ExchangePayloads.decides(exchange, ack);
        }
        Envelope envelope = null;
        IncomingMessage incoming = null;
        Optional<ReplySender.Request> request = Optional.empty();
        try {
            consumer.createUoW(exchange);
            envelope = receiver.readEnvelope(message.getData());
            LogContext.begin(envelope.correlationId());
            request = requestOf(message, envelope);
            incoming = receiver.receive(envelope, bridge.traces(exchange, envelope));
            observer.received(incoming.envelope());
            if (incoming.holdsResources()) {
                exchange.getExchangeExtension().addOnCompletion(new CloseOnCompletion(incoming));
            }
            ExchangePayloads.begin(exchange, incoming.envelope(), configuration.getBodyMode(), message.getSubject());
            if (message.isJetStream()) {
                NatsJetStreamMetaData origin = message.metaData();
                if (origin.deliveredCount() > 1) {
                    observer.redelivered();
                }
                ExchangePayloads.delivered(exchange, origin.deliveredCount(), origin.streamSequence());
            }
            exchange.setPattern(pattern(request.isPresent()));
            consumer.getProcessor().process(exchange);
        } catch (Exception | Error e) {
            exchange.setException(e);
            if (incoming == null) {
                observer.refused(Direction.RECEIVED, e);
                request = request.isPresent() ? request : requestOf(message, envelope);
                unread(exchange, message, request.isPresent());
            }
        }
        try {
            finish(exchange, incoming, request, inbound.settlement());
        } finally {
            consumer.doneUoW(exchange);
            consumer.releaseExchange(exchange, false);
            LogContext.end();
        }
    }

    private static ExchangePattern pattern(boolean request) {
        return request ? ExchangePattern.InOut : ExchangePattern.InOnly;
    }

    /** Hands a message that is none for the route to the route's error handler, if the endpoint says so: that sees the bytes as they came. */
    private void unread(Exchange exchange, Message message, boolean request) {
        Exception failure = exchange.getException();
        ExchangePayloads.unread(exchange, message.getData(), message.getSubject());
        exchange.setPattern(pattern(request));
        if (!endpoint.isBridgeErrorHandler()) {
            return;
        }
        exchange.setProperty(ExchangePropertyKey.EXCEPTION_CAUGHT, failure);
        exchange.setProperty(ExchangePropertyKey.ERRORHANDLER_BRIDGE, true);
        exchange.getExchangeExtension().setRedeliveryExhausted(true);
        try {
            consumer.getProcessor().process(exchange);
        } catch (Exception | Error e) {
            exchange.setException(e);
        }
    }

    private Optional<ReplySender.Request> requestOf(Message message, Envelope envelope) {
        return endpoint.isInOnly() ? Optional.empty() : replies.requestOf(message, envelope);
    }

    private void finish(
            Exchange exchange, IncomingMessage incoming, Optional<ReplySender.Request> request, Settlement settlement) {
        Exception failure = exchange.getException();
        if (failure != null && !endpoint.isBridgeErrorHandler()) {
            tell("Cannot process a message", exchange, failure);
        }
        try {
            if (request.isPresent() && failure != null) {
                replies.sendError(consumer.connection(), failure, request.get());
            } else if (request.isPresent()) {
                reply(exchange, request.get());
            }
        } catch (RuntimeException | Error e) {
            observer.refused(Direction.SENT, e);
            tell("Cannot answer a request", exchange, e);
        }
        settle(settlement, incoming, failure);
    }

    private void settle(Settlement settlement, IncomingMessage incoming, Exception failure) {
        if (failure == null) {
            boolean deletes = incoming != null && configuration.isDeleteAfterAck() && incoming.hasLinks();
            settlement.done(deletes ? incoming::deleteFiles : Settlement.NOTHING);
        } else if (incoming == null && failure instanceof NatsBridgeException e && !e.isTransient()) {
            settlement.refused(failure);
        } else {
            settlement.failed(failure);
        }
    }

    private void reply(Exchange exchange, ReplySender.Request request) {
        try {
            replies.send(consumer.connection(), exchange, request);
        } catch (RuntimeException e) {
            replies.sendError(consumer.connection(), e, request);
            throw e;
        }
    }
}
