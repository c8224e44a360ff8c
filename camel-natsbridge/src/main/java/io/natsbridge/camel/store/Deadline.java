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
    private final Cancellation cancellation;

    private Deadline(LongSupplier nanoClock, long endNanos, Cancellation cancellation) {
        this.nanoClock = nanoClock;
        this.endNanos = endNanos;
        this.cancellation = cancellation;
    }

    /** A deadline that far from now, ten years at most. */
    public static Deadline in(Duration time) {
        return in(time, System::nanoTime);
    }

    /** A deadline that far from now on a clock of nanoseconds. */
    static Deadline in(Duration time, LongSupplier nanoClock) {
        long end = nanoClock.getAsLong() + (time.compareTo(LONGEST) > 0 ? LONGEST : time).toNanos();
        return new Deadline(nanoClock, end, new Cancellation());
    }

    /** The same moment, unless something ends before it. */
    Deadline unless(Cancellation early) {
        return new Deadline(nanoClock, endNanos, early);
    }

    /** The time left, zero or less when it is over. */
    public Duration remaining() {
        return isCancelled() ? Duration.ZERO : Duration.ofNanos(endNanos - nanoClock.getAsLong());
    }

    public boolean isOver() {
        return isCancelled() || endNanos - nanoClock.getAsLong() <= 0;
    }

    /** Whether it is over because what belongs together with this is. */
    boolean isCancelled() {
        return cancellation.isCancelled();
    }

    /** What ends it early. */
    Cancellation cancellation() {
        return cancellation;
    }
}
