/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel;

import io.nats.client.Message;
import io.natsbridge.camel.error.Names;
import io.natsbridge.camel.error.NatsBridgeException.PublishException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

/**
 * Publishes messages and says when the broker has them. One flush, a round trip, confirms everything that was published before it, so a single thread flushes for all that
 * wait. A confirmation holds only when the connection did not break between publish and flush: jnats drops silently what was on its way then. Thread-safe.
 */
final class PublishConfirmer implements AutoCloseable {

    private final NatsBridgeConnection connection;
    private final Duration timeout;
    private final BlockingQueue<Pending> waiting = new LinkedBlockingQueue<>();
    private Thread flusher;
    private boolean closed;

    /** @param result gets null once the broker has the message, else what went wrong; must not block */
    private record Pending(String subject, long breaks, long refusals, Consumer<PublishException> result) {}

    PublishConfirmer(NatsBridgeConnection connection, Duration timeout) {
        this.connection = connection;
        this.timeout = timeout;
    }

    /**
     * Publishes a message.
     *
     * @param result called once, from another thread: with null when the broker has the message, else with what went wrong; must not block
     * @throws PublishException when the message was not sent; the result is then not called
     */
    void publish(Message message, Consumer<PublishException> result) {
        long breaks = connection.breaks();
        long refusals = connection.refusals().now();
        publishNow(message);
        synchronized (this) {
            if (closed) {
                throw new PublishException(
                        "Cannot confirm a message to subject '" + Names.printable(message.getSubject())
                                + "': the connection is being closed",
                        true,
                        null);
            }
            if (flusher == null) {
                flusher = new Thread(this::run, "natsbridge-confirm");
                flusher.setDaemon(true);
                flusher.start();
            }
            waiting.add(new Pending(message.getSubject(), breaks, refusals, result));
        }
    }

    /**
     * Publishes a message without waiting for the broker.
     *
     * @throws PublishException when the connection is down or takes no more
     */
    void publishNow(Message message) {
        String subject = Names.printable(message.getSubject());
        if (!connection.isConnected()) {
            throw new PublishException(
                    "Cannot publish to subject '" + subject + "': the connection to the broker is "
                            + connection.nats().getStatus() + "; it is being restored, repeat the send later",
                    false,
                    null);
        }
        try {
            connection.nats().publish(message);
        } catch (IllegalStateException | IllegalArgumentException e) {
            throw new PublishException(
                    "Cannot publish to subject '" + subject + "': " + Names.printable(e.getMessage()), false, e);
        }
    }

    private void run() {
        List<Pending> batch = new ArrayList<>();
        try {
            while (true) {
                batch.add(waiting.take());
                waiting.drainTo(batch);
                String failure = flush();
                batch.forEach(pending -> pending.result().accept(outcome(pending, failure)));
                batch.clear();
            }
        } catch (InterruptedException e) {
            waiting.drainTo(batch);
            batch.forEach(pending -> pending.result().accept(unknown(pending, "the connection is being closed")));
        }
    }

    /** What went wrong with the flush, or null. */
    private String flush() throws InterruptedException {
        try {
            connection.nats().flush(timeout);
            return null;
        } catch (TimeoutException e) {
            return "the broker did not answer within " + timeout.toMillis() + " ms";
        } catch (IllegalStateException e) {
            return "the connection is closed";
        }
    }

    private PublishException outcome(Pending pending, String failure) {
        if (connection.refusals().since(pending.refusals(), pending.subject())) {
            return new PublishException(
                    "The broker refused a message to subject '" + Names.printable(pending.subject())
                            + "': this client has no permission to publish there",
                    false,
                    null);
        }
        if (failure != null) {
            return unknown(pending, failure);
        }
        return connection.breaks() == pending.breaks() ? null : unknown(pending, "the connection broke meanwhile");
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
