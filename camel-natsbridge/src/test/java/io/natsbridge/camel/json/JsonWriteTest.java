/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.Arrays;
import java.util.IdentityHashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonWriteTest {

    /** What a route may send as dictionary without further ado. */
    record Order(String id, int count, BigDecimal price, List<String> tags, LocalDate day) {}

    /** A bean in the old manner. */
    public static final class Bean {
        private final double value;

        Bean(double value) {
            this.value = value;
        }

        public double getValue() {
            return value;
        }

        public Bean getNext() {
            return value > 1 ? null : new Bean(value + 1);
        }
    }

    /** A bean that holds itself. */
    public static final class Loop {
        public Loop getSelf() {
            return this;
        }
    }

    @Test
    void writesMapsListsAndScalars() throws Exception {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("s", "a\"b\\c\n");
        map.put("n", null);
        map.put("l", Arrays.asList(1, 2L, true, null));
        map.put("d", 0.1);
        assertThat(write(map)).isEqualTo("{\"s\":\"a\\\"b\\\\c\\n\",\"n\":null,\"l\":[1,2,true,null],\"d\":0.1}");
        assertThat(write(null)).isEqualTo("null");
        assertThat(write("text")).isEqualTo("\"text\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"ä", "€", "😀", "\uDBFF\uDFFF", "a😀b", "\u2028", "\uFEFF", "\uFFFF"})
    void writesTextAboveAsciiAsItIs(String text) throws Exception {
        assertThat(write(Map.of(text, text))).isEqualTo("{\"" + text + "\":\"" + text + "\"}");
        assertThat(write(text.toCharArray())).isEqualTo("\"" + text + "\"");
        assertThat(write(new StringBuilder(text))).isEqualTo("\"" + text + "\"");
    }

    @Test
    void writesLongTextAboveAsciiAsItIs() throws Exception {
        for (int shift = 0; shift < 4; shift++) {
            String text = "x".repeat(shift) + "😀ä€".repeat(5000);
            assertThat(write(text)).isEqualTo("\"" + text + "\"");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"\uD83D", "\uDE00", "a\uD83Db", "\uDE00\uD83D"})
    void refusesTextWithAnUnpairedSurrogateAndNamesThePath(String text) {
        assertThatThrownBy(() -> write(Map.of("a", List.of("ok", text))))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("unpaired surrogate")
                .hasMessageContaining("/a/1");
        assertThatThrownBy(() -> write(Map.of("m", List.of(Map.of(text, 1)))))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("a key with an unpaired surrogate")
                .hasMessageEndingWith("at /m/0");
        assertThatThrownBy(() -> write(text)).isInstanceOf(IOException.class).hasMessageNotContaining(" at /");
        assertThatThrownBy(() -> write(text.toCharArray())).isInstanceOf(IOException.class);
        assertThatThrownBy(() -> write(JsonNodeFactory.instance.textNode(text))).isInstanceOf(IOException.class);
    }

    static Stream<Arguments> numbers() {
        return Stream.of(
                Arguments.of(Integer.MIN_VALUE, "-2147483648"),
                Arguments.of(Long.MAX_VALUE, "9223372036854775807"),
                Arguments.of(new BigInteger("123456789012345678901234567890"), "123456789012345678901234567890"),
                Arguments.of(new BigDecimal("0.10"), "0.10"),
                Arguments.of(new BigDecimal("12345678901234567890.123456789"), "12345678901234567890.123456789"),
                Arguments.of(1.1f, "1.1"),
                Arguments.of(1e300, "1.0E300"),
                Arguments.of((short) 7, "7"),
                Arguments.of((byte) -1, "-1"),
                Arguments.of(-0.0, "-0.0"));
    }

    @ParameterizedTest
    @MethodSource("numbers")
    void writesNumbersWithoutAnyChange(Number number, String json) throws Exception {
        assertThat(write(number)).isEqualTo(json);
    }

    static Stream<Object> notFinite() {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        node.putArray("b").add(1).add(Double.NaN);
        return Stream.of(
                Map.of("b", List.of(1, Double.NaN)),
                Map.of("b", List.of(1, Double.POSITIVE_INFINITY)),
                Map.of("b", List.of(1, Float.NEGATIVE_INFINITY)),
                Map.of("b", new double[] {1, Double.NaN}),
                Map.of("b", new float[] {1, Float.NaN}),
                Map.of("b", new Double[] {1.0, Double.NaN}),
                node);
    }

    @ParameterizedTest
    @MethodSource("notFinite")
    void refusesNumbersThatAreNotFiniteAndNamesThePath(Object value) {
        assertThatThrownBy(() -> write(value))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("JSON cannot carry the number")
                .hasMessageEndingWith("at /b/1");
    }

    @Test
    void namesThePathOfTheFirstElementToo() {
        assertThatThrownBy(() -> write(List.of(List.of(Double.NaN)))).hasMessageEndingWith("NaN at /0/0");
        assertThatThrownBy(() -> write(Map.of("a/b", Map.of("c", Double.NaN)))).hasMessageEndingWith("NaN at /a~1b/c");
        assertThatThrownBy(() -> write(Double.NaN)).hasMessageEndingWith("the number NaN");
    }

    @Test
    void refusesANumberThatIsNotFiniteWithinABean() {
        assertThatThrownBy(() -> write(List.of(new Bean(Double.NaN))))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("NaN")
                .hasMessageContaining("/0/value");
    }

    @Test
    void writesArraysOfDoublesThatAreFinite() throws Exception {
        assertThat(write(new double[] {1, -0.5})).isEqualTo("[1.0,-0.5]");
        assertThat(write(new double[0])).isEqualTo("[]");
    }

    @Test
    void refusesAMapWhoseKeysBecomeTheSameText() {
        Map<Object, Object> map = new IdentityHashMap<>();
        map.put(new String("k"), 1);
        map.put(new StringBuilder("k"), 2);
        assertThatThrownBy(() -> write(map)).isInstanceOf(IOException.class).hasMessageContaining("Duplicate");
        Map<Object, Object> mixed = new LinkedHashMap<>();
        mixed.put(1, "a");
        mixed.put("1", "b");
        assertThatThrownBy(() -> write(mixed)).isInstanceOf(IOException.class).hasMessageContaining("Duplicate");
    }

    @Test
    void refusesANullKey() {
        Map<Object, Object> map = new LinkedHashMap<>();
        map.put(null, 1);
        assertThatThrownBy(() -> write(map)).isInstanceOf(IOException.class);
    }

    static Stream<Arguments> times() {
        return Stream.of(
                Arguments.of(Instant.parse("2026-01-02T03:04:05.678Z"), "2026-01-02T03:04:05.678Z"),
                Arguments.of(LocalDate.of(2026, 1, 2), "2026-01-02"),
                Arguments.of(LocalTime.of(3, 4, 5), "03:04:05"),
                Arguments.of(LocalDateTime.of(2026, 1, 2, 3, 4, 5), "2026-01-02T03:04:05"),
                Arguments.of(
                        OffsetDateTime.of(2026, 1, 2, 3, 4, 5, 0, ZoneOffset.ofHours(2)), "2026-01-02T03:04:05+02:00"),
                Arguments.of(ZonedDateTime.of(2026, 1, 2, 3, 4, 5, 0, ZoneOffset.UTC), "2026-01-02T03:04:05Z"),
                Arguments.of(Duration.ofMillis(1500), "PT1.5S"));
    }

    @ParameterizedTest
    @MethodSource("times")
    void writesTimesAsIso8601(Object time, String text) throws Exception {
        assertThat(write(time)).isEqualTo("\"" + text + "\"");
    }

    @Test
    void writesRecordsAndBeans() throws Exception {
        Order order = new Order("ü", 2, new BigDecimal("9.90"), List.of("a"), LocalDate.of(2026, 1, 2));
        assertThat(write(order))
                .isEqualTo("{\"id\":\"ü\",\"count\":2,\"price\":9.90,\"tags\":[\"a\"],\"day\":\"2026-01-02\"}");
        assertThat(write(new Bean(1))).isEqualTo("{\"value\":1.0,\"next\":{\"value\":2.0,\"next\":null}}");
    }

    @Test
    void readsABeanBackFromWhatItWrote() throws Exception {
        Order order = new Order("ü", 2, new BigDecimal("9.90"), List.of("a", "b"), LocalDate.of(2026, 1, 2));
        Object read = Json.read(write(order).getBytes(StandardCharsets.UTF_8), JsonLimits.PAYLOAD);
        assertThat(Json.mapper().convertValue(read, Order.class))
                .usingRecursiveComparison()
                .withComparatorForType(BigDecimal::compareTo, BigDecimal.class)
                .isEqualTo(order);
    }

    @Test
    void refusesABeanThatHoldsItself() {
        assertThatThrownBy(() -> write(new Loop())).isInstanceOf(IOException.class);
    }

    @Test
    void refusesAValueWithoutAnyJsonForm() {
        assertThatThrownBy(() -> write(new Object())).isInstanceOf(IOException.class);
        assertThatThrownBy(() -> write(Map.of("o", Optional.of(1)))).isInstanceOf(IOException.class);
    }

    @Test
    void leavesTheStreamOpen() throws Exception {
        boolean[] closed = {false};
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        FilterOutputStream out = new FilterOutputStream(bytes) {
            @Override
            public void close() {
                closed[0] = true;
            }
        };
        Json.write(1, out);
        assertThat(closed[0]).isFalse();
        assertThat(bytes).hasToString("1");
    }

    @Test
    void closesNoValueThatItWrites() throws Exception {
        boolean[] closed = {false};
        Json.write(new CloseableBean(closed), new ByteArrayOutputStream());
        assertThat(closed[0]).isFalse();
    }

    @Test
    void refusesAnObjectGraphThatHasNoEndToSpeakOf() {
        assertThatThrownBy(() -> Json.write(new Endless(100), OutputStream.nullOutputStream()))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("16777216 bytes")
                .hasMessageContaining("arrowtable");
    }

    @Test
    void refusesMoreThanAReaderTakes() {
        Iterator<?> rows = Stream.iterate(0, i -> i + 1)
                .map(i -> Map.of("text", "x".repeat(1000)))
                .iterator();
        assertThatThrownBy(() -> Json.writeTable(rows, OutputStream.nullOutputStream()))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("16777216 bytes");
    }

    @Test
    void refusesDeeperNestingThanAReaderTakes() throws Exception {
        Object value = 1;
        for (int i = 0; i < 200; i++) {
            value = List.of(value);
        }
        assertThat(Json.read(write(value).getBytes(StandardCharsets.UTF_8), JsonLimits.PAYLOAD))
                .isEqualTo(value);
        Object deeper = List.of(value);
        assertThatThrownBy(() -> write(deeper)).isInstanceOf(IOException.class).hasMessageContaining("200");
    }

    /** Each has two more like it, as many as a galaxy has stars. */
    public record Endless(int depth) {
        public Endless getLeft() {
            return depth == 0 ? null : new Endless(depth - 1);
        }

        public Endless getRight() {
            return getLeft();
        }
    }

    /** A bean that must not be closed by being written. */
    public record CloseableBean(boolean[] closed) implements AutoCloseable {
        @Override
        public void close() {
            closed[0] = true;
        }
    }

    @Test
    void textOfAValueThatWasReadIsJsonAgainEvenWithNumbersThatAreNotFinite() throws Exception {
        Object read = Json.read("{\"n\":[NaN,1]}".getBytes(StandardCharsets.UTF_8), JsonLimits.PAYLOAD);
        assertThat(read).hasToString("{\"n\":[\"NaN\",1]}");
        assertThat(new JsonObject(Map.of("a", 1))).hasToString("{\"a\":1}");
    }

    private static String write(Object value) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Json.write(value, out);
        return out.toString(StandardCharsets.UTF_8);
    }
}
