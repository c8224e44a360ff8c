/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.test.peer;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A table with a column of every type, each with values at the edges and a null. */
final class ArrowSamples {

    private static final Map<String, List<Object>> VALUES = new LinkedHashMap<>();

    static {
        column("bool", true, null, false);
        column("int8", 127L, null, -128L);
        column("int16", 32_767L, null, -32_768L);
        column("int32", 2_147_483_647L, null, -2_147_483_648L);
        column("int64", Long.MAX_VALUE, null, Long.MIN_VALUE);
        column("uint8", 255L, null, 0L);
        column("uint32", 4_294_967_295L, null, 0L);
        column("uint64", new BigInteger("18446744073709551615"), null, 0L);
        column("halffloat", 1.5, null, -2.0);
        column("float", 1.5, null, Double.NaN);
        column("double", 5.0, null, Double.NEGATIVE_INFINITY);
        column("string", "ü😀", null, "");
        column("large_string", "ü😀", null, "");
        column("date32[day]", LocalDate.of(2024, 2, 29), null, LocalDate.of(1969, 12, 31));
        column("date64[ms]", LocalDateTime.of(2024, 2, 29, 0, 0), null, LocalDateTime.of(1969, 12, 31, 0, 0));
        column("time32[ms]", LocalTime.of(10, 11, 12, 500_000_000), null, LocalTime.MIDNIGHT);
        column("time64[ns]", LocalTime.MAX, null, LocalTime.MIDNIGHT);
        column("timestamp[s]", LocalDateTime.of(2024, 1, 31, 10, 0), null, LocalDateTime.of(1960, 1, 1, 0, 0));
        column(
                "timestamp[ns]",
                LocalDateTime.of(2024, 1, 31, 10, 0, 0, 123_456_789),
                null,
                LocalDateTime.of(1960, 1, 1, 0, 0, 0, 1));
        column("timestamp[us, tz=UTC]", Instant.parse("2024-01-31T10:00:00.123456Z"), null, Instant.EPOCH);
        column("duration[ms]", Duration.ofMillis(1500), null, Duration.ofSeconds(-2));
        column("decimal128(10, 2)", new BigDecimal("12.34"), null, new BigDecimal("-0.05"));
        column(
                "decimal256(40, 3)",
                new BigDecimal("1234567890123456789012345678901234567.001"),
                null,
                new BigDecimal("0.000"));
        column("dictionary<values=string, indices=int32, ordered=0>", "a", null, "b");
        column("list<item: int32>", Arrays.asList(1L, null, 2L), null, List.of());
        column("struct<a: int32, b: string>", Map.of("a", 1L, "b", "x"), null, Map.of("a", 2L, "b", ""));
        column("null", null, null, null);
    }

    private ArrowSamples() {}

    private static void column(String type, Object... values) {
        VALUES.put(type, Arrays.asList(values));
    }

    static List<PeerColumn> columns() {
        return VALUES.keySet().stream()
                .map(type -> new PeerColumn("a " + type, type))
                .toList();
    }

    static List<Map<String, Object>> rows() {
        List<Map<String, Object>> rows = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            Map<String, Object> row = new LinkedHashMap<>();
            for (Map.Entry<String, List<Object>> column : VALUES.entrySet()) {
                row.put("a " + column.getKey(), column.getValue().get(i));
            }
            rows.add(row);
        }
        return rows;
    }

    static OutgoingPayload table(String type) {
        return OutgoingPayload.table("table", type, columns(), rows());
    }
}
