/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.csv;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tables as comma-separated values. */
class CsvTest {

    private static List<Object> column(String csv) throws MalformedCsvException {
        List<Object> values = new ArrayList<>();
        Csv.read(csv).forEach(row -> values.add(row.values().iterator().next()));
        return values;
    }

    private static String written(Object... values) {
        List<Map<String, Object>> rows = new ArrayList<>();
        for (Object value : values) {
            Map<String, Object> row = new LinkedHashMap<>();
            row.put("c", value);
            row.put("d", 1);
            rows.add(row);
        }
        return Csv.write(List.of("c", "d"), rows);
    }

    @Test
    void quotesWhatNeedsQuotesAndDoublesThoseInside() {
        assertThat(written("a,b", "say \"hi\"", "two\nlines", "two\r\nlines", " spaces ", "x".repeat(100)))
                .isEqualTo(
                        "c,d\r\n\"a,b\",1\r\n\"say \"\"hi\"\"\",1\r\n\"two\nlines\",1\r\n\"two\r\nlines\",1\r\n spaces ,1\r\n"
                                + "x".repeat(100) + ",1\r\n");
    }

    @Test
    void tellsNothingFromAnEmptyText() throws Exception {
        assertThat(written(null, "")).isEqualTo("c,d\r\n,1\r\n\"\",1\r\n");
        assertThat(column("c,d\r\n,1\r\n\"\",1\r\n")).containsExactly(null, "");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a,b",
                "\"",
                "\"\"",
                "two\nlines",
                "\r",
                " x ",
                "Grüße 世界 😀 \u2028\u0000",
                "#no comment",
                "a\\b",
                "'",
                ";",
                "\t"
            })
    void keepsEveryTextBothWays(String text) throws Exception {
        assertThat(column(written(text, "y"))).containsExactly(text, "y");
    }

    @Test
    void writesNumbersDatesBytesAndNestedValues() {
        assertThat(written(
                                new BigDecimal("1E+30"),
                                BigInteger.ONE.shiftLeft(100),
                                -0.1,
                                1e10,
                                LocalDate.of(2024, 2, 29),
                                LocalDateTime.of(2024, 1, 31, 10, 0),
                                LocalTime.NOON,
                                Instant.EPOCH,
                                Instant.EPOCH.atZone(ZoneId.of("Europe/Berlin")),
                                Duration.ofMillis(1500),
                                new byte[] {0, -1},
                                true,
                                List.of(1, "x"),
                                Map.of("k", "v"))
                        .split("\r\n"))
                .containsExactly(
                        "c,d",
                        "1" + "0".repeat(30) + ",1",
                        "1267650600228229401496703205376,1",
                        "-0.1,1",
                        "1.0E10,1",
                        "2024-02-29,1",
                        "2024-01-31T10:00:00,1",
                        "12:00:00,1",
                        "1970-01-01T00:00:00Z,1",
                        "1970-01-01T01:00:00+01:00,1",
                        "PT1.5S,1",
                        "AP8=,1",
                        "true,1",
                        "\"[1,\"\"x\"\"]\",1",
                        "\"{\"\"k\"\":\"\"v\"\"}\",1");
    }

    @Test
    void aTableWhoseFirstNameBeginsWithABracketIsNoJson() throws Exception {
        String csv = Csv.write(List.of("[a]"), List.of(Map.of("[a]", "x")));
        assertThat(csv).startsWith("\"[a]\"");
        assertThat(Csv.read(csv)).isEqualTo(List.of(Map.of("[a]", "x")));
    }

    record Typed(String texts, List<Object> values) {}

    static List<Typed> typed() {
        return List.of(
                new Typed("1,-2,,9223372036854775807", Arrays.asList(1L, -2L, null, Long.MAX_VALUE)),
                new Typed("1,9223372036854775808", List.of(1L, BigInteger.ONE.shiftLeft(63))),
                new Typed("1,2.5,1.0E10,NaN,-Infinity", List.of(1.0, 2.5, 1e10, Double.NaN, Double.NEGATIVE_INFINITY)),
                new Typed("0.1,1.10", List.of(0.1, 1.1)),
                new Typed(
                        "0.12345678901234567890,1", List.of(new BigDecimal("0.12345678901234567890"), BigDecimal.ONE)),
                new Typed("9007199254740993,0.5", List.of(new BigDecimal("9007199254740993"), new BigDecimal("0.5"))),
                new Typed("true,,false", Arrays.asList(true, null, false)),
                new Typed("2024-02-29,1969-12-31", List.of(LocalDate.of(2024, 2, 29), LocalDate.of(1969, 12, 31))),
                new Typed(
                        "2024-01-31T10:00:00,2024-01-31T10:00:00.000000001",
                        List.of(LocalDateTime.of(2024, 1, 31, 10, 0), LocalDateTime.of(2024, 1, 31, 10, 0, 0, 1))),
                new Typed(
                        "1970-01-01T00:00:00Z,1970-01-01T01:00:00+01:00",
                        List.of(
                                OffsetDateTime.parse("1970-01-01T00:00:00Z"),
                                OffsetDateTime.parse("1970-01-01T01:00:00+01:00"))),
                new Typed("12:00:00,23:59:59.5", List.of(LocalTime.NOON, LocalTime.of(23, 59, 59, 500_000_000))));
    }

    @ParameterizedTest
    @MethodSource("typed")
    void aColumnHasTheTypeThatAllItsValuesHave(Typed typed) throws Exception {
        String csv = "c,d\n" + typed.texts().replace(",", ",x\n") + ",x";
        assertThat(column(csv)).isEqualTo(typed.values());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "007",
                "+1",
                "1e5",
                ".5",
                "5.",
                "-0",
                " 1",
                "1_000",
                "0x10",
                "1.5f",
                "NaN",
                "Infinity",
                "TRUE",
                "yes",
                "2024-02-30",
                "2024-1-1",
                "24.12.2024",
                "12:30",
                "2024-01-31 10:00:00",
                "10:00:61",
                "2024-01-31T10:00",
                "1.0E999",
                "١"
            })
    void whatWouldLoseItsFormStaysText(String text) throws Exception {
        assertThat(column("c,d\n" + text + ",x\n")).containsExactly(text);
    }

    @Test
    void aNumberWithMoreDigitsThanAnyColumnHoldsStaysText() throws Exception {
        assertThat(column("c,d\n" + "9".repeat(77) + ",x\n")).containsExactly("9".repeat(77));
        assertThat(column("c,d\n" + "9".repeat(76) + ",x\n")).containsExactly(new BigInteger("9".repeat(76)));
        assertThat(column("c,d\n0." + "1".repeat(39) + ",x\n")).containsExactly("0." + "1".repeat(39));
    }

    @Test
    void oneValueOfAnotherKindMakesAColumnText() throws Exception {
        assertThat(column("c,d\n1,x\ntwo,x\n")).containsExactly("1", "two");
        assertThat(column("c,d\n2024-02-29,x\n12:00:00,x\n")).containsExactly("2024-02-29", "12:00:00");
    }

    @Test
    void anEmptyLineIsANullWhereThereIsOneColumn() throws Exception {
        assertThat(column("c\n1\n\n3\n")).containsExactly(1L, null, 3L);
        String csv = Csv.write(List.of("c"), Arrays.asList(Map.of("c", 1), Map.of(), Map.of("c", "")));
        assertThat(column(csv)).containsExactly("1", null, "");
    }

    @Test
    void anEmptyLineIsPassedOverWhereThereAreMoreColumns() throws Exception {
        assertThat(Csv.read("a,b\n1,2\n\n3,4\n\n")).hasSize(2);
    }

    @Test
    void aByteOrderMarkAndEitherEndOfLinesAreTaken() throws Exception {
        assertThat(Csv.read("\ufeffa,b\r\n1,2\r\n")).isEqualTo(List.of(Map.of("a", 1L, "b", 2L)));
        assertThat(Csv.read("a,b\n1,2")).isEqualTo(List.of(Map.of("a", 1L, "b", 2L)));
    }

    @Test
    void aTextWithoutRowsHasNone() throws Exception {
        assertThat(Csv.read("")).isEmpty();
        assertThat(Csv.read("a,b\r\n")).isEmpty();
    }

    @Test
    void aRowOfAnotherWidthIsRefused() {
        assertThatThrownBy(() -> Csv.read("a,b\n1,2\n3\n"))
                .isInstanceOf(MalformedCsvException.class)
                .hasMessageContaining("1 cells")
                .hasMessageContaining("2 columns");
        assertThatThrownBy(() -> Csv.read("a,b\n1,2,secret\n"))
                .hasMessageContaining("3 cells")
                .hasMessageNotContaining("secret");
    }

    @Test
    void twoColumnsOfOneNameAreRefused() {
        assertThatThrownBy(() -> Csv.read("a,b,a\n1,2,3\n"))
                .isInstanceOf(MalformedCsvException.class)
                .hasMessageContaining("'a'");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a,b\n\"secret", "a,b\n\"secret\"x,2\n"})
    void aBrokenQuoteIsRefusedWithItsLineAndNothingOfTheText(String csv) {
        assertThatThrownBy(() -> Csv.read(csv))
                .isInstanceOf(MalformedCsvException.class)
                .hasMessageContaining("at line 2")
                .hasMessageNotContaining("secret");
    }
}
