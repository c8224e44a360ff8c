/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel;

import io.nats.client.Message;
import io.nats.client.impl.NatsJetStreamMetaData;
import io.natsbridge.camel.bridge.EnvelopeReceiver;
import io.natsbridge.camel.bridge.IncomingMessage;
import io.natsbridge.camel.envelope.Envelope;
import io.natsbridge.camel.error.Names;
import io.natsbridge.camel.error.NatsBridgeException;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ExecutorService;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangePattern;
import org.apache.camel.ExchangePropertyKey;
import org.apache.camel.Processor;
import org.apache.camel.Suspendable;
import org.apache.camel.health.HealthCheck;
import org.apache.camel.health.HealthCheckAware;
import org.apache.camel.health.HealthCheckResultBuilder;
import org.apache.camel.spi.ShutdownStrategy;
import org.apache.camel.support.DefaultConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/**
 * Receives messages: bytes to an envelope ({@link EnvelopeReceiver}), one exchange for each. The connection's thread only queues; as many threads as {@code
 * concurrentConsumers} says fetch, decode and run the route. Stopping takes no more messages in and finishes those that have arrived.
 */
public class NatsBridgeConsumer extends DefaultConsumer implements Suspendable, HealthCheckAware {

    private static final Logger LOG = LoggerFactory.getLogger(NatsBridgeConsumer.class);

    private static final long MAX_BYTES_IN_FLIGHT = 64L << 20;

    private final NatsBridgeEndpoint endpoint;
    private final NatsBridgeConfiguration configuration;
    private final EnvelopeReceiver receiver;
    private final ReplySender replies;
    private HealthCheck health;
    private long breaksBefore;
    private volatile NatsBridgeConnection connection;
    private volatile MessageSource source;
    private InboundQueue queue;
    private ExecutorService workers;

    NatsBridgeConsumer(NatsBridgeEndpoint endpoint, Processor processor, Bridge bridge) {
        super(endpoint, processor);
        this.endpoint = endpoint;
        this.configuration = endpoint.getConfiguration();
        this.receiver = bridge.receiver();
        this.replies = new ReplySender(configuration, bridge);
        this.health = endpoint.getComponent().isHealthCheckConsumerEnabled() ? new ConsumerHealth(this) : null;
    }

    @Override
    protected void doStart() throws Exception {
        super.doStart();
        connection = endpoint.getComponent().connections().acquire(configuration, endpoint.getCamelContext());
        breaksBefore = connection.interruptions();
        try {
            subscribe();
        } catch (Exception e) {
            release();
            throw e;
        }
    }

    @Override
    protected void doStop() throws Exception {
        drain();
        release();
        super.doStop();
    }

    private void release() {
        if (connection != null) {
            endpoint.getComponent().connections().release(connection);
            connection = null;
        }
    }

    @Override
    protected void doSuspend() throws Exception {
        drain();
    }

    @Override
    protected void doResume() throws Exception {
        subscribe();
    }

    /** How many messages were dropped because the route was too slow. */
    public long getDroppedMessages() {
        return queue == null ? 0 : queue.dropped();
    }

    /**
     * How often the connection broke since this consumer began to listen. On core NATS what the broker had for it then is lost, and nobody knows how much that was; the broker
     * itself breaks the connection of a client that reads too slowly. A stream keeps it.
     */
    public long getConnectionBreaks() {
        NatsBridgeConnection broker = connection;
        return broker == null ? 0 : broker.interruptions() - breaksBefore;
    }

    @Override
    public NatsBridgeEndpoint getEndpoint() {
        return endpoint;
    }

    @Override
    public HealthCheck getHealthCheck() {
        return health;
    }

    @Override
    public void setHealthCheck(HealthCheck healthCheck) {
        this.health = healthCheck;
    }

    /** Tells whether messages come. */
    void tell(HealthCheckResultBuilder result) {
        NatsBridgeConnection broker = connection;
        if (broker == null) {
            result.down().message("The consumer is stopped");
            return;
        }
        MessageSource current = source;
        String trouble = current == null ? null : current.trouble();
        if (trouble != null) {
            result.down().message("No messages come: " + trouble);
        }
        broker.tell(result);
    }

    /** Returns only when the broker has the subscription: what is published from here on arrives. */
    private void subscribe() throws InterruptedException {
        InboundQueue inbound = configuration.isJetstreamEnabled()
                ? new InboundQueue(Integer.MAX_VALUE, Long.MAX_VALUE)
                : new InboundQueue(configuration.getMaxInFlight(), MAX_BYTES_IN_FLIGHT);
        queue = inbound;
        int threads = configuration.getConcurrentConsumers();
        workers = getEndpoint()
                .getCamelContext()
                .getExecutorServiceManager()
                .newFixedThreadPool(this, "natsbridge-" + configuration.getSubject(), threads);
        for (int i = 0; i < threads; i++) {
            workers.execute(() -> work(inbound));
        }
        MessageSource opening = configuration.isJetstreamEnabled()
                ? new JetStreamSource(endpoint, connection)
                : new CoreSource(connection, configuration);
        try {
            opening.open(inbound);
        } catch (RuntimeException | InterruptedException e) {
            queue.close(0);
            workers.shutdownNow();
            throw e;
        }
        source = opening;
    }

    /** Takes nothing more and finishes what has arrived. */
    private void drain() throws InterruptedException {
        if (source == null) {
            return;
        }
        MessageSource closing = source;
        source = null;
        long taken = 0;
        try {
            taken = closing.stop();
        } finally {
            queue.close(taken);
            ShutdownStrategy shutdown = endpoint.getCamelContext().getShutdownStrategy();
            endpoint.getCamelContext()
                    .getExecutorServiceManager()
                    .shutdownGraceful(workers, shutdown.getTimeUnit().toMillis(shutdown.getTimeout()));
            closing.settle();
        }
    }

    private void work(InboundQueue inbound) {
        boolean alone = configuration.getConcurrentConsumers() == 1 && !configuration.isJetstreamEnabled();
        Queue<Inbound> taken = new ArrayDeque<>();
        try {
            for (Inbound message = inbound.take(); message != null; message = inbound.take()) {
                processSafely(message);
                if (alone) {
                    inbound.takeWaiting(taken);
                }
                while (!taken.isEmpty() && !Thread.currentThread().isInterrupted()) {
                    processSafely(taken.poll());
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Whatever goes wrong with one message, the worker lives on for the next. */
    private void processSafely(Inbound message) {
        try {
            process(message);
        } catch (RuntimeException | Error e) {
            tell("Cannot process a message", null, e);
        }
    }

    /** Tells the exception handler, which may be the user's own: if that fails too, the log is told of both. */
    private void tell(String what, Exchange exchange, Throwable failure) {
        try {
            getExceptionHandler().handleException(what, exchange, failure);
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
        Exchange exchange = createExchange(false);
        NatsHeaders.toExchange(message, exchange, endpoint.getHeaderFilterStrategy());
        if (inbound.settlement() instanceof NatsBridgeManualAck ack) {
            ExchangePayloads.decides(exchange, ack);
        }
        Envelope envelope = null;
        IncomingMessage incoming = null;
        Optional<ReplySender.Request> request = Optional.empty();
        try {
            createUoW(exchange);
            envelope = receiver.readEnvelope(message.getData());
            MDC.put("correlationId", Names.printable(envelope.correlationId()));
            request = requestOf(message, envelope);
            incoming = receiver.receive(envelope);
            if (incoming.holdsResources()) {
                exchange.getExchangeExtension().addOnCompletion(new CloseOnCompletion(incoming));
            }
            ExchangePayloads.begin(exchange, incoming.envelope(), configuration.getBodyMode(), message.getSubject());
            if (message.isJetStream()) {
                NatsJetStreamMetaData origin = message.metaData();
                ExchangePayloads.delivered(exchange, origin.deliveredCount(), origin.streamSequence());
            }
            exchange.setPattern(pattern(request.isPresent()));
            getProcessor().process(exchange);
        } catch (Exception | Error e) {
            exchange.setException(e);
            if (incoming == null) {
                request = request.isPresent() ? request : requestOf(message, envelope);
                unread(exchange, message, request.isPresent());
            }
        }
        try {
            finish(exchange, incoming, request, inbound.settlement());
        } finally {
            doneUoW(exchange);
            releaseExchange(exchange, false);
            MDC.remove("correlationId");
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
            getProcessor().process(exchange);
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
                replies.sendError(connection, failure, request.get());
            } else if (request.isPresent()) {
                reply(exchange, request.get());
            }
        } catch (RuntimeException | Error e) {
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
            replies.send(connection, exchange, request);
        } catch (RuntimeException e) {
            replies.sendError(connection, e, request);
            throw e;
        }
    }
}
