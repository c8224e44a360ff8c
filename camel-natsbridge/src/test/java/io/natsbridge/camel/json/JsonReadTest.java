/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonReadTest {

    private static final int LONGEST_NUMBER = 100_000;

    @Test
    void readsEveryKindOfValueInTheOrderOfTheText() throws Exception {
        Object value = read(" {\"z\": null, \"a\": [true, false, \"t\\u00e4\\n\", {}], \"n\": 1} ");
        assertThat(value).isInstanceOf(Map.class);
        assertThat(((Map<?, ?>) value).keySet().stream().map(String::valueOf)).containsExactly("z", "a", "n");
        assertThat(((Map<?, ?>) value).get("a")).isEqualTo(List.of(true, false, "tä\n", Map.of()));
        assertThat(((Map<?, ?>) value).get("z")).isNull();
        assertThat(value).hasToString("{\"z\":null,\"a\":[true,false,\"tä\\n\",{}],\"n\":1}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "true", "\"text\"", "5", "[]", "{}"})
    void readsADocumentOfOneScalarToo(String json) throws Exception {
        assertThat(Json.text(read(json))).isEqualTo(json);
    }

    @Test
    void readsIntegersByTheSmallestTypeThatHoldsThem() throws Exception {
        assertThat(read("2147483647")).isEqualTo(Integer.MAX_VALUE);
        assertThat(read("2147483648")).isEqualTo(2147483648L);
        assertThat(read("-9223372036854775808")).isEqualTo(Long.MIN_VALUE);
        assertThat(read("9223372036854775808")).isEqualTo(new BigInteger("9223372036854775808"));
        assertThat(read("9223372036854776000"))
                .as("2^63 as JavaScript writes it")
                .isEqualTo(new BigInteger("9223372036854776000"));
    }

    @ParameterizedTest
    @ValueSource(ints = {19, 20, 100, 999, 1000, 1001, 4300, LONGEST_NUMBER})
    void narrowsNoIntegerHoweverLongItIs(int digits) throws Exception {
        String text = "7".repeat(digits);
        assertThat(read(text).toString()).isEqualTo(text);
        assertThat(read("[-" + text.substring(1) + "]").toString()).isEqualTo("[-" + text.substring(1) + "]");
    }

    @Test
    void refusesAnIntegerOfMoreDigitsThanAnyPeerWrites() {
        assertThatThrownBy(() -> read("7".repeat(LONGEST_NUMBER + 1)))
                .isInstanceOf(IOException.class)
                .hasCauseInstanceOf(StreamConstraintsException.class)
                .hasMessageContaining("100001")
                .hasMessageContaining("100000");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0.1",
                "-0.5",
                "1.5e300",
                "5.0",
                "100.00",
                "1e3",
                "0.30000000000000004",
                "1.7976931348623157E308",
                "4.9E-324",
                "2.2250738585072014E-308",
                "123456789012.345",
                "0.0",
                "0e5",
                "3.0E-5"
            })
    void readsADecimalThatADoubleHoldsAsWrittenAsDouble(String text) throws Exception {
        assertThat(read(text)).isEqualTo(Double.valueOf(text));
    }

    @Test
    void keepsTheSignOfZero() throws Exception {
        assertThat(read("-0.0")).isEqualTo(-0.0d);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0.1000000000000000055511151231257827", "3.141592653589793238462643383279", "1e400", "-1e400", "1e-400",
                "12345678901234567.8", "9007199254740993.0", "2e-324", "1e10000", "1e-10000"
            })
    void keepsADecimalThatNoDoubleHoldsAsBigDecimal(String text) throws Exception {
        assertThat(read(text)).isEqualTo(new BigDecimal(text));
    }

    @Test
    void readsRandomDecimalsWithoutAnyChange() throws Exception {
        Random random = new Random(17);
        for (int i = 0; i < 20_000; i++) {
            String text = decimal(random);
            ByteArrayOutputStream again = new ByteArrayOutputStream();
            Json.write(read(text), again);
            assertThat(new BigDecimal(again.toString(StandardCharsets.UTF_8)))
                    .as(text)
                    .isEqualByComparingTo(new BigDecimal(text));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"1e10001", "1e-10001", "1e1000000000", "-1.5e-99999999999", "1e99999999999999999999"})
    void refusesAnExponentThatOnlyAnAttackerWrites(String text) {
        assertThatThrownBy(() -> read(text)).isInstanceOf(IOException.class);
    }

    @Test
    void readsTheWordsThatPythonWritesForNumbersThatAreNotFinite() throws Exception {
        assertThat(read("[NaN, Infinity, -Infinity]"))
                .isEqualTo(List.of(Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "INF",
                "-INF",
                "+INF",
                "+Infinity",
                "-NaN",
                "nan",
                "inf",
                "infinity",
                "NAN",
                "+1",
                "01",
                ".5",
                "5.",
                "1e",
                "0x10",
                "1_000",
                "--1",
                "True",
                "None",
                "undefined",
                "'text'",
                "\"tab\there\"",
                "\"\\x\"",
                "\"\\u12\"",
                "\"\\ud83d\\u\"",
                "\"\\",
                "[1,]",
                "[,1]",
                "{\"a\":1,}",
                "{a:1}",
                "{\"a\" 1}",
                "[1 2]",
                "{\"a\":}",
                "[",
                "{",
                "\"open",
                "/* c */ 1",
                "1 // c",
                "tru",
                "nul",
                "",
                " ",
                "\u00A01"
            })
    void refusesWhatIsNoJson(String text) {
        assertThatThrownBy(() -> read(text)).isInstanceOf(IOException.class);
    }

    @Test
    void saysWhereTheFaultIsAndQuotesLittleOfTheText() {
        assertThatThrownBy(() -> read("{\"pin\": secretsecretsecretsecret}"))
                .isInstanceOf(IOException.class)
                .hasMessageStartingWith("at byte ")
                .hasMessageContaining("secretsecretsecr")
                .hasMessageNotContaining("secretsecretsecret")
                .hasMessageNotContaining("Source");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1 2", "{}{}", "[] x", "null,", "{} \u0000", "\"a\"\"b\""})
    void refusesTrailingContent(String text) {
        assertThatThrownBy(() -> read(text)).isInstanceOf(IOException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"a\":1,\"a\":1}", "{\"a\":1,\"\\u0061\":2}", "[{\"x\":{\"k\":1,\"j\":2,\"k\":3}}]"})
    void refusesDuplicateKeys(String text) {
        assertThatThrownBy(() -> read(text)).isInstanceOf(IOException.class).hasMessageContaining("Duplicate");
    }

    @Test
    void readsTheSameKeyInDifferentObjects() throws Exception {
        assertThat(read("[{\"a\":1},{\"a\":{\"a\":2}}]"))
                .isEqualTo(List.of(Map.of("a", 1), Map.of("a", Map.of("a", 2))));
    }

    @Test
    void passesOverAByteOrderMark() throws Exception {
        assertThat(read("\uFEFF[1]")).isEqualTo(List.of(1));
    }

    @Test
    void refusesAnotherByteOrderMarkAndOneThatIsNotInFront() {
        assertThatThrownBy(() -> read("\uFEFF\uFEFF[1]")).isInstanceOf(IOException.class);
        assertThatThrownBy(() -> read("[\uFEFF1]")).isInstanceOf(IOException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-16", "UTF-16LE", "UTF-16BE", "UTF-32", "UTF-32LE"})
    void refusesOtherEncodings(String charset) {
        byte[] bytes = "{\"a\":1}".getBytes(java.nio.charset.Charset.forName(charset));
        assertThatThrownBy(() -> Json.read(bytes, JsonLimits.PAYLOAD)).isInstanceOf(IOException.class);
    }

    @Test
    void refusesIllFormedUtf8AndSaysWhere() {
        byte[] bytes = {'"', (byte) 0xC0, (byte) 0xAF, '"'};
        assertThatThrownBy(() -> Json.read(bytes, JsonLimits.PAYLOAD))
                .isInstanceOf(MalformedUtf8Exception.class)
                .hasMessageContaining("byte 1 (0xC0)");
    }

    @Test
    void readsPairsOfEncodedSurrogatesAsTheCharacterTheyMean() throws Exception {
        byte[] bytes = {'"', (byte) 0xED, (byte) 0xA0, (byte) 0xBD, (byte) 0xED, (byte) 0xB8, (byte) 0x80, '"'};
        assertThat(Json.read(bytes, JsonLimits.PAYLOAD)).isEqualTo("😀");
    }

    @Test
    void readsEscapedSurrogatePairs() throws Exception {
        assertThat(read("{\"\\uD83D\\uDE00\":\"\\ud83d\\ude00\"}")).isEqualTo(Map.of("😀", "😀"));
        assertThat(read("{\"k\\uDBFF\\uDFFF\\n\":[\"\\\\ud83d\\\\ude00\",\"\\\\\\ud83d\\ude00\"]}"))
                .isEqualTo(Map.of("k\uDBFF\uDFFF\n", List.of("\\ud83d\\ude00", "\\😀")));
    }

    @Test
    void readsPairsThatAreEscapedNextToPairsThatAreEncoded() throws Exception {
        byte[] encoded = {(byte) 0xED, (byte) 0xA0, (byte) 0xBD, (byte) 0xED, (byte) 0xB8, (byte) 0x80};
        byte[] json = "\"\\ud83d\\ude01______\"".getBytes(StandardCharsets.UTF_8);
        System.arraycopy(encoded, 0, json, 13, 6);
        assertThat(Json.read(json, JsonLimits.PAYLOAD)).isEqualTo("😁😀");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"\\uD83D\"",
                "\"\\uDE00\"",
                "\"\\uDE00\\uD83D\"",
                "\"a\\uD83Db\"",
                "{\"\\uD83D\":1}",
                "[\"\\uD83D\\n\"]",
                "\"\\uD83D\\\\uDE00\"",
                "\"\\uD83D\\uD83D\\uDE00\""
            })
    void refusesAnEscapedSurrogateWithoutItsOther(String text) {
        assertThatThrownBy(() -> read(text)).isInstanceOf(IOException.class).hasMessageContaining("surrogate");
    }

    @ParameterizedTest
    @CsvSource({"200, true", "201, false"})
    void limitsTheDepth(int depth, boolean accepted) throws Exception {
        assertAcceptedIf(accepted, "[".repeat(depth) + "]".repeat(depth), JsonLimits.PAYLOAD);
        assertAcceptedIf(accepted, "{\"a\":".repeat(depth) + "1" + "}".repeat(depth), JsonLimits.PAYLOAD);
    }

    @Test
    void refusesADeepBombQuickly() {
        assertThatThrownBy(() -> read("[".repeat(10_000))).hasCauseInstanceOf(StreamConstraintsException.class);
    }

    @ParameterizedTest
    @CsvSource({"7, true", "6, false"})
    void limitsTheTokens(long tokens, boolean accepted) throws Exception {
        assertAcceptedIf(accepted, "{\"a\":[1,2]}", new JsonLimits(100, 10, tokens, 10));
    }

    @Test
    void refusesATableOfMoreThanFiveMillionTokens() {
        byte[] bytes = new byte[2 * 5_000_000 + 1];
        Arrays.fill(bytes, (byte) '1');
        for (int i = 0; i < bytes.length; i += 2) {
            bytes[i] = ',';
        }
        bytes[0] = '[';
        bytes[bytes.length - 1] = ']';
        assertThatThrownBy(() -> Json.read(bytes, JsonLimits.PAYLOAD))
                .isInstanceOf(IOException.class)
                .hasCauseInstanceOf(StreamConstraintsException.class)
                .hasMessageContaining("5000001");
    }

    @ParameterizedTest
    @CsvSource({"10, true", "11, false"})
    void limitsTheBytesOfAKey(int length, boolean accepted) throws Exception {
        JsonLimits limits = new JsonLimits(1000, 10, 100, 10);
        assertAcceptedIf(accepted, "{\"" + "k".repeat(length) + "\":1}", limits);
        assertAcceptedIf(accepted, "{\"" + "ä".repeat(length / 2) + "k".repeat(length % 2) + "\":1}", limits);
    }

    @Test
    void limitsTheBytesOfTheDocumentAndSaysHowManyThereAre() throws Exception {
        JsonLimits limits = new JsonLimits(5, 10, 100, 10);
        assertThat(Json.read("[1,2]".getBytes(StandardCharsets.UTF_8), limits)).isEqualTo(List.of(1, 2));
        assertThatThrownBy(() -> Json.read("[1,22]".getBytes(StandardCharsets.UTF_8), limits))
                .isInstanceOf(IOException.class)
                .hasMessage("a JSON document of 6 bytes is over the limit of 5");
    }

    @Test
    void readsAStringOfAnyLengthTheDocumentMayHave() throws Exception {
        String text = "x".repeat((16 << 20) - 2);
        assertThat(read('"' + text + '"')).isEqualTo(text);
    }

    private static void assertAcceptedIf(boolean accepted, String json, JsonLimits limits) throws IOException {
        byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
        if (accepted) {
            assertThat(Json.read(bytes, limits)).isNotNull();
        } else {
            assertThatThrownBy(() -> Json.read(bytes, limits)).hasCauseInstanceOf(StreamConstraintsException.class);
        }
    }

    private static String decimal(Random random) {
        StringBuilder text = new StringBuilder(random.nextBoolean() ? "-" : "");
        text.append(random.nextInt(10)).append('.');
        for (int i = random.nextInt(25); i >= 0; i--) {
            text.append(random.nextInt(10));
        }
        if (random.nextBoolean()) {
            text.append('e').append(random.nextInt(800) - 400);
        }
        return text.toString();
    }

    private static Object read(String json) throws IOException {
        return Json.read(json.getBytes(StandardCharsets.UTF_8), JsonLimits.PAYLOAD);
    }
}
