/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel;

import io.nats.client.Connection;
import io.nats.client.ConnectionListener;
import io.nats.client.Consumer;
import io.nats.client.ErrorListener;
import io.nats.client.Message;
import io.nats.client.Nats;
import io.natsbridge.camel.error.Names;
import io.natsbridge.camel.error.NatsBridgeException.ConnectionException;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.camel.CamelContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A connection to NATS as endpoints share it: with the one inbox on which replies arrive, the one thread that confirms what was published, and the count of breaks that tells
 * whether a confirmation can be believed. Thread-safe.
 */
final class NatsBridgeConnection implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(NatsBridgeConnection.class);
    private static final Duration FLUSH = Duration.ofSeconds(2);

    private final Connection connection;
    private final boolean owned;
    private final AtomicLong breaks = new AtomicLong();
    private final AtomicInteger users = new AtomicInteger();
    private final Refusals refusals = new Refusals();
    private final PublishConfirmer confirmer;
    private final ReplyInbox inbox;

    private NatsBridgeConnection(Connection given) {
        this.connection = given;
        this.owned = false;
        this.connection.addConnectionListener(new States());
        this.confirmer = new PublishConfirmer(this, FLUSH);
        this.inbox = new ReplyInbox(connection);
    }

    private NatsBridgeConnection(ConnectionSettings settings, CamelContext context) {
        this.connection = connect(settings, context);
        this.owned = true;
        this.confirmer = new PublishConfirmer(this, FLUSH);
        this.inbox = new ReplyInbox(connection);
    }

    /** Opens a connection. */
    static NatsBridgeConnection open(ConnectionSettings settings, CamelContext context) {
        return new NatsBridgeConnection(settings, context);
    }

    /** Uses a connection that somebody else opened and will close. */
    static NatsBridgeConnection over(Connection given) {
        return new NatsBridgeConnection(given);
    }

    private Connection connect(ConnectionSettings settings, CamelContext context) {
        try {
            return Nats.connect(ConnectionOptions.of(settings, context, new States(), new Errors()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ConnectionException("Interrupted while connecting to " + settings.servers(), e);
        } catch (IOException | IllegalArgumentException | IllegalStateException e) {
            throw new ConnectionException(
                    "Cannot connect to the broker at " + settings.servers() + ": " + Names.printable(e.getMessage())
                            + "; check that it runs, the option servers, and the credentials",
                    e);
        }
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

    /** How often the connection has broken or come back; what was published before a change may be lost. */
    long breaks() {
        return breaks.get() + connection.getStatistics().getReconnects();
    }

    boolean isConnected() {
        return connection.getStatus() == Connection.Status.CONNECTED;
    }

    /** Bytes that a message may have, headers and body. */
    long maxPayload() {
        return connection.getMaxPayload();
    }

    NatsBridgeConnection acquire() {
        users.incrementAndGet();
        return this;
    }

    /** Whether that was the last user. */
    boolean release() {
        return users.decrementAndGet() == 0;
    }

    /** Waits until the broker has everything that was sent so far, subscriptions too. */
    void flush() throws InterruptedException {
        try {
            connection.flush(FLUSH);
        } catch (TimeoutException e) {
            throw new ConnectionException(
                    "The broker at " + connection.getConnectedUrl() + " did not answer within " + FLUSH.toMillis()
                            + " ms; check that it runs",
                    e);
        }
    }

    @Override
    public void close() {
        confirmer.close();
        inbox.close();
        if (!owned) {
            return;
        }
        try {
            if (isConnected()) {
                connection.flush(FLUSH);
            }
            connection.close();
        } catch (TimeoutException e) {
            LOG.warn(
                    "The broker did not take the last messages within {} ms of closing the connection",
                    FLUSH.toMillis());
            closeNow();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            closeNow();
        }
    }

    private void closeNow() {
        try {
            connection.close();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private final class States implements ConnectionListener {
        @Override
        public void connectionEvent(Connection source, Events type) {
            switch (type) {
                case DISCONNECTED, RECONNECTED -> {
                    breaks.incrementAndGet();
                    LOG.info("Connection to NATS: {}", type);
                }
                case CLOSED -> breaks.incrementAndGet();
                default -> LOG.debug("Connection to NATS: {}", type);
            }
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
