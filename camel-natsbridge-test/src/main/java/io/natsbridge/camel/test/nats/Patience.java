/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.test.nats;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** Bounded waiting for something in another process, which gives no signal. */
final class Patience {

    private static final long PAUSE_MILLIS = 50;

    private Patience() {}

    /**
     * Asks again and again.
     *
     * @param limit how long, at most
     * @param condition true ends the waiting
     * @param complaint the text of the error, asked for when the limit is reached
     * @throws IllegalStateException if the limit is reached, or the thread is interrupted
     */
    static void until(Duration limit, BooleanSupplier condition, Supplier<String> complaint) {
        long deadline = System.nanoTime() + limit.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() - deadline >= 0) {
                throw new IllegalStateException(complaint.get());
            }
            pause();
        }
    }

    /** Waits for a moment between two tries. */
    static void pause() {
        try {
            TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while waiting", e);
        }
    }
}
