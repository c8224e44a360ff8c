/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.benchmark;

import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;

/** Counts the messages that arrive, which are all of one size. Thread-safe. */
final class Tally {

    private final int size;
    private final AtomicLong count = new AtomicLong();
    private final AtomicReference<Integer> other = new AtomicReference<>();

    /** @param size bytes that each is to have */
    Tally(int size) {
        this.size = size;
    }

    void add(byte[] bytes) {
        if (bytes.length != size) {
            other.set(bytes.length);
        }
        count.incrementAndGet();
    }

    /** Counts messages that somebody else has looked at. */
    void add(int messages) {
        count.addAndGet(messages);
    }

    long count() {
        return count.get();
    }

    /** @throws IllegalStateException when one had another size */
    void check() {
        if (other.get() != null) {
            throw new IllegalStateException("A message had " + other.get() + " bytes, not " + size);
        }
    }
}
