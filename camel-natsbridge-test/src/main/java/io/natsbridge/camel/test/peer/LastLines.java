/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.test.peer;

import java.util.ArrayDeque;
import java.util.Deque;

/** The last lines of a log. Thread-safe. */
final class LastLines {

    private final Deque<String> lines = new ArrayDeque<>();
    private final int capacity;

    LastLines(int capacity) {
        this.capacity = capacity;
    }

    synchronized void add(String line) {
        if (lines.size() == capacity) {
            lines.removeFirst();
        }
        lines.addLast(line);
        notifyAll();
    }

    /** Waits for a first line, which may be on its way through another pipe than what told of it; not longer than some milliseconds. */
    synchronized void awaitLine(long millis) {
        long end = System.nanoTime() + millis * 1_000_000;
        try {
            for (long left = millis; lines.isEmpty() && left > 0; left = (end - System.nanoTime()) / 1_000_000) {
                wait(left);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Each line on a line of its own, or {@code (empty)}. */
    @Override
    public synchronized String toString() {
        return lines.isEmpty() ? " (empty)" : "\n  " + String.join("\n  ", lines);
    }
}
