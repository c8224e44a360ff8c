/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel;

import io.nats.client.Connection;
import io.nats.client.Consumer;
import io.nats.client.Dispatcher;
import io.nats.client.ErrorListener;
import io.nats.client.Message;
import io.nats.client.impl.Headers;
import io.natsbridge.camel.error.Names;
import io.natsbridge.camel.error.NatsBridgeException.ConnectionException;
import io.natsbridge.camel.error.NatsBridgeException.PayloadTooLargeException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;
import org.apache.camel.CamelContext;
import org.apache.camel.health.HealthCheckResultBuilder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A connection to NATS as endpoints share it: with the one inbox on which replies arrive, the one thread that confirms what was published, and the count of breaks that tells
 * whether a confirmation can be believed. Thread-safe.
 */
final class NatsBridgeConnection implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(NatsBridgeConnection.class);
    private static final Duration FLUSH = Duration.ofSeconds(2);
    private static final Duration DRAIN = Duration.ofSeconds(5);
    private static final Duration DRAIN_WHILE_DOWN = Duration.ofMillis(100);

    private final Connection connection;
    private final boolean owned;
    private final ConnectionStates states;
    private final AtomicInteger users = new AtomicInteger();
    private final Refusals refusals = new Refusals();
    private final ReentrantLock pinging = new ReentrantLock();
    private final PublishConfirmer confirmer;
    private final ReplyInbox inbox;

    private NatsBridgeConnection(Connection given, ConnectionStates.Listener listener) {
        this.states = new ConnectionStates(listener);
        this.connection = given;
        this.owned = false;
        this.connection.addConnectionListener(states);
        this.states.wanted(true);
        this.confirmer = new PublishConfirmer(this);
        this.inbox = new ReplyInbox(connection, refusals);
    }

    private NatsBridgeConnection(
            ConnectionSettings settings, CamelContext context, ConnectionStates.Listener listener) {
        this.states = new ConnectionStates(listener);
        this.connection = ConnectionOptions.connect(settings, context, states, new Errors());
        this.owned = true;
        this.states.wanted(true);
        this.confirmer = new PublishConfirmer(this);
        this.inbox = new ReplyInbox(connection, refusals);
    }

    /** Opens a connection. */
    static NatsBridgeConnection open(
            ConnectionSettings settings, CamelContext context, ConnectionStates.Listener listener) {
        return new NatsBridgeConnection(settings, context, listener);
    }

    /** Uses a connection that somebody else opened and will close. */
    static NatsBridgeConnection over(Connection given, ConnectionStates.Listener listener) {
        return new NatsBridgeConnection(given, listener);
    }

    Connection nats() {
        return connection;
    }

    PublishConfirmer confirmer() {
        return confirmer;
    }

    ReplyInbox inbox() {
        return inbox;
    }

    Refusals refusals() {
        return refusals;
    }

    /** The time between two breaks that the connection is in. */
    ConnectionStates.Epoch epoch() {
        return states.epoch(connection);
    }

    /** How often the connection was up and broke. */
    long interruptions() {
        return states.interruptions();
    }

    boolean isConnected() {
        return states.isUp(connection);
    }

    /** Whether the connection is down and will not come back. */
    boolean isClosed() {
        return connection.getStatus() == Connection.Status.CLOSED;
    }

    /** Tells a health check whether the connection is up, and what the broker said last, which may be why it is not. */
    void tell(HealthCheckResultBuilder result) {
        result.detail("connection", connection.getStatus().toString());
        String last = connection.getLastError();
        if (last != null && !last.isEmpty()) {
            result.detail("connection.last.error", Names.printable(last));
        }
        if (!isConnected()) {
            result.down()
                    .message(
                            isClosed()
                                    ? "The connection to the broker was given up; restart the route"
                                    : "The connection to the broker is down; it is being restored");
        }
    }

    /**
     * Bytes that the body of a message may have beside its headers.
     *
     * @param headers null for none
     * @throws PayloadTooLargeException when the headers alone are too large
     */
    long room(Headers headers) {
        long limit = connection.getMaxPayload();
        long used = headers == null ? 0 : headers.serializedLength();
        if (used >= limit) {
            throw new PayloadTooLargeException(
                    "The message's headers", used, limit, "send fewer, or raise the broker's max_payload");
        }
        return limit - used;
    }

    NatsBridgeConnection acquire() {
        users.incrementAndGet();
        return this;
    }

    /** How many consumers and producers share the connection. */
    int users() {
        return users.get();
    }

    /** Whether that was the last user. */
    boolean release() {
        return users.decrementAndGet() == 0;
    }

    /**
     * Waits until the broker has everything that was sent so far, subscriptions too.
     *
     * @throws ConnectionException when it does not answer
     */
    void flush() throws InterruptedException {
        String failure = ping();
        if (failure != null) {
            throw new ConnectionException(
                    "The broker has not taken what was sent: " + failure + "; check that it runs", null);
        }
    }

    /**
     * Waits until the broker has answered a ping that follows everything sent so far. One at a time, because jnats gives a connection up with more than {@code maxPingsOut} pings
     * under way; its flush then returns as if all were well, and so it does on a connection that just broke.
     *
     * @return null when the broker has answered, else what went wrong
     */
    String ping() throws InterruptedException {
        return ping(() -> {});
    }

    /**
     * The same.
     *
     * @param turn is run when the pings before this one are answered and it is to be sent
     */
    String ping(Runnable turn) throws InterruptedException {
        pinging.lockInterruptibly();
        try {
            turn.run();
            long flushes = connection.getStatistics().getFlushCounter();
            if (!isConnected()) {
                return "the connection is " + connection.getStatus();
            }
            connection.flush(FLUSH);
            boolean answered = isConnected() && connection.getStatistics().getFlushCounter() != flushes;
            return answered ? null : "the connection broke meanwhile";
        } catch (TimeoutException e) {
            return "the broker did not answer within " + FLUSH.toMillis() + " ms";
        } catch (IllegalStateException e) {
            return "the connection is closed";
        } finally {
            if (!owned) {
                refusals.look(connection);
            }
            pinging.unlock();
        }
    }

    /** Ends the subscriptions of a dispatcher once it has handed over everything that had arrived. */
    void drain(Dispatcher dispatcher) throws InterruptedException {
        if (isClosed()) {
            return;
        }
        try {
            drainAlone(dispatcher).get(2 * DRAIN.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException | IllegalStateException e) {
            LOG.warn("A subscription did not end in time: {}", e.toString());
        }
    }

    /** The pings that draining sends count like any others. */
    private CompletableFuture<Boolean> drainAlone(Dispatcher dispatcher) throws InterruptedException {
        pinging.lockInterruptibly();
        try {
            return dispatcher.drain(isConnected() ? DRAIN : DRAIN_WHILE_DOWN);
        } finally {
            pinging.unlock();
        }
    }

    @Override
    public void close() {
        confirmer.close();
        inbox.close();
        if (!owned) {
            connection.removeConnectionListener(states);
            return;
        }
        try {
            String failure = isConnected() ? ping() : null;
            if (failure != null) {
                LOG.warn("The broker may not have the last messages before the end of the connection: {}", failure);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            closeNow();
        }
    }

    private void closeNow() {
        states.wanted(false);
        try {
            connection.close();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private final class Errors implements ErrorListener {
        @Override
        public void errorOccurred(Connection source, String error) {
            LOG.warn("The NATS server reports: {}", Names.printable(error));
            refusals.add(error);
        }

        @Override
        public void exceptionOccurred(Connection source, Exception e) {
            LOG.debug("The connection to NATS reports an exception", e);
        }

        @Override
        public void slowConsumerDetected(Connection source, Consumer consumer) {
            LOG.warn("NATS client dropped messages: {} in all", consumer.getDroppedCount());
        }

        @Override
        public void messageDiscarded(Connection source, Message message) {
            LOG.warn("The NATS client discarded a message to {}", Names.printable(message.getSubject()));
        }
    }
}
