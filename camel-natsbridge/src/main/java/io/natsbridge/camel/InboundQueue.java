/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Messages that have arrived and wait for the route: bounded in number and bytes, because core NATS knows no backpressure. What does not fit is dropped and counted, here and
 * nowhere else. Thread-safe.
 */
final class InboundQueue {

    private final int maxMessages;
    private final long maxBytes;
    private final Deque<Inbound> messages = new ArrayDeque<>();
    private long bytes;
    private long offered;
    private long dropped;
    private long last = Long.MAX_VALUE;

    InboundQueue(int maxMessages, long maxBytes) {
        this.maxMessages = maxMessages;
        this.maxBytes = maxBytes;
    }

    /**
     * Adds a message.
     *
     * @return false when it was dropped
     */
    synchronized boolean offer(Inbound message) {
        offered++;
        int size = message.size();
        boolean full = messages.size() >= maxMessages || bytes + size > maxBytes && !messages.isEmpty();
        if (full) {
            dropped++;
            notifyAll();
            return false;
        }
        messages.add(message);
        bytes += size;
        notifyAll();
        return true;
    }

    /**
     * Takes the message that has waited longest, and waits for one if there is none.
     *
     * @return null when the queue is closed and nothing more comes
     */
    synchronized Inbound take() throws InterruptedException {
        while (messages.isEmpty()) {
            if (offered >= last) {
                return null;
            }
            wait();
        }
        Inbound message = messages.poll();
        bytes -= message.size();
        return message;
    }

    /**
     * Lets the takers go once everything was offered and taken.
     *
     * @param count how many messages are offered in all; the last of them may still be on its way here
     */
    synchronized void close(long count) {
        last = count;
        notifyAll();
    }

    synchronized int size() {
        return messages.size();
    }

    /** How many messages were dropped so far. */
    synchronized long dropped() {
        return dropped;
    }
}
