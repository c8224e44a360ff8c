/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.arrow;

import static io.natsbridge.camel.arrow.ArrowFixtures.column;
import static io.natsbridge.camel.arrow.ArrowFixtures.read;
import static io.natsbridge.camel.arrow.ArrowFixtures.schema;
import static io.natsbridge.camel.arrow.ArrowFixtures.write;
import static io.natsbridge.camel.arrow.NestedSamples.map;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.natsbridge.camel.error.NatsBridgeException.PayloadConversionException;
import java.io.ByteArrayOutputStream;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.sql.Time;
import java.sql.Timestamp;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.Period;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.apache.arrow.vector.PeriodDuration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ArrowRowTypesTest {

    private static final Instant INSTANT = Instant.parse("2024-02-29T12:30:15.123456Z");

    @AfterEach
    void everythingIsGivenBack() {
        assertThat(ArrowTables.allocatedBytes()).isZero();
    }

    static Stream<Arguments> valuesAndTypes() {
        ZonedDateTime utc = INSTANT.atZone(ZoneId.of("UTC"));
        UUID id = new UUID(1, 2);
        return Stream.of(
                Arguments.of((byte) 1, "Int(64, true)", 1L),
                Arguments.of((short) 1, "Int(64, true)", 1L),
                Arguments.of(1, "Int(64, true)", 1L),
                Arguments.of(Long.MIN_VALUE, "Int(64, true)", Long.MIN_VALUE),
                Arguments.of(BigInteger.TEN, "Int(64, true)", 10L),
                Arguments.of(BigInteger.ONE.shiftLeft(63), "Int(64, false)", BigInteger.ONE.shiftLeft(63)),
                Arguments.of(
                        BigInteger.ONE.shiftLeft(64),
                        "Decimal(20, 0, 128)",
                        new BigDecimal(BigInteger.ONE.shiftLeft(64))),
                Arguments.of(
                        BigInteger.ONE.shiftLeft(200),
                        "Decimal(61, 0, 256)",
                        new BigDecimal(BigInteger.ONE.shiftLeft(200))),
                Arguments.of(new BigDecimal("-12.50"), "Decimal(4, 2, 128)", new BigDecimal("-12.50")),
                Arguments.of(new BigDecimal("1E+3"), "Decimal(4, 0, 128)", new BigDecimal("1000")),
                Arguments.of(new BigDecimal("0.001"), "Decimal(4, 3, 128)", new BigDecimal("0.001")),
                Arguments.of(1.5f, "FloatingPoint(SINGLE)", 1.5f),
                Arguments.of(Double.NaN, "FloatingPoint(DOUBLE)", Double.NaN),
                Arguments.of(true, "Bool", true),
                Arguments.of("aé😀", "Utf8", "aé😀"),
                Arguments.of(CharBuffer.wrap("x"), "Utf8", "x"),
                Arguments.of('x', "Utf8", "x"),
                Arguments.of(DayOfWeek.MONDAY, "Utf8", "MONDAY"),
                Arguments.of(id, "Utf8", id.toString()),
                Arguments.of(LocalDate.of(2024, 2, 29), "Date(DAY)", LocalDate.of(2024, 2, 29)),
                Arguments.of(java.sql.Date.valueOf("2024-02-29"), "Date(DAY)", LocalDate.of(2024, 2, 29)),
                Arguments.of(LocalTime.of(1, 2, 3, 4000), "Time(MICROSECOND, 64)", LocalTime.of(1, 2, 3, 4000)),
                Arguments.of(LocalTime.of(1, 2, 3, 4), "Time(NANOSECOND, 64)", LocalTime.of(1, 2, 3, 4)),
                Arguments.of(Time.valueOf("01:02:03"), "Time(MICROSECOND, 64)", LocalTime.of(1, 2, 3)),
                Arguments.of(
                        LocalDateTime.of(1969, 1, 1, 1, 1, 1, 5000),
                        "Timestamp(MICROSECOND, null)",
                        LocalDateTime.of(1969, 1, 1, 1, 1, 1, 5000)),
                Arguments.of(
                        LocalDateTime.of(1969, 1, 1, 1, 1, 1, 5),
                        "Timestamp(NANOSECOND, null)",
                        LocalDateTime.of(1969, 1, 1, 1, 1, 1, 5)),
                Arguments.of(INSTANT, "Timestamp(MICROSECOND, UTC)", utc),
                Arguments.of(INSTANT.plusNanos(1), "Timestamp(NANOSECOND, UTC)", utc.plusNanos(1)),
                Arguments.of(INSTANT.atZone(ZoneId.of("Asia/Tokyo")), "Timestamp(MICROSECOND, UTC)", utc),
                Arguments.of(
                        OffsetDateTime.ofInstant(INSTANT, ZoneOffset.ofHours(3)), "Timestamp(MICROSECOND, UTC)", utc),
                Arguments.of(
                        Date.from(Instant.ofEpochMilli(1500)),
                        "Timestamp(MICROSECOND, UTC)",
                        Instant.ofEpochMilli(1500).atZone(ZoneId.of("UTC"))),
                Arguments.of(Timestamp.from(INSTANT), "Timestamp(MICROSECOND, UTC)", utc),
                Arguments.of(Duration.ofMillis(-1500), "Duration(MICROSECOND)", Duration.ofMillis(-1500)),
                Arguments.of(Duration.ofNanos(-1), "Duration(NANOSECOND)", Duration.ofNanos(-1)),
                Arguments.of(
                        Period.of(1, 2, 3),
                        "Interval(MONTH_DAY_NANO)",
                        new PeriodDuration(Period.of(0, 14, 3), Duration.ZERO)),
                Arguments.of(List.of(1, 2), "List", List.of(1L, 2L)),
                Arguments.of(new int[] {1, 2}, "List", List.of(1L, 2L)),
                Arguments.of(new String[] {"a", null}, "List", Arrays.asList("a", null)),
                Arguments.of(List.of(), "List", List.of()),
                Arguments.of(
                        map("a", 1, "b", List.of(map("c", "x"))), "Struct", map("a", 1L, "b", List.of(map("c", "x")))),
                Arguments.of(null, "Null", null));
    }

    @ParameterizedTest(name = "{0} as {1}")
    @MethodSource("valuesAndTypes")
    void everyValueGetsAColumnThatHoldsIt(Object value, String type, Object read) {
        byte[] bytes = write(column(value, null));

        assertThat(schema(bytes).findField("c").getType()).hasToString(type);
        assertThat(read(bytes)).isEqualTo(column(read, null));
    }

    @Test
    void bytesStayBytes() {
        List<Map<String, Object>> rows =
                read(write(column(new byte[] {1, 2}, ByteBuffer.wrap(new byte[] {9, 3, 4}, 1, 2))));

        assertThat(rows).extracting(row -> row.get("c")).containsExactly(new byte[] {1, 2}, new byte[] {3, 4});
    }

    static Stream<Arguments> mixtures() {
        return Stream.of(
                Arguments.of(List.of(1, 2.5), List.of(1.0, 2.5)),
                Arguments.of(List.of(1L << 53, 0.5f), List.of((double) (1L << 53), 0.5)),
                Arguments.of(List.of(0.1f, 0.1), List.of((double) 0.1f, 0.1)),
                Arguments.of(
                        List.of(7, new BigDecimal("0.25")), List.of(new BigDecimal("7.00"), new BigDecimal("0.25"))),
                Arguments.of(List.of((byte) 1, Long.MAX_VALUE), List.of(1L, Long.MAX_VALUE)),
                Arguments.of(
                        List.of(1, BigInteger.ONE.shiftLeft(63)),
                        List.of(BigInteger.ONE, BigInteger.ONE.shiftLeft(63))),
                Arguments.of(
                        List.of(-1, BigInteger.ONE.shiftLeft(63)),
                        List.of(new BigDecimal(-1), new BigDecimal(BigInteger.ONE.shiftLeft(63)))),
                Arguments.of(
                        List.of(LocalTime.of(1, 0), LocalTime.of(1, 0, 0, 1)),
                        List.of(LocalTime.of(1, 0), LocalTime.of(1, 0, 0, 1))),
                Arguments.of(
                        List.of(map("a", 1), map("b", "x")),
                        List.of(map("a", 1L, "b", null), map("a", null, "b", "x"))),
                Arguments.of(
                        List.of(List.of(), List.of(1), List.of(0.5)), List.of(List.of(), List.of(1.0), List.of(0.5))));
    }

    @ParameterizedTest
    @MethodSource("mixtures")
    void valuesOfOneKindShareAColumn(List<Object> values, List<Object> read) {
        assertThat(read(write(column(values.toArray())))).isEqualTo(column(read.toArray()));
    }

    static Stream<Arguments> refused() {
        List<Object> self = new ArrayList<>();
        self.add(self);
        return Stream.of(
                Arguments.of(List.of(1, "x"), "column 'c' at rows[1] has type String, in an earlier row Integer"),
                Arguments.of(List.of(map("k", 1), map("k", true)), "column 'c.k' at rows[1] has type Boolean"),
                Arguments.of(
                        List.of(0.5, (1L << 53) + 1), "the whole number 9007199254740993, which a double cannot hold"),
                Arguments.of(List.of(0.5, BigDecimal.ONE), "both BigDecimal and floating-point numbers"),
                Arguments.of(
                        List.of(new BigDecimal("1E+70"), new BigDecimal("1E-10")),
                        "71 digits before and 10 after the point"),
                Arguments.of(List.of(new Object()), "holds a java.lang.Object, for which there is no type of column"),
                Arguments.of(List.of("\uD83D"), "half of a surrogate pair"),
                Arguments.of(List.of(Map.of(1, 2)), "holds a map with a key that is no text"),
                Arguments.of(List.of(self), "is nested too deeply, or holds itself"),
                Arguments.of(List.of(LocalDate.MAX), "holds a date beyond the years"),
                Arguments.of(List.of(LocalDateTime.MAX), "holds a time that 64 bits of nanoseconds"),
                Arguments.of(List.of(Duration.ofSeconds(Long.MIN_VALUE)), "holds a time that 64 bits of microseconds"),
                Arguments.of(List.of(Period.ofYears(Integer.MAX_VALUE)), "holds a period beyond the months"));
    }

    @ParameterizedTest
    @MethodSource("refused")
    void nothingIsWrittenWhenAValueDoesNotFit(List<Object> values, String message) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();

        assertThatThrownBy(() -> ArrowTables.writeRows(column(values.toArray()), out, ArrowFixtures.STREAM))
                .isInstanceOf(PayloadConversionException.class)
                .hasMessageStartingWith("NB-103: Payload 'table': cannot write the Arrow data: ")
                .hasMessageContaining(message);
        assertThat(out.size()).isZero();
    }
}
