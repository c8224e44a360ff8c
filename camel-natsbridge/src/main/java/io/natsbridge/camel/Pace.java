/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel;

import java.time.Duration;
import java.util.function.LongSupplier;

/** How much was done in the last half to whole second, by a monotonic clock. For one thread at a time. */
final class Pace {

    private static final long PERIOD = Duration.ofMillis(500).toNanos();

    private final LongSupplier nanoClock;
    private long periodStart;
    private int before;
    private int now;

    Pace(LongSupplier nanoClock) {
        this.nanoClock = nanoClock;
        this.periodStart = nanoClock.getAsLong();
    }

    /** One more is done. */
    void step() {
        advance();
        now++;
    }

    int recent() {
        advance();
        return before + now;
    }

    private void advance() {
        long periods = (nanoClock.getAsLong() - periodStart) / PERIOD;
        if (periods > 0) {
            before = periods == 1 ? now : 0;
            now = 0;
            periodStart += periods * PERIOD;
        }
    }
}
