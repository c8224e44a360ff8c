/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.arrow;

import java.time.Period;
import java.time.temporal.ChronoUnit;
import org.apache.arrow.vector.PeriodDuration;

/** A period as Arrow holds it. */
record IntervalValue(int months, int days, long nanos) {

    /**
     * @param value a {@link Period} or a {@link PeriodDuration}
     * @throws ArithmeticException when Arrow's interval does not reach it
     */
    static IntervalValue of(Object value) {
        boolean mixed = value instanceof PeriodDuration;
        Period period = mixed ? ((PeriodDuration) value).getPeriod() : (Period) value;
        long nanos = mixed ? ((PeriodDuration) value).getDuration().toNanos() : 0;
        return new IntervalValue(
                Math.toIntExact(period.toTotalMonths()), Math.toIntExact(period.get(ChronoUnit.DAYS)), nanos);
    }

    static boolean fits(Object value) {
        try {
            of(value);
            return true;
        } catch (ArithmeticException e) {
            return false;
        }
    }
}
