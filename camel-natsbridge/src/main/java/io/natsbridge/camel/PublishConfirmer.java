/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel;

import io.nats.client.Message;
import io.natsbridge.camel.error.Names;
import io.natsbridge.camel.error.NatsBridgeException.PublishException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Consumer;

/**
 * Publishes messages and says when the broker has them. One flush, a round trip, confirms everything that was published before it, so one thread flushes for all that wait: the
 * one that would wait anyway, or one of this class for messages whose threads have gone on. A confirmation holds only when the connection did not break between publish and flush: jnats drops silently what was on its way then. Thread-safe.
 */
final class PublishConfirmer implements AutoCloseable {

    private final NatsBridgeConnection connection;
    private final SharedPing pings;
    private final BlockingQueue<Waiting> waiting = new LinkedBlockingQueue<>();
    private Thread flusher;
    private volatile boolean flushing;
    private boolean closed;

    /** A message that was published, and how things stood then. */
    record Pending(String subject, ConnectionStates.Epoch epoch, long refusals) {}

    /** @param result gets null once the broker has the message, else what went wrong; must not block */
    private record Waiting(Pending pending, Consumer<PublishException> result) {}

    PublishConfirmer(NatsBridgeConnection connection) {
        this.connection = connection;
        this.pings = new SharedPing(connection);
    }

    /**
     * Publishes a message.
     *
     * @param result called once, from another thread: with null when the broker has the message, else with what went wrong; must not block
     * @throws PublishException when the message was not sent; the result is then not called
     */
    void publish(Message message, Consumer<PublishException> result) {
        confirm(send(message), result);
    }

    /**
     * Asks whether the broker has a message.
     *
     * @param result as {@link #publish} has it
     * @throws PublishException when the connection is being closed; the result is then not called
     */
    void confirm(Pending pending, Consumer<PublishException> result) {
        synchronized (this) {
            checkOpen(pending);
            if (flusher == null) {
                flusher = new Thread(this::run, "natsbridge-confirm");
                flusher.setDaemon(true);
                flusher.start();
            }
            waiting.add(new Waiting(pending, result));
        }
    }

    /**
     * Publishes a message and waits in this thread until the broker has it.
     *
     * @throws PublishException when the message was not sent, or is not confirmed
     */
    void publishAndWait(Message message) {
        Pending pending = send(message);
        synchronized (this) {
            checkOpen(pending);
        }
        PublishException failure;
        try {
            failure = outcome(pending, pings.await());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            failure = unknown(pending, "the thread that waited was interrupted");
        }
        if (failure != null) {
            throw failure;
        }
    }

    /** Whether no message waits for its confirmation but those of threads that wait themselves. */
    boolean isIdle() {
        return waiting.isEmpty() && !flushing;
    }

    /**
     * Publishes a message for a confirmation that somebody may ask for.
     *
     * @throws PublishException when the message was not sent
     */
    Pending send(Message message) {
        Pending pending = new Pending(
                message.getSubject(), connection.epoch(), connection.refusals().now());
        publishNow(message);
        return pending;
    }

    private void checkOpen(Pending pending) {
        if (closed) {
            throw new PublishException(
                    "Cannot confirm a message to subject '" + Names.printable(pending.subject())
                            + "': the connection is being closed",
                    true,
                    null);
        }
    }

    /**
     * Publishes a message without waiting for the broker.
     *
     * @throws PublishException when the connection is down or takes no more
     */
    void publishNow(Message message) {
        checkUp(message.getSubject());
        try {
            connection.nats().publish(message);
        } catch (IllegalStateException | IllegalArgumentException e) {
            throw new PublishException(
                    "Cannot publish to subject '" + Names.printable(message.getSubject()) + "': "
                            + Names.printable(e.getMessage()),
                    false,
                    e);
        }
    }

    /**
     * Makes sure that there is a broker to publish to.
     *
     * @throws PublishException when the connection is down
     */
    void checkUp(String subject) {
        if (!connection.isConnected()) {
            throw new PublishException(
                    "Cannot publish to subject '" + Names.printable(subject)
                            + "': the connection to the broker is down; "
                            + (connection.isClosed()
                                    ? "reconnecting was given up, so restart the route, and see reconnect and maxReconnectAttempts"
                                    : "it is being restored, repeat the send later"),
                    false,
                    null);
        }
    }

    private void run() {
        List<Waiting> batch = new ArrayList<>();
        try {
            while (true) {
                flushing = false;
                batch.add(waiting.take());
                flushing = true;
                waiting.drainTo(batch);
                String failure = pings.await();
                if (failure != null) {
                    waiting.drainTo(batch); // else these would wait for a second ping as long as for the first
                }
                batch.forEach(one -> one.result().accept(outcome(one.pending(), failure)));
                batch.clear();
            }
        } catch (InterruptedException e) {
            waiting.drainTo(batch);
            batch.forEach(one -> one.result().accept(unknown(one.pending(), "the connection is being closed")));
        }
    }

    private PublishException outcome(Pending pending, String failure) {
        if (connection.refusals().publishSince(pending.refusals(), pending.subject())) {
            return new PublishException(
                    "The broker refused a message to subject '" + Names.printable(pending.subject())
                            + "': this client has no permission to publish there",
                    false,
                    null);
        }
        if (failure != null) {
            return unknown(pending, failure);
        }
        boolean broke = !connection.epoch().equals(pending.epoch());
        return broke ? unknown(pending, "the connection broke meanwhile") : null;
    }

    private static PublishException unknown(Pending pending, String why) {
        return new PublishException(
                "A message to subject '" + Names.printable(pending.subject()) + "' is not confirmed: " + why
                        + "; the broker may or may not have it, repeat it with the same message id",
                true,
                null);
    }

    @Override
    public void close() {
        Thread thread;
        synchronized (this) {
            closed = true;
            thread = flusher;
        }
        if (thread != null) {
            thread.interrupt();
        }
    }
}
