/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.examples;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * What has arrived somewhere, in the order in which it did, for whoever waits for it. Thread-safe.
 *
 * @param <T> what arrives
 */
final class Arrivals<T> {

    private final BlockingQueue<T> waiting = new LinkedBlockingQueue<>();

    void add(T arrival) {
        waiting.add(arrival);
    }

    /**
     * Takes the next one.
     *
     * @throws IllegalStateException if it does not come in time
     */
    T next(Duration time) {
        try {
            T arrival = waiting.poll(time.toMillis(), TimeUnit.MILLISECONDS);
            if (arrival == null) {
                throw new IllegalStateException("Nothing arrived in " + time.toSeconds() + " s; the log tells why");
            }
            return arrival;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while waiting for what has to arrive", e);
        }
    }

    /** Takes the next ones; see {@link #next(Duration)}. */
    List<T> next(int count, Duration time) {
        List<T> arrivals = new ArrayList<>();
        while (arrivals.size() < count) {
            arrivals.add(next(time));
        }
        return arrivals;
    }
}
