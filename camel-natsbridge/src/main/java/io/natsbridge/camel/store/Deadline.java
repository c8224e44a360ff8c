/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.store;

import java.time.Duration;
import java.util.function.LongSupplier;

/** A moment by which something must be over, on the JVM's monotonic clock: steps of the wall clock do not move it. */
public final class Deadline {

    private static final Duration LONGEST = Duration.ofDays(3650);

    private final LongSupplier nanoClock;
    private final long endNanos;

    private Deadline(LongSupplier nanoClock, Duration time) {
        this.nanoClock = nanoClock;
        this.endNanos = nanoClock.getAsLong() + (time.compareTo(LONGEST) > 0 ? LONGEST : time).toNanos();
    }

    /** A deadline that far from now, ten years at most. */
    public static Deadline in(Duration time) {
        return new Deadline(System::nanoTime, time);
    }

    /** A deadline that far from now on a clock of nanoseconds. */
    static Deadline in(Duration time, LongSupplier nanoClock) {
        return new Deadline(nanoClock, time);
    }

    /** The time left, zero or less when it is over. */
    public Duration remaining() {
        return Duration.ofNanos(endNanos - nanoClock.getAsLong());
    }

    public boolean isOver() {
        return endNanos - nanoClock.getAsLong() <= 0;
    }
}
