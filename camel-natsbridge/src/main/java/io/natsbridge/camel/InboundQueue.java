/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Queue;
import java.util.function.IntSupplier;
import java.util.function.LongSupplier;

/**
 * Messages that have arrived and wait for the route: bounded in number and bytes, because core NATS knows no backpressure. What does not fit is dropped and counted, here and
 * nowhere else. Thread-safe.
 */
final class InboundQueue {

    private static final int AT_ONCE = 16;
    private static final long BYTES_AT_ONCE = 64 << 10;

    private final int maxMessages;
    private final long maxBytes;
    private final Deque<Inbound> messages = new ArrayDeque<>();
    private final Pace pace;
    private int idleTakers;
    private boolean demandIsAwaited;
    private long bytes;
    private long offered;
    private long dropped;
    private long last = Long.MAX_VALUE;

    InboundQueue(int maxMessages, long maxBytes) {
        this(maxMessages, maxBytes, System::nanoTime);
    }

    InboundQueue(int maxMessages, long maxBytes, LongSupplier nanoClock) {
        this.maxMessages = maxMessages;
        this.maxBytes = maxBytes;
        this.pace = new Pace(nanoClock);
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
            tellTakers();
            return false;
        }
        messages.add(message);
        bytes += size;
        tellTakers();
        return true;
    }

    /** One message is enough for one taker; a wake-up costs more than what a message costs otherwise. */
    private void tellTakers() {
        if (demandIsAwaited || offered >= last) {
            notifyAll();
        } else if (idleTakers > 0) {
            notify();
        }
    }

    /**
     * Takes the message that has waited longest, and waits for one if there is none.
     *
     * @return null when the queue is closed and nothing more comes
     */
    synchronized Inbound take() throws InterruptedException {
        if (messages.isEmpty()) {
            idleTakers++;
            tellDemand();
            try {
                awaitMessage();
            } finally {
                idleTakers--;
            }
        }
        Inbound message = messages.poll();
        if (message != null) {
            bytes -= message.size();
            pace.step();
            tellDemand();
        }
        return message;
    }

    /**
     * Takes those that wait already, for one who takes everything alone: a few at a time, because the bounds do not count what was taken.
     *
     * @param taken where they go
     */
    synchronized void takeWaiting(Queue<Inbound> taken) {
        long takenBytes = 0;
        while (!messages.isEmpty() && taken.size() < AT_ONCE && takenBytes < BYTES_AT_ONCE) {
            Inbound message = messages.poll();
            takenBytes += message.size();
            pace.step();
            taken.add(message);
        }
        bytes -= takenBytes;
    }

    private void awaitMessage() throws InterruptedException {
        while (messages.isEmpty() && offered < last) {
            wait();
        }
    }

    /**
     * Waits until the takers could do with more messages than are here or under way: one for each that is idle, and as many as they took lately beyond their own number, so that
     * none waits for long here while a process that shares them is idle. Where some are under way as many more must be wanted, because to ask costs more than a message.
     *
     * @param takers how many there are
     * @param underWay how many messages are on their way here
     * @param millis how long to wait at most
     * @return how many, 0 after the time or when it was told to look again
     */
    synchronized int awaitDemand(int takers, IntSupplier underWay, long millis) throws InterruptedException {
        if (more(takers, underWay.getAsInt()) == 0) {
            demandIsAwaited = true;
            wait(millis);
            demandIsAwaited = false;
        }
        return more(takers, underWay.getAsInt());
    }

    private int more(int takers, int underWay) {
        int more = demand(takers) - underWay;
        return more >= underWay ? more : 0;
    }

    /** Lets who waits for a demand look again, because less is under way. */
    synchronized void look() {
        tellDemand();
    }

    private void tellDemand() {
        if (demandIsAwaited) {
            notifyAll();
        }
    }

    private int demand(int takers) {
        return Math.max(0, idleTakers + Math.max(0, pace.recent() - takers) - messages.size());
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
