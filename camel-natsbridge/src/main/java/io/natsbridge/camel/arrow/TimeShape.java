/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.arrow;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import org.apache.arrow.vector.types.DateUnit;
import org.apache.arrow.vector.types.TimeUnit;
import org.apache.arrow.vector.types.pojo.ArrowType;

/** Collects what the times of a column need of its type: microseconds, or nanoseconds where a value has them. */
final class TimeShape {

    private static final long MAX_NANO_SECONDS = Long.MAX_VALUE / 1_000_000_000 - 1;
    private static final long MAX_MICRO_SECONDS = Long.MAX_VALUE / 1_000_000 - 1;

    private final String path;
    private boolean nanos;
    private long maxSeconds;
    private long maxDays;

    TimeShape(String path) {
        this.path = path;
    }

    void add(ValueKind kind, Object value) {
        switch (kind) {
            case LOCAL_DATE -> {
                LocalDate date = JavaValues.date(value);
                maxDays = Math.max(maxDays, Math.abs(date.toEpochDay()));
            }
            case LOCAL_TIME -> nanos |= hasNanos(JavaValues.time(value).toNanoOfDay());
            case LOCAL_DATE_TIME -> add(((LocalDateTime) value).toInstant(ZoneOffset.UTC));
            case DURATION -> {
                Duration duration = (Duration) value;
                add(duration.getSeconds(), duration.getNano());
            }
            default -> add(JavaValues.instant(value));
        }
    }

    private void add(Instant instant) {
        add(instant.getEpochSecond(), instant.getNano());
    }

    private void add(long seconds, int nano) {
        nanos |= hasNanos(nano);
        maxSeconds = Math.max(maxSeconds, seconds == Long.MIN_VALUE ? Long.MAX_VALUE : Math.abs(seconds));
    }

    private static boolean hasNanos(long nano) {
        return nano % 1000 != 0;
    }

    /** The type that holds all times as they are. */
    ArrowType type(ValueKind kind) {
        if (maxDays > Integer.MAX_VALUE) {
            throw new MalformedArrowException("column '" + path + "' holds a date beyond the years that Arrow's reach");
        }
        if (maxSeconds > (nanos ? MAX_NANO_SECONDS : MAX_MICRO_SECONDS)) {
            throw new MalformedArrowException("column '" + path + "' holds a time that 64 bits of "
                    + (nanos ? "nanoseconds, which another of its times needs," : "microseconds")
                    + " do not reach; cut the times to the same precision, or send them as text");
        }
        TimeUnit unit = nanos ? TimeUnit.NANOSECOND : TimeUnit.MICROSECOND;
        return switch (kind) {
            case LOCAL_DATE -> new ArrowType.Date(DateUnit.DAY);
            case LOCAL_TIME -> new ArrowType.Time(unit, Long.SIZE);
            case LOCAL_DATE_TIME -> new ArrowType.Timestamp(unit, null);
            case DURATION -> new ArrowType.Duration(unit);
            default -> new ArrowType.Timestamp(unit, "UTC");
        };
    }
}
