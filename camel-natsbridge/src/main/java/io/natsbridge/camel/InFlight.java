/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * The messages that were taken from a stream and are not settled yet, and those that were asked for: bounded together in number and in bytes. Thread-safe.
 */
final class InFlight {

    private final int maxMessages;
    private final long maxBytes;
    private final Set<JetStreamSettlement> unsettled = new LinkedHashSet<>();
    private long bytes;
    private volatile int asked;
    private long askedBytes;
    private boolean isAwaited;

    private long largest = 1;

    /** So many messages with so many bytes in all. */
    record Room(int messages, long bytes) {}

    InFlight(int maxMessages, long maxBytes) {
        this.maxMessages = maxMessages;
        this.maxBytes = maxBytes;
    }

    synchronized void add(JetStreamSettlement message) {
        if (unsettled.add(message)) {
            bytes += message.size();
        }
    }

    synchronized void remove(JetStreamSettlement message) {
        if (unsettled.remove(message)) {
            bytes -= message.size();
            if (unsettled.isEmpty() || isAwaited && hasQuarter()) {
                notifyAll();
            }
        }
    }

    /** Keeps room for messages that are asked for. */
    synchronized void reserve(Room room) {
        asked += room.messages();
        askedBytes += room.bytes();
    }

    /** Gives up room that was kept: the messages are here, or will not come. */
    synchronized void release(Room room) {
        asked -= room.messages();
        askedBytes -= room.bytes();
        if (isAwaited && hasQuarter()) {
            notifyAll();
        }
    }

    /** For how many messages room is kept. */
    int asked() {
        return asked;
    }

    /**
     * Waits until a quarter of all is free: asking for one message each time that one is settled costs more than the messages.
     *
     * @param largestMessage bytes that one message may have
     * @param millis how long to wait at most
     * @return how many messages one may ask for, 0 only after the time, and half of the bytes that are free, so that there are some left for who asks next
     */
    synchronized Room awaitRoom(long largestMessage, long millis) throws InterruptedException {
        largest = largestMessage;
        isAwaited = true;
        long end = System.nanoTime() + millis * 1_000_000;
        for (long left = millis; !hasQuarter() && left > 0; left = (end - System.nanoTime()) / 1_000_000) {
            wait(left);
        }
        isAwaited = false;
        boolean one = freeBytes() >= largest || isEmpty();
        return new Room(one ? Math.max(0, freeMessages()) : 0, Math.max(largest, freeBytes() / 2));
    }

    private boolean hasQuarter() {
        return freeMessages() >= Math.max(1, maxMessages / 4)
                && (isEmpty() || freeBytes() >= Math.max(largest, maxBytes / 4));
    }

    private boolean isEmpty() {
        return unsettled.isEmpty() && asked == 0;
    }

    private int freeMessages() {
        return maxMessages - unsettled.size() - asked;
    }

    private long freeBytes() {
        return maxBytes - bytes - askedBytes;
    }

    /** Waits until everything is settled, or the time is over. */
    synchronized void awaitEmpty(long millis) throws InterruptedException {
        long end = System.nanoTime() + millis * 1_000_000;
        for (long left = millis; !unsettled.isEmpty() && left > 0; left = (end - System.nanoTime()) / 1_000_000) {
            wait(left);
        }
    }

    synchronized List<JetStreamSettlement> all() {
        return new ArrayList<>(unsettled);
    }
}
