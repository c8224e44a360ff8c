/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.benchmark;

import java.time.Duration;

/** Counts what is done in a window. */
final class Rate {

    /** One step of the work. */
    interface Step {
        void run() throws Exception;
    }

    private static final int BATCH = 64;

    private Rate() {}

    /**
     * Repeats a step for about that long, then ends the work.
     *
     * @param end what belongs to the work and is done once, as a flush
     * @return steps a second, the end's time included
     */
    static double of(Duration window, Step step, Step end) throws Exception {
        long start = System.nanoTime();
        long until = start + window.toNanos();
        long done = 0;
        do {
            for (int i = 0; i < BATCH; i++) {
                step.run();
            }
            done += BATCH;
        } while (System.nanoTime() < until);
        end.run();
        return done * 1e9 / (System.nanoTime() - start);
    }
}
