/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.it;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Period;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.arrow.vector.PeriodDuration;

/**
 * Values of all languages in one notation, so that what one side sent and what the other made of it can be compared:
 * integers of any width are alike, and floating-point numbers are, but not the one and the other.
 */
final class PeerValues {

    private PeerValues() {}

    /** A value, with all that is in it, in the common notation. */
    static Object plain(Object value) {
        if (value instanceof Byte || value instanceof Short || value instanceof Integer || value instanceof Long) {
            return BigInteger.valueOf(((Number) value).longValue());
        } else if (value instanceof Float number) {
            return number.doubleValue();
        } else if (value instanceof BigDecimal number && number.scale() < 0) {
            return number.setScale(0);
        } else if (value instanceof byte[] bytes) {
            return "bytes " + HexFormat.of().formatHex(bytes);
        } else if (value instanceof ZonedDateTime time) {
            return time.toInstant();
        } else if (value instanceof Period period) {
            return interval(period, 0);
        } else if (value instanceof PeriodDuration interval) {
            return interval(interval.getPeriod(), interval.getDuration().toNanos());
        } else if (value instanceof List<?> list) {
            return list(list);
        } else if (value instanceof Map<?, ?> map) {
            return map(map);
        }
        return value;
    }

    private static Object interval(Period period, long nanos) {
        return map(Map.of("months", period.toTotalMonths(), "days", period.get(ChronoUnit.DAYS), "nanoseconds", nanos));
    }

    private static List<Object> list(List<?> list) {
        List<Object> values = new ArrayList<>(list.size());
        list.forEach(item -> values.add(plain(item)));
        return values;
    }

    /** A map with other keys than text is a list of its entries, as Camel has it. */
    private static Object map(Map<?, ?> map) {
        if (!map.keySet().stream().allMatch(String.class::isInstance)) {
            List<Object> entries = new ArrayList<>();
            map.forEach((key, value) -> entries.add(entry(plain(key), plain(value))));
            return entries;
        }
        Map<String, Object> values = new LinkedHashMap<>();
        map.forEach((key, value) -> values.put((String) key, plain(value)));
        return values;
    }

    private static Map<String, Object> entry(Object key, Object value) {
        Map<String, Object> entry = new LinkedHashMap<>();
        entry.put("key", key);
        entry.put("value", value);
        return entry;
    }
}
