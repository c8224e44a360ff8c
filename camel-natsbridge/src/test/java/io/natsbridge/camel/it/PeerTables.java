/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.it;

import io.natsbridge.camel.it.PeerSamples.Sample;
import io.natsbridge.camel.test.peer.OutgoingPayload;
import io.natsbridge.camel.test.peer.PeerColumn;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.Period;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Tables with a column of each type, each column with values at the edges and a null. */
final class PeerTables {

    /** What a peer can make: the type in pyarrow's words, and the values. */
    private static final Map<String, List<Object>> OF_PEERS = new LinkedHashMap<>();
    /** What Camel makes of the rows of a route: the values, and the type that the peer sees. */
    private static final Map<String, List<Object>> OF_ROWS = new LinkedHashMap<>();

    static {
        peers("bool", true, null, false);
        peers("int8", 127, null, -128);
        peers("int16", 32_767, null, -32_768);
        peers("int32", Integer.MAX_VALUE, null, Integer.MIN_VALUE);
        peers("int64", Long.MAX_VALUE, null, Long.MIN_VALUE);
        peers("uint8", 255, null, 0);
        peers("uint16", 65_535, null, 0);
        peers("uint32", 4_294_967_295L, null, 0);
        peers("uint64", BigInteger.ONE.shiftLeft(64).subtract(BigInteger.ONE), null, 0);
        peers("halffloat", 1.5, null, -2.0);
        peers("float", 1.5, null, Double.NaN);
        peers("double", 5.0, null, Double.NEGATIVE_INFINITY);
        peers("string", "ü😀", null, "");
        peers("large_string", "ü😀", null, "");
        peers("binary", new byte[] {0, -1}, null, new byte[0]);
        peers("large_binary", new byte[] {0, -1}, null, new byte[0]);
        peers("fixed_size_binary[3]", new byte[] {1, 2, 3}, null, new byte[] {-1, -2, -3});
        peers("date32[day]", LocalDate.of(2024, 2, 29), null, LocalDate.of(1969, 12, 31));
        peers("date64[ms]", LocalDateTime.of(2024, 2, 29, 0, 0), null, LocalDateTime.of(1969, 12, 31, 0, 0));
        peers("time32[s]", LocalTime.of(10, 11, 12), null, LocalTime.MIDNIGHT);
        peers("time32[ms]", LocalTime.of(10, 11, 12, 500_000_000), null, LocalTime.MIDNIGHT);
        peers("time64[us]", LocalTime.of(23, 59, 59, 999_999_000), null, LocalTime.MIDNIGHT);
        peers("time64[ns]", LocalTime.MAX, null, LocalTime.MIDNIGHT);
        peers("timestamp[s]", LocalDateTime.of(2024, 1, 31, 10, 0), null, LocalDateTime.of(1960, 1, 1, 0, 0));
        peers("timestamp[ns]", LocalDateTime.of(2024, 1, 31, 10, 0, 0, 123_456_789), null, nanoBeforeTheEpoch());
        peers("timestamp[ms, tz=+05:30]", Instant.parse("2024-01-31T10:00:00.123Z"), null, Instant.EPOCH);
        peers("timestamp[us, tz=UTC]", Instant.parse("2024-01-31T10:00:00.123456Z"), null, Instant.EPOCH);
        peers("timestamp[us, tz=Europe/Berlin]", Instant.parse("2024-07-31T10:00:00.5Z"), null, Instant.EPOCH);
        peers("duration[s]", Duration.ofDays(10_000), null, Duration.ofSeconds(-2));
        peers("duration[ms]", Duration.ofMillis(1500), null, Duration.ofMillis(-1));
        peers("duration[ns]", Duration.ofNanos(1), null, Duration.ofNanos(-1));
        peers("decimal128(10, 2)", new BigDecimal("12.34"), null, new BigDecimal("-0.05"));
        peers("decimal256(40, 3)", new BigDecimal("1" + "234567890".repeat(4) + ".001"), null, new BigDecimal("0.000"));
        peers("dictionary<values=string, indices=int32, ordered=0>", "a", null, "b");
        peers("dictionary<values=string, indices=int8, ordered=0>", "a", null, "a");
        peers("list<item: int32>", Arrays.asList(1, null, 2), null, List.of());
        peers("large_list<item: string>", List.of("x"), null, List.of());
        peers("list<item: list<item: string>>", List.of(List.of("x"), List.of()), null, List.of());
        peers("struct<a: int32, b: string>", Map.of("a", 1, "b", "x"), null, Map.of("a", 2, "b", ""));
        peers("list<item: struct<a: int32>>", List.of(Map.of("a", 1)), null, List.of());
        peers("null", null, null, null);

        rows("bool", true, null, false);
        rows("int64", Long.MAX_VALUE, null, Long.MIN_VALUE);
        rows("uint64", BigInteger.ONE.shiftLeft(63), null, 5);
        rows("double", 1.0, null, -2.5);
        rows("float", 1.5f, null, Float.NaN);
        rows("decimal128(5, 3)", new BigDecimal("12.300"), null, new BigDecimal("-0.005"));
        rows("decimal256(40, 0)", new BigDecimal("1".repeat(40)), null, BigDecimal.ZERO);
        rows("string", "ü😀", null, "");
        rows("binary", new byte[] {0, -1}, null, new byte[0]);
        rows("date32[day]", LocalDate.of(2024, 2, 29), null, LocalDate.of(1969, 12, 31));
        rows("time64[us]", LocalTime.of(10, 11, 12, 500_000_000), null, LocalTime.MIDNIGHT);
        rows("time64[ns]", LocalTime.MAX, null, LocalTime.MIDNIGHT);
        rows("timestamp[us]", LocalDateTime.of(2024, 1, 31, 10, 0), null, LocalDateTime.of(1960, 1, 1, 0, 0));
        rows("timestamp[ns]", nanoBeforeTheEpoch(), null, LocalDateTime.of(2024, 1, 31, 10, 0));
        rows("timestamp[us, tz=UTC]", Instant.parse("2024-01-31T10:00:00.123456Z"), null, Instant.EPOCH);
        rows("duration[us]", Duration.ofMillis(1500), null, Duration.ofSeconds(-2));
        rows("month_day_nano_interval", Period.of(1, 2, 3), null, Period.ofDays(-1));
        rows("list<item: int64>", Arrays.asList(1, null, 2), null, List.of());
        rows("struct<a: int64, b: list<item: string>>", struct(1, List.of("x")), null, struct(null, List.of()));
        rows("null", null, null, null);
    }

    private PeerTables() {}

    private static void peers(String type, Object... values) {
        OF_PEERS.put(type, Arrays.asList(values));
    }

    private static void rows(String type, Object... values) {
        OF_ROWS.put(type, Arrays.asList(values));
    }

    private static LocalDateTime nanoBeforeTheEpoch() {
        return LocalDateTime.of(1969, 12, 31, 23, 59, 59, 999_999_999);
    }

    private static Map<String, Object> struct(Object a, Object b) {
        Map<String, Object> struct = new LinkedHashMap<>();
        struct.put("a", a);
        struct.put("b", b);
        return struct;
    }

    /** The columns of {@link #ofPeer}. */
    static List<PeerColumn> columnsOfPeer() {
        return columns(OF_PEERS);
    }

    /** The columns that a peer sees of {@link #ofRows}. */
    static List<PeerColumn> columnsOfRows() {
        return columns(OF_ROWS);
    }

    private static List<PeerColumn> columns(Map<String, List<Object>> table) {
        return table.keySet().stream()
                .map(type -> new PeerColumn("a " + type, type))
                .toList();
    }

    /** A table that a peer is told to send. */
    static OutgoingPayload ofPeer(String type) {
        return OutgoingPayload.table("größe", type, columnsOfPeer(), table(OF_PEERS));
    }

    /** The same table as Java reads it: dates have no time. */
    static Sample ofPeerInJava(String type) {
        List<Map<String, Object>> rows = table(OF_PEERS);
        rows.forEach(row -> row.computeIfPresent("a date64[ms]", (key, date) -> ((LocalDateTime) date).toLocalDate()));
        return new Sample("größe", type, rows);
    }

    /** The same table as the peer tells it. */
    static Sample ofPeerAsTold(String type) {
        return new Sample("größe", type, table(OF_PEERS));
    }

    /** A table that a route sends as rows. */
    static Sample ofRows(String type) {
        return new Sample("größe", type, table(OF_ROWS));
    }

    private static List<Map<String, Object>> table(Map<String, List<Object>> columns) {
        List<Map<String, Object>> rows = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            Map<String, Object> row = new LinkedHashMap<>();
            for (Map.Entry<String, List<Object>> column : columns.entrySet()) {
                row.put("a " + column.getKey(), column.getValue().get(i));
            }
            rows.add(row);
        }
        return rows;
    }
}
