/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.arrow;

import io.natsbridge.camel.error.Names;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.Period;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.concurrent.TimeUnit;
import org.apache.arrow.vector.PeriodDuration;
import org.apache.arrow.vector.types.DateUnit;
import org.apache.arrow.vector.types.pojo.ArrowType;

/** Readers of dates, times and intervals. */
final class TimeReaders {

    private static final long DAY_MILLIS = TimeUnit.DAYS.toMillis(1);

    private TimeReaders() {}

    static ColumnReader.Values of(Column column) {
        Window data = column.window(1);
        ColumnReader.Values values =
                switch (column.layout().type().getTypeID()) {
                    case Date -> dates(data, (ArrowType.Date) column.layout().type());
                    case Time -> times(data, (ArrowType.Time) column.layout().type());
                    case Timestamp -> timestamps(column, data);
                    case Duration ->
                        durations(data, (ArrowType.Duration) column.layout().type());
                    default ->
                        intervals(data, (ArrowType.Interval) column.layout().type());
                };
        return row -> {
            try {
                return values.at(row);
            } catch (DateTimeException | ArithmeticException e) {
                throw new MalformedArrowException(
                        "column '" + column.layout().path() + "' has a time at row " + row
                                + " that Java's types do not reach; read it by batches",
                        e);
            }
        };
    }

    private static ColumnReader.Values dates(Window data, ArrowType.Date type) {
        return type.getUnit() == DateUnit.DAY
                ? row -> LocalDate.ofEpochDay(data.getInt(row * 4L))
                : row -> LocalDate.ofEpochDay(Math.floorDiv(data.getLong(row * 8L), DAY_MILLIS));
    }

    private static ColumnReader.Values times(Window data, ArrowType.Time type) {
        TimeUnit unit = unit(type.getUnit());
        return type.getBitWidth() == Integer.SIZE
                ? row -> LocalTime.ofNanoOfDay(unit.toNanos(data.getInt(row * 4L)))
                : row -> LocalTime.ofNanoOfDay(unit.toNanos(data.getLong(row * 8L)));
    }

    private static ColumnReader.Values timestamps(Column column, Window data) {
        ArrowType.Timestamp type = (ArrowType.Timestamp) column.layout().type();
        long perSecond = unit(type.getUnit()).convert(1, TimeUnit.SECONDS);
        long nanos = TimeUnit.SECONDS.toNanos(1) / perSecond;
        String zone = type.getTimezone();
        if (zone == null || zone.isEmpty()) {
            return row -> {
                long time = data.getLong(row * 8L);
                return LocalDateTime.ofEpochSecond(
                        Math.floorDiv(time, perSecond), (int) (Math.floorMod(time, perSecond) * nanos), ZoneOffset.UTC);
            };
        }
        ZoneId zoneId = zone(column, zone);
        return row -> {
            long time = data.getLong(row * 8L);
            Instant instant =
                    Instant.ofEpochSecond(Math.floorDiv(time, perSecond), Math.floorMod(time, perSecond) * nanos);
            return ZonedDateTime.ofInstant(instant, zoneId);
        };
    }

    private static ZoneId zone(Column column, String zone) {
        try {
            return ZoneId.of(zone);
        } catch (DateTimeException e) {
            throw new MalformedArrowException(
                    "column '" + column.layout().path() + "' is in time zone '" + Names.printable(zone)
                            + "', which Java does not know; read it by batches",
                    e);
        }
    }

    private static ColumnReader.Values durations(Window data, ArrowType.Duration type) {
        return switch (type.getUnit()) {
            case SECOND -> row -> Duration.ofSeconds(data.getLong(row * 8L));
            case MILLISECOND -> row -> Duration.ofMillis(data.getLong(row * 8L));
            case MICROSECOND ->
                row -> {
                    long micros = data.getLong(row * 8L);
                    return Duration.ofSeconds(
                            Math.floorDiv(micros, 1_000_000L), Math.floorMod(micros, 1_000_000L) * 1000);
                };
            case NANOSECOND -> row -> Duration.ofNanos(data.getLong(row * 8L));
        };
    }

    private static ColumnReader.Values intervals(Window data, ArrowType.Interval type) {
        return switch (type.getUnit()) {
            case YEAR_MONTH -> row -> Period.ofMonths(data.getInt(row * 4L));
            case DAY_TIME ->
                row -> new PeriodDuration(
                        Period.ofDays(data.getInt(row * 8L)), Duration.ofMillis(data.getInt(row * 8L + 4)));
            case MONTH_DAY_NANO ->
                row -> new PeriodDuration(
                        Period.of(0, data.getInt(row * 16L), data.getInt(row * 16L + 4)),
                        Duration.ofNanos(data.getLong(row * 16L + 8)));
        };
    }

    private static TimeUnit unit(org.apache.arrow.vector.types.TimeUnit unit) {
        return switch (unit) {
            case SECOND -> TimeUnit.SECONDS;
            case MILLISECOND -> TimeUnit.MILLISECONDS;
            case MICROSECOND -> TimeUnit.MICROSECONDS;
            case NANOSECOND -> TimeUnit.NANOSECONDS;
        };
    }
}
