/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.arrow;

import static io.natsbridge.camel.arrow.ArrowSamples.fixed;
import static io.natsbridge.camel.arrow.RawTable.ints;
import static io.natsbridge.camel.arrow.RawTable.join;
import static io.natsbridge.camel.arrow.RawTable.longs;

import io.natsbridge.camel.arrow.ArrowSamples.Sample;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.Period;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import org.apache.arrow.vector.PeriodDuration;
import org.apache.arrow.vector.types.DateUnit;
import org.apache.arrow.vector.types.IntervalUnit;
import org.apache.arrow.vector.types.TimeUnit;
import org.apache.arrow.vector.types.pojo.ArrowType;

/** One column of every Arrow type of times and intervals. */
final class TimeSamples {

    private TimeSamples() {}

    static List<Sample> all() {
        List<Sample> samples = new ArrayList<>(times());
        samples.addAll(timestamps());
        return samples;
    }

    private static List<Sample> times() {
        LocalTime time = LocalTime.of(1, 2, 3);
        long seconds = time.toSecondOfDay();
        List<Sample> samples = new ArrayList<>();
        samples.add(fixed(
                "date32",
                new ArrowType.Date(DateUnit.DAY),
                ints(0, -1, 9, 19782),
                LocalDate.EPOCH,
                LocalDate.of(1969, 12, 31),
                null,
                LocalDate.of(2024, 2, 29)));
        samples.add(fixed(
                "date64",
                new ArrowType.Date(DateUnit.MILLISECOND),
                longs(0, -86_400_000, 9, 86_400_000L * 19782),
                LocalDate.EPOCH,
                LocalDate.of(1969, 12, 31),
                null,
                LocalDate.of(2024, 2, 29)));
        for (TimeUnit unit : TimeUnit.values()) {
            long factor = perSecond(unit);
            boolean isShort = unit == TimeUnit.SECOND || unit == TimeUnit.MILLISECOND;
            byte[] data = isShort
                    ? ints(0, (int) (seconds * factor), 9, (int) (86399 * factor))
                    : longs(0, seconds * factor, 9, 86399 * factor);
            samples.add(fixed(
                    "time " + unit,
                    new ArrowType.Time(unit, isShort ? 32 : 64),
                    data,
                    LocalTime.MIDNIGHT,
                    time,
                    null,
                    LocalTime.of(23, 59, 59)));
            samples.add(fixed(
                    "duration " + unit,
                    new ArrowType.Duration(unit),
                    longs(0, -3 * factor, 9, seconds * factor),
                    Duration.ZERO,
                    Duration.ofSeconds(-3),
                    null,
                    Duration.ofSeconds(seconds)));
        }
        samples.add(fixed(
                "interval of months",
                new ArrowType.Interval(IntervalUnit.YEAR_MONTH),
                ints(0, -1, 9, 14),
                Period.ofMonths(0),
                Period.ofMonths(-1),
                null,
                Period.ofMonths(14)));
        samples.add(fixed(
                "interval of days",
                new ArrowType.Interval(IntervalUnit.DAY_TIME),
                ints(0, 0, -1, 5, 9, 9, 2, -3),
                interval(0, 0, 0),
                interval(0, -1, 5_000_000),
                null,
                interval(0, 2, -3_000_000)));
        samples.add(fixed(
                "interval of all",
                new ArrowType.Interval(IntervalUnit.MONTH_DAY_NANO),
                join(ints(0, 0), longs(0), ints(1, -2), longs(3), longs(9, 9), ints(-1, 2), longs(-3)),
                interval(0, 0, 0),
                interval(1, -2, 3),
                null,
                interval(-1, 2, -3)));
        return samples;
    }

    private static List<Sample> timestamps() {
        LocalDateTime time = LocalDateTime.of(2024, 2, 29, 12, 30, 15);
        LocalDateTime before = LocalDateTime.of(1969, 12, 31, 23, 59, 59);
        ZoneId zone = ZoneId.of("Europe/Paris");
        ZoneId utc = ZoneId.of("UTC");
        List<Sample> samples = new ArrayList<>();
        for (TimeUnit unit : TimeUnit.values()) {
            long factor = perSecond(unit);
            byte[] data = longs(0, -factor, 9, time.atZone(utc).toEpochSecond() * factor);
            samples.add(fixed(
                    "timestamp " + unit,
                    new ArrowType.Timestamp(unit, null),
                    data,
                    LocalDateTime.of(1970, 1, 1, 0, 0),
                    before,
                    null,
                    time));
            samples.add(fixed(
                    "timestamp with zone " + unit,
                    new ArrowType.Timestamp(unit, "Europe/Paris"),
                    data,
                    ZonedDateTime.of(1970, 1, 1, 1, 0, 0, 0, zone),
                    before.atZone(utc).withZoneSameInstant(zone),
                    null,
                    time.atZone(utc).withZoneSameInstant(zone)));
        }
        return samples;
    }

    private static PeriodDuration interval(int months, int days, long nanos) {
        return new PeriodDuration(Period.of(0, months, days), Duration.ofNanos(nanos));
    }

    private static long perSecond(TimeUnit unit) {
        return switch (unit) {
            case SECOND -> 1;
            case MILLISECOND -> 1_000;
            case MICROSECOND -> 1_000_000;
            case NANOSECOND -> 1_000_000_000;
        };
    }
}
