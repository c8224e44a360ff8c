/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.examples;

import java.io.PrintStream;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** Where the examples tell what they do, one line at a time; what takes long tells so every few seconds. Thread-safe. */
final class Console implements AutoCloseable {

    private static final int TICK_SECONDS = 5;

    private final PrintStream out;
    private final ScheduledExecutorService ticks = Executors.newSingleThreadScheduledExecutor(work -> {
        Thread thread = new Thread(work, "console-ticks");
        thread.setDaemon(true);
        return thread;
    });

    Console(PrintStream out) {
        this.out = out;
    }

    void line(String format, Object... values) {
        out.println(String.format(Locale.ROOT, format, values));
    }

    /**
     * Does some work.
     *
     * @param what names it, in the lines that say how long it has taken so far
     * @return what the work returns
     */
    <T> T during(String what, Supplier<T> work) {
        long start = System.nanoTime();
        ScheduledFuture<?> tick = ticks.scheduleAtFixedRate(
                () -> line("  %s: %d s so far", what, since(start).toSeconds()),
                TICK_SECONDS,
                TICK_SECONDS,
                TimeUnit.SECONDS);
        try {
            return work.get();
        } finally {
            tick.cancel(false);
        }
    }

    static Duration since(long nanoTime) {
        return Duration.ofNanos(System.nanoTime() - nanoTime);
    }

    @Override
    public void close() {
        ticks.shutdownNow();
    }
}
