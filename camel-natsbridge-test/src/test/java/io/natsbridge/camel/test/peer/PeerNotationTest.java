/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.test.peer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class PeerNotationTest {

    static Stream<Arguments> valuesAndTheirNotation() {
        return Stream.of(
                Arguments.of(null, "null"),
                Arguments.of("ü", "\"ü\""),
                Arguments.of(true, "true"),
                Arguments.of(5L, "5"),
                Arguments.of(1L << 53, "9007199254740992"),
                Arguments.of(Long.MAX_VALUE, "{\"$bigint\":\"9223372036854775807\"}"),
                Arguments.of(BigInteger.TWO.pow(70), "{\"$bigint\":\"1180591620717411303424\"}"),
                Arguments.of(5.0, "5.0"),
                Arguments.of(Double.NaN, "{\"$float\":\"NaN\"}"),
                Arguments.of(Double.NEGATIVE_INFINITY, "{\"$float\":\"-Infinity\"}"),
                Arguments.of(new BigDecimal("-0.05"), "{\"$decimal\":\"-0.05\"}"),
                Arguments.of(LocalDate.of(2024, 2, 29), "{\"$date\":\"2024-02-29\"}"),
                Arguments.of(LocalDateTime.of(2024, 1, 31, 10, 0), "{\"$timestamp\":\"2024-01-31T10:00:00\"}"),
                Arguments.of(
                        Instant.parse("2024-01-31T10:00:00.123456789Z"),
                        "{\"$timestamp\":\"2024-01-31T10:00:00.123456789Z\"}"),
                Arguments.of(LocalTime.of(10, 11, 12, 500_000_000), "{\"$time\":\"10:11:12.500\"}"),
                Arguments.of(Duration.ofMillis(-1500), "{\"$duration\":\"-1.500000000\"}"),
                Arguments.of(Arrays.asList(1L, null, "x"), "[1,null,\"x\"]"),
                Arguments.of(Map.of("a", List.of(1L)), "{\"a\":[1]}"),
                Arguments.of(Map.of("$bigint", "1"), "{\"$object\":{\"$bigint\":\"1\"}}"));
    }

    @ParameterizedTest
    @MethodSource("valuesAndTheirNotation")
    void writesAndReadsBack(Object value, String notation) throws JsonProcessingException {
        assertThat(PeerNotation.toJson(value)).hasToString(notation);
        assertThat(PeerNotation.fromJson(PeerEvent.JSON.readTree(notation))).isEqualTo(value);
    }

    @Test
    void writesBytesAsBase64() {
        assertThat(PeerNotation.toJson(new byte[] {1, 2})).hasToString("{\"$bytes\":\"AQI=\"}");
    }

    @Test
    void readsBase64AsBytes() throws JsonProcessingException {
        assertThat((byte[]) PeerNotation.fromJson(PeerEvent.JSON.readTree("{\"$bytes\":\"AQI=\"}")))
                .containsExactly(1, 2);
    }

    @Test
    void writesABigIntegerAsBigintHoweverSmall() {
        assertThat(PeerNotation.toJson(BigInteger.ONE)).hasToString("{\"$bigint\":\"1\"}");
    }

    @Test
    void readsAnIntegerOfAnyLength() throws JsonProcessingException {
        assertThat(PeerNotation.fromJson(PeerEvent.JSON.readTree("9223372036854775808")))
                .isEqualTo(new BigInteger("9223372036854775808"));
    }

    @Test
    void readsAMapWithKeysThatAreNoText() throws JsonProcessingException {
        assertThat(PeerNotation.fromJson(PeerEvent.JSON.readTree("{\"$map\":[[1,\"a\"],[2,null]]}")))
                .asInstanceOf(InstanceOfAssertFactories.MAP)
                .containsEntry(1L, "a")
                .containsEntry(2L, null);
    }

    @Test
    void refusesAValueThatHasNoNotation() {
        assertThatThrownBy(() -> PeerNotation.toJson(Thread.currentThread()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("java.lang.Thread");
    }

    @Test
    void refusesAnUnknownTag() throws JsonProcessingException {
        var node = PeerEvent.JSON.readTree("{\"$regex\":\"a\"}");
        assertThatThrownBy(() -> PeerNotation.fromJson(node))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("$regex");
    }
}
