/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.vectors;

import io.natsbridge.camel.vectors.Notation.Column;
import io.natsbridge.camel.vectors.Recorder.Sent;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A table for each type that a column can have, with values at the edges and a null: from Python as a file, from Node.js as a stream. */
final class ColumnVectors {

    private static final Set<String> NOT_OF_NODE = Set.of("large_list<item: string>");

    private final Book book;
    private final Recorder recorder;
    private final List<Column> columns = new ArrayList<>();

    ColumnVectors(Book book, Recorder recorder) {
        this.book = book;
        this.recorder = recorder;
    }

    void write() {
        numbers();
        bytesAndTexts();
        times();
        nested();
        for (Column column : columns) {
            record("python", "table", column);
            if (!NOT_OF_NODE.contains(column.type())) {
                record("node", "arrowtable", column);
            }
        }
    }

    private void record(String producer, String type, Column column) {
        Sample sample = new Sample("column", type, null, List.of(column));
        Sent sent = recorder.peer(producer, List.of(sample.forPeer()), Map.of());
        String id = producer + "-column-"
                + column.type().replaceAll("[^a-z0-9+]+", "-").replaceFirst("-$", "");
        Draft draft = PeerVectors.draft(id, sent, List.of(sample.expected(type, "direct")));
        book.about("column:" + column.type())
                .accept(id, "A column of type " + column.type() + " from " + producer, draft);
    }

    private void add(String type, Object... values) {
        columns.add(new Column("c", type, Arrays.asList(values)));
    }

    private void numbers() {
        add("bool", true, null, false);
        add("int8", 127, null, -128);
        add("int16", 32_767, null, -32_768);
        add("int32", Integer.MAX_VALUE, null, Integer.MIN_VALUE);
        add("int64", Long.MAX_VALUE, null, Long.MIN_VALUE);
        add("uint8", 255, null, 0);
        add("uint16", 65_535, null, 0);
        add("uint32", 4_294_967_295L, null, 0);
        add("uint64", BigInteger.ONE.shiftLeft(64).subtract(BigInteger.ONE), null, 0);
        add("halffloat", 1.5, null, -2.0);
        add("float", 1.5, null, Double.NaN);
        add("double", 5.0, null, Double.NEGATIVE_INFINITY);
        add("decimal128(10, 2)", new BigDecimal("12.34"), null, new BigDecimal("-0.05"));
        add("decimal256(40, 3)", new BigDecimal("1" + "234567890".repeat(4) + ".001"), null, new BigDecimal("0.000"));
        add("null", null, null);
    }

    private void bytesAndTexts() {
        add("string", "ü😀", null, "");
        add("large_string", "ü😀", null, "");
        add("binary", new byte[] {0, -1}, null, new byte[0]);
        add("large_binary", new byte[] {0, -1}, null, new byte[0]);
        add("fixed_size_binary[3]", new byte[] {1, 2, 3}, null, new byte[] {-1, -2, -3});
        add("dictionary<values=string, indices=int32, ordered=0>", "a", null, "b", "a");
        add("dictionary<values=string, indices=int8, ordered=0>", "a", null, "a");
    }

    private void times() {
        add("date32[day]", LocalDate.of(2024, 2, 29), null, LocalDate.of(1969, 12, 31));
        add("date64[ms]", LocalDateTime.of(2024, 2, 29, 0, 0), null, LocalDateTime.of(1969, 12, 31, 0, 0));
        add("time32[s]", LocalTime.of(10, 11, 12), null, LocalTime.MIDNIGHT);
        add("time32[ms]", LocalTime.of(10, 11, 12, 500_000_000), null, LocalTime.MIDNIGHT);
        add("time64[us]", LocalTime.of(23, 59, 59, 999_999_000), null, LocalTime.MIDNIGHT);
        add("time64[ns]", LocalTime.MAX, null, LocalTime.MIDNIGHT);
        add("timestamp[s]", LocalDateTime.of(2024, 1, 31, 10, 0), null, LocalDateTime.of(1960, 1, 1, 0, 0));
        add("timestamp[ms]", LocalDateTime.of(2024, 1, 31, 10, 0), null, LocalDateTime.of(1969, 12, 31, 23, 59, 59));
        LocalDateTime nanoBefore = LocalDateTime.of(1969, 12, 31, 23, 59, 59, 999_999_999);
        add("timestamp[ns]", LocalDateTime.of(2024, 1, 31, 10, 0, 0, 123_456_789), null, nanoBefore);
        add("timestamp[ms, tz=+05:30]", Instant.parse("2024-01-31T10:00:00.123Z"), null, Instant.EPOCH);
        add("timestamp[us, tz=UTC]", Instant.parse("2024-01-31T10:00:00.123456Z"), null, Instant.EPOCH);
        add("timestamp[us, tz=Europe/Berlin]", Instant.parse("2024-07-31T10:00:00.5Z"), null, Instant.EPOCH);
        add("duration[s]", Duration.ofDays(10_000), null, Duration.ofSeconds(-2));
        add("duration[ms]", Duration.ofMillis(1500), null, Duration.ofMillis(-1));
        add("duration[ns]", Duration.ofNanos(1), null, Duration.ofNanos(-1));
    }

    private void nested() {
        add("list<item: int32>", Arrays.asList(1, null, 2), null, List.of());
        add("large_list<item: string>", List.of("x"), null, List.of());
        add("list<item: list<item: string>>", List.of(List.of("x"), List.of()), null, List.of());
        add("struct<a: int32, b: string>", Map.of("a", 1, "b", "x"), null, Map.of("a", 2, "b", ""));
        add("list<item: struct<a: int32>>", List.of(Map.of("a", 1)), null, List.of());
    }
}
