/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.bridge;

import java.util.ArrayDeque;
import java.util.Deque;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Things to close together, the last one first. Thread-safe; what is added after the close is closed at once. */
final class Resources implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Resources.class);

    private final Deque<AutoCloseable> open = new ArrayDeque<>(1);
    private boolean closed;

    <T> T add(T value) {
        if (value instanceof AutoCloseable closeable) {
            synchronized (this) {
                if (!closed) {
                    open.push(closeable);
                    return value;
                }
            }
            close(closeable);
        }
        return value;
    }

    synchronized boolean isEmpty() {
        return open.isEmpty();
    }

    @Override
    public void close() {
        synchronized (this) {
            closed = true;
        }
        while (!open.isEmpty()) {
            close(open.pop());
        }
    }

    private static void close(AutoCloseable closeable) {
        try {
            closeable.close();
        } catch (Exception e) {
            LOG.warn("Cannot release {}: {}", closeable, e.toString());
        }
    }
}
