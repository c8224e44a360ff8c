/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel;

import io.nats.client.Connection;
import io.nats.client.Dispatcher;
import io.nats.client.Message;
import io.natsbridge.camel.error.NatsBridgeException.ConnectionException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/** The subjects on which the replies to this connection's requests arrive: one subscription for all, one token for each request. Thread-safe. */
final class ReplyInbox implements AutoCloseable {

    private final Connection connection;
    private final Map<String, Consumer<Message>> waiting = new ConcurrentHashMap<>();
    private final AtomicLong next = new AtomicLong();
    private final Refusals refusals;
    private String prefix;
    private Dispatcher dispatcher;

    /** @param refusals what the broker refused on the connection */
    ReplyInbox(Connection connection, Refusals refusals) {
        this.connection = connection;
        this.refusals = refusals;
    }

    /**
     * Waits for one reply.
     *
     * @param reply called with the first message that arrives, from the connection's thread; must not block
     * @return the subject to reply to
     */
    String expect(Consumer<Message> reply) {
        String subject = prefix() + next.incrementAndGet();
        waiting.put(subject, reply);
        return subject;
    }

    /**
     * Waits no longer.
     *
     * @return whether nobody had replied
     */
    boolean forget(String subject) {
        return waiting.remove(subject) != null;
    }

    /** That the broker lets no reply through, as far as it has said by now; else null. */
    ConnectionException refusal() {
        return refusals.subscriptionSince(
                0, prefix() + "*", "give it one, or set inboxPrefix to subjects that it may subscribe to");
    }

    private synchronized String prefix() {
        if (dispatcher == null) {
            prefix = connection.createInbox() + ".";
            dispatcher = connection.createDispatcher(this::deliver);
            dispatcher.setPendingLimits(-1, -1);
            dispatcher.subscribe(prefix + "*");
        }
        return prefix;
    }

    private void deliver(Message message) {
        Consumer<Message> reply = waiting.remove(message.getSubject());
        if (reply != null) {
            reply.accept(message);
        }
    }

    @Override
    public synchronized void close() {
        if (dispatcher != null && connection.getStatus() != Connection.Status.CLOSED) {
            connection.closeDispatcher(dispatcher);
        }
    }
}
