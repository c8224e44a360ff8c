/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.benchmark;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;

/** Counts what is done in a window where several things are under way at once. */
final class Crowd {

    private Crowd() {}

    /** One step that ends some time after it was begun. */
    interface AsyncStep {
        /** @param end takes null, or what went wrong */
        void begin(Consumer<Throwable> end) throws Exception;
    }

    /**
     * Repeats a step in several threads for about that long.
     *
     * @return steps a second of all threads together
     */
    static double threads(Duration window, int threads, Rate.Step step) throws Exception {
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        try {
            long start = System.nanoTime();
            List<Future<Long>> counts = new ArrayList<>();
            for (int i = 0; i < threads; i++) {
                counts.add(pool.submit(() -> repeat(step, start + window.toNanos())));
            }
            long done = 0;
            for (Future<Long> count : counts) {
                done += count.get();
            }
            return done * 1e9 / (System.nanoTime() - start);
        } finally {
            pool.shutdownNow();
        }
    }

    private static long repeat(Rate.Step step, long until) throws Exception {
        long done = 0;
        do {
            step.run();
            done++;
        } while (System.nanoTime() < until);
        return done;
    }

    /**
     * Begins step after step in this thread for about that long, so many under way at most, and waits for the last.
     *
     * @return steps a second
     */
    static double inFlight(Duration window, int most, AsyncStep step) throws Exception {
        Semaphore room = new Semaphore(most);
        AtomicReference<Throwable> failure = new AtomicReference<>();
        double rate = Rate.of(
                window,
                () -> {
                    room.acquire();
                    step.begin(failed -> {
                        failure.compareAndSet(null, failed);
                        room.release();
                    });
                },
                () -> room.acquire(most));
        if (failure.get() != null) {
            throw new IllegalStateException("A message was not sent", failure.get());
        }
        return rate;
    }
}
