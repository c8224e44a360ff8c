/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.natsbridge.camel.json.JsonNumbers.Large;
import io.natsbridge.camel.json.JsonNumbers.NotFinite;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class JsonNumbersTest {

    private static final long LARGE = (1L << 53) + 1;
    private static final JsonNumbers REFUSED = new JsonNumbers(NotFinite.REFUSED, Large.REFUSED, "; do so");
    private static final JsonNumbers CONVERTED = new JsonNumbers(NotFinite.NULL, Large.TEXT, "");
    private static final JsonNumbers WORDS = new JsonNumbers(NotFinite.WORDS, Large.KEPT, "");

    /** A bean with a number. */
    record Count(long n) {}

    static Stream<Arguments> largeIntegers() {
        return Stream.of(
                Arguments.of(Map.of("a", List.of(1, LARGE)), "{\"a\":[1,\"9007199254740993\"]}"),
                Arguments.of(Map.of("a", List.of(1, -LARGE)), "{\"a\":[1,\"-9007199254740993\"]}"),
                Arguments.of(
                        Map.of("a", List.of(1, BigInteger.ONE.shiftLeft(64))), "{\"a\":[1,\"18446744073709551616\"]}"),
                Arguments.of(
                        Map.of("a", List.of(1, new BigDecimal("9007199254740993.0"))),
                        "{\"a\":[1,\"9007199254740993.0\"]}"),
                Arguments.of(Map.of("a", List.of(1, new BigDecimal("1E+400"))), "{\"a\":[1,\"1E+400\"]}"),
                Arguments.of(Map.of("a", new long[] {1, LARGE}), "{\"a\":[1,\"9007199254740993\"]}"),
                Arguments.of(Map.of("a", new Object[] {1, new AtomicLong(LARGE)}), "{\"a\":[1,\"9007199254740993\"]}"),
                Arguments.of(
                        JsonNodeFactory.instance
                                .objectNode()
                                .set(
                                        "a",
                                        JsonNodeFactory.instance
                                                .arrayNode()
                                                .add(1)
                                                .add(LARGE)),
                        "{\"a\":[1,\"9007199254740993\"]}"));
    }

    @ParameterizedTest
    @MethodSource("largeIntegers")
    void largeIntegersAreRefusedWithTheirPath(Object value, String converted) {
        assertThatThrownBy(() -> write(value, REFUSED))
                .isInstanceOf(UnsafeNumberException.class)
                .hasMessage("JSON cannot carry an integer beyond 9007199254740992 (2^53) at /a/1")
                .satisfies(e -> assertThat(REFUSED.adviceOn((IOException) e)).isEqualTo("; do so"));
    }

    @ParameterizedTest
    @MethodSource("largeIntegers")
    void largeIntegersBecomeText(Object value, String converted) throws IOException {
        assertThat(write(value, CONVERTED)).isEqualTo(converted);
    }

    @Test
    void aLargeIntegerOfABeanIsRefusedWithItsPath() {
        assertThatThrownBy(() -> write(List.of(new Count(LARGE)), REFUSED))
                .isInstanceOf(UnsafeNumberException.class)
                .hasMessageContaining("at /0/n");
    }

    static Stream<Number> safeNumbers() {
        return Stream.of(
                0,
                1L << 53,
                -(1L << 53),
                BigInteger.ONE.shiftLeft(53),
                1e300,
                (float) 1e30,
                new BigDecimal("9007199254740993.5"),
                new BigDecimal("0.1"));
    }

    @ParameterizedTest
    @MethodSource("safeNumbers")
    void whatEveryReaderTakesIsWrittenAsItIs(Number number) throws IOException {
        for (JsonNumbers numbers : List.of(REFUSED, CONVERTED, WORDS)) {
            assertThat(write(number, numbers)).isEqualTo(write(number, JsonNumbers.STRICT));
            assertThat(numbers.changes(List.of(number))).isFalse();
        }
    }

    @Test
    void numbersThatAreNotFiniteBecomeNullOrWords() throws IOException {
        Object value = List.of(Double.NaN, Double.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY, 1.5);

        assertThat(write(value, CONVERTED)).isEqualTo("[null,null,null,1.5]");
        assertThat(write(value, WORDS)).isEqualTo("[NaN,Infinity,-Infinity,1.5]");
        assertThat(write(Map.of("a", new double[] {1, Double.NaN}), WORDS)).isEqualTo("{\"a\":[1.0,NaN]}");
        assertThatThrownBy(() -> write(value, REFUSED)).hasMessage("JSON cannot carry the number NaN at /0");
    }

    @Test
    void adviceIsGivenOnNumbersAlone() {
        assertThatThrownBy(() -> write(Map.of("a", new Object()), REFUSED))
                .isInstanceOf(IOException.class)
                .satisfies(e -> assertThat(REFUSED.adviceOn((IOException) e)).isEmpty());
    }

    @Test
    void wordsAreReadAgainAsTheNumbersTheyMean() throws IOException {
        List<Double> values = List.of(Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY);
        byte[] json = write(values, WORDS).getBytes(StandardCharsets.UTF_8);

        assertThat(Json.read(json, JsonLimits.PAYLOAD)).isEqualTo(values);
    }

    @Test
    void findsWhatItChangesAtAnyDepth() {
        Object deep = Map.of("a", List.of(Map.of("b", Arrays.asList(null, "x", true, LARGE))));

        assertThat(CONVERTED.changes(deep)).isTrue();
        assertThat(REFUSED.changes(BigInteger.TEN.pow(20))).isTrue();
        assertThat(REFUSED.changes(new BigDecimal("1E+20"))).isTrue();
        assertThat(JsonNumbers.STRICT.changes(deep)).isFalse();
        assertThat(JsonNumbers.STRICT.changes(List.of(Double.NaN))).isTrue();
    }

    private static String write(Object value, JsonNumbers numbers) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Json.write(value, out, numbers);
        return out.toString(StandardCharsets.UTF_8);
    }
}
