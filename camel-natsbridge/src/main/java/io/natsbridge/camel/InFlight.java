/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** The messages that were taken from a stream and are not settled yet: bounded in number and in bytes. Thread-safe. */
final class InFlight {

    private final int maxMessages;
    private final long maxBytes;
    private final Set<JetStreamSettlement> unsettled = new LinkedHashSet<>();
    private long bytes;
    /** What is waited for: so much room for messages of that size, or none. */
    private int awaited = Integer.MAX_VALUE;

    private long largest = 1;

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
            if (unsettled.isEmpty() || room() >= awaited) {
                notifyAll();
            }
        }
    }

    /**
     * Waits until a quarter of all is free: asking for one message each time that one is settled costs more than the messages.
     *
     * @param largestMessage bytes that one message may have
     * @param millis how long to wait at most
     * @return how many messages there is room for, 0 only after the time
     */
    synchronized int awaitRoom(long largestMessage, long millis) throws InterruptedException {
        largest = largestMessage;
        awaited = (int) Math.max(1, Math.min(maxMessages, maxBytes / largest) / 4);
        long end = System.nanoTime() + millis * 1_000_000;
        for (long left = millis; room() < awaited && left > 0; left = (end - System.nanoTime()) / 1_000_000) {
            wait(left);
        }
        awaited = Integer.MAX_VALUE;
        return room();
    }

    private int room() {
        long byBytes = unsettled.isEmpty() ? Math.max(1, maxBytes / largest) : (maxBytes - bytes) / largest;
        return (int) Math.max(0, Math.min(maxMessages - unsettled.size(), byBytes));
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
