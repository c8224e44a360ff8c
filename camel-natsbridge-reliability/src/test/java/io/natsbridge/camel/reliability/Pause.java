/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.reliability;

import java.time.Duration;
import java.util.SplittableRandom;
import java.util.concurrent.locks.LockSupport;

/** Lets time pass, where the time is the fault or the work itself. */
final class Pause {

    private Pause() {}

    static void of(Duration time) {
        long end = System.nanoTime() + time.toNanos();
        for (long left = time.toNanos(); left > 0; left = end - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
    }

    static void millis(long millis) {
        of(Duration.ofMillis(millis));
    }

    static void between(SplittableRandom random, int shortestMillis, int longestMillis) {
        millis(random.nextInt(shortestMillis, longestMillis + 1));
    }
}
