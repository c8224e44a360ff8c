/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.arrow;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.apache.arrow.vector.BigIntVector;
import org.apache.arrow.vector.BitVector;
import org.apache.arrow.vector.DateDayVector;
import org.apache.arrow.vector.Decimal256Vector;
import org.apache.arrow.vector.DecimalVector;
import org.apache.arrow.vector.DurationVector;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.Float4Vector;
import org.apache.arrow.vector.Float8Vector;
import org.apache.arrow.vector.IntervalMonthDayNanoVector;
import org.apache.arrow.vector.TimeMicroVector;
import org.apache.arrow.vector.TimeNanoVector;
import org.apache.arrow.vector.TimeStampVector;
import org.apache.arrow.vector.UInt8Vector;
import org.apache.arrow.vector.VarBinaryVector;
import org.apache.arrow.vector.VarCharVector;
import org.apache.arrow.vector.complex.ListVector;
import org.apache.arrow.vector.complex.StructVector;
import org.apache.arrow.vector.types.TimeUnit;
import org.apache.arrow.vector.types.pojo.ArrowType;

/** Chooses how values get into a vector, once per column. */
final class ColumnWriters {

    private static final long REFERENCE_BYTES = 8;
    private static final long NANOS_PER_SECOND = 1_000_000_000;
    private static final long MICROS_PER_SECOND = 1_000_000;
    private static final int NANOS_PER_MICRO = 1000;

    private ColumnWriters() {}

    /**
     * A writer for a vector of a type that {@link ColumnShape} chooses.
     *
     * @param size told how much was written
     */
    static ColumnWriter of(FieldVector vector, BatchSize size) {
        return switch (vector.getField().getType().getTypeID()) {
            case Bool -> {
                BitVector bits = (BitVector) vector;
                yield (index, value) -> bits.setSafe(index, (Boolean) value ? 1 : 0);
            }
            case Int -> integers(vector);
            case FloatingPoint -> floats(vector);
            case Decimal -> decimals(vector);
            case Utf8 -> texts((VarCharVector) vector, size);
            case Binary -> bytes((VarBinaryVector) vector, size);
            case Date -> {
                DateDayVector days = (DateDayVector) vector;
                yield (index, value) ->
                        days.setSafe(index, (int) JavaValues.date(value).toEpochDay());
            }
            case Time -> times(vector);
            case Timestamp -> timestamps((TimeStampVector) vector);
            case Duration -> durations((DurationVector) vector);
            case Interval -> intervals((IntervalMonthDayNanoVector) vector);
            case List -> lists((ListVector) vector, size);
            case Struct -> structs((StructVector) vector, size);
            default ->
                (index, value) -> {
                    throw new MalformedArrowException(
                            "the rows changed while they were written: column '" + vector.getName() + "' was empty");
                };
        };
    }

    private static ColumnWriter integers(FieldVector vector) {
        if (vector instanceof UInt8Vector unsigned) {
            return (index, value) -> unsigned.setSafe(index, ((Number) value).longValue());
        }
        BigIntVector signed = (BigIntVector) vector;
        return (index, value) -> signed.setSafe(index, ((Number) value).longValue());
    }

    private static ColumnWriter floats(FieldVector vector) {
        if (vector instanceof Float4Vector singles) {
            return (index, value) -> singles.setSafe(index, (Float) value);
        }
        Float8Vector doubles = (Float8Vector) vector;
        return (index, value) -> doubles.setSafe(index, ((Number) value).doubleValue());
    }

    private static ColumnWriter decimals(FieldVector vector) {
        int scale = ((ArrowType.Decimal) vector.getField().getType()).getScale();
        if (vector instanceof Decimal256Vector wide) {
            return (index, value) -> wide.setSafe(index, decimal(value, scale));
        }
        DecimalVector narrow = (DecimalVector) vector;
        return (index, value) -> narrow.setSafe(index, decimal(value, scale));
    }

    private static BigDecimal decimal(Object value, int scale) {
        if (value instanceof BigDecimal decimal) {
            return decimal.setScale(scale);
        }
        BigDecimal whole = value instanceof BigInteger integer
                ? new BigDecimal(integer)
                : BigDecimal.valueOf(((Number) value).longValue());
        return whole.setScale(scale);
    }

    private static ColumnWriter texts(VarCharVector vector, BatchSize size) {
        return (index, value) -> {
            byte[] bytes = JavaValues.text(value).getBytes(StandardCharsets.UTF_8);
            vector.setSafe(index, bytes);
            size.add(bytes.length);
        };
    }

    private static ColumnWriter bytes(VarBinaryVector vector, BatchSize size) {
        return (index, value) -> {
            byte[] bytes = JavaValues.bytes(value);
            vector.setSafe(index, bytes);
            size.add(bytes.length);
        };
    }

    private static ColumnWriter times(FieldVector vector) {
        if (vector instanceof TimeNanoVector nanos) {
            return (index, value) -> nanos.setSafe(index, JavaValues.time(value).toNanoOfDay());
        }
        TimeMicroVector micros = (TimeMicroVector) vector;
        return (index, value) -> micros.setSafe(index, JavaValues.time(value).toNanoOfDay() / NANOS_PER_MICRO);
    }

    private static ColumnWriter timestamps(TimeStampVector vector) {
        ArrowType.Timestamp type = (ArrowType.Timestamp) vector.getField().getType();
        boolean nanos = type.getUnit() == TimeUnit.NANOSECOND;
        if (type.getTimezone() == null) {
            return (index, value) -> {
                Instant instant = ((LocalDateTime) value).toInstant(ZoneOffset.UTC);
                vector.setSafe(index, ticks(instant.getEpochSecond(), instant.getNano(), nanos));
            };
        }
        return (index, value) -> {
            Instant instant = JavaValues.instant(value);
            vector.setSafe(index, ticks(instant.getEpochSecond(), instant.getNano(), nanos));
        };
    }

    private static ColumnWriter durations(DurationVector vector) {
        boolean nanos = ((ArrowType.Duration) vector.getField().getType()).getUnit() == TimeUnit.NANOSECOND;
        return (index, value) -> {
            Duration duration = (Duration) value;
            vector.setSafe(index, ticks(duration.getSeconds(), duration.getNano(), nanos));
        };
    }

    private static long ticks(long seconds, int nano, boolean nanos) {
        return nanos ? seconds * NANOS_PER_SECOND + nano : seconds * MICROS_PER_SECOND + nano / NANOS_PER_MICRO;
    }

    private static ColumnWriter intervals(IntervalMonthDayNanoVector vector) {
        return (index, value) -> {
            IntervalValue interval = IntervalValue.of(value);
            vector.setSafe(index, interval.months(), interval.days(), interval.nanos());
        };
    }

    private static ColumnWriter lists(ListVector vector, BatchSize size) {
        ColumnWriter elements = of(vector.getDataVector(), size);
        return (index, value) -> {
            Collection<?> list = JavaValues.elements(value);
            int at = vector.startNewValue(index);
            for (Object element : list) {
                if (element != null) {
                    elements.write(at, element);
                }
                at++;
            }
            vector.endValue(index, list.size());
            size.add(REFERENCE_BYTES * list.size());
        };
    }

    private static ColumnWriter structs(StructVector vector, BatchSize size) {
        List<FieldVector> children = vector.getChildrenFromFields();
        String[] names = children.stream().map(FieldVector::getName).toArray(String[]::new);
        ColumnWriter[] fields = children.stream().map(child -> of(child, size)).toArray(ColumnWriter[]::new);
        return (index, value) -> {
            Map<?, ?> map = (Map<?, ?>) value;
            vector.setIndexDefined(index);
            for (int i = 0; i < names.length; i++) {
                Object field = map.get(names[i]);
                if (field != null) {
                    fields[i].write(index, field);
                }
            }
            size.add(REFERENCE_BYTES * names.length);
        };
    }
}
