/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.arrow;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.Period;
import java.time.ZonedDateTime;
import java.util.Collection;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.apache.arrow.vector.PeriodDuration;

/** What sort of column a Java value belongs into. */
enum ValueKind {
    BOOLEAN(Boolean.class),
    INTEGER(Long.class, Integer.class, Short.class, Byte.class),
    BIG_INTEGER(BigInteger.class),
    FLOAT(Float.class),
    DOUBLE(Double.class),
    DECIMAL(BigDecimal.class),
    TEXT(CharSequence.class, Enum.class, UUID.class, Character.class),
    BYTES(byte[].class, ByteBuffer.class),
    LOCAL_DATE(LocalDate.class, java.sql.Date.class),
    LOCAL_TIME(LocalTime.class, java.sql.Time.class),
    LOCAL_DATE_TIME(LocalDateTime.class),
    INSTANT(Instant.class, ZonedDateTime.class, OffsetDateTime.class, Date.class),
    DURATION(Duration.class),
    INTERVAL(Period.class, PeriodDuration.class),
    LIST(Collection.class, Object[].class),
    STRUCT(Map.class);

    private static final ClassValue<Optional<ValueKind>> KINDS = new ClassValue<>() {
        @Override
        protected Optional<ValueKind> computeValue(Class<?> type) {
            for (ValueKind kind : values()) {
                if (kind.types.stream().anyMatch(known -> known.isAssignableFrom(type))) {
                    return Optional.of(kind);
                }
            }
            return type.isArray() ? Optional.of(LIST) : Optional.empty();
        }
    };

    @SuppressWarnings("ImmutableEnumChecker") // the lists and the classes never change
    private final List<Class<?>> types;

    ValueKind(Class<?>... types) {
        this.types = List.of(types);
    }

    /** The kind of a value that is not null, or empty when there is no column for it. */
    static Optional<ValueKind> of(Object value) {
        return KINDS.get(value.getClass());
    }

    boolean isNumber() {
        return this == INTEGER || this == BIG_INTEGER || this == FLOAT || this == DOUBLE || this == DECIMAL;
    }
}
