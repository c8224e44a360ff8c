/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.natsbridge.camel.content.Content;
import io.natsbridge.camel.content.Spool;
import io.natsbridge.camel.envelope.Payload;
import io.natsbridge.camel.envelope.PayloadType;
import io.natsbridge.camel.error.NatsBridgeException.PayloadConversionException;
import io.natsbridge.camel.json.JsonNumbers;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonCodecTest {

    /** A bean that can be a dictionary or a row. */
    record Point(int x, int y) {}

    @TempDir
    private Path directory;

    private final JsonCodec codec = new JsonCodec(JsonNumbers.STRICT);

    static Stream<Arguments> dictionaries() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("b", null);
        map.put("a", List.of(1, "ä😀", true));
        return Stream.of(
                Arguments.of(map, "{\"b\":null,\"a\":[1,\"ä😀\",true]}"),
                Arguments.of(new Point(1, 2), "{\"x\":1,\"y\":2}"),
                Arguments.of(List.of(1, 2), "[1,2]"),
                Arguments.of(new int[] {1, 2}, "[1,2]"),
                Arguments.of(JsonNodeFactory.instance.objectNode().put("n", 5), "{\"n\":5}"),
                Arguments.of("text", "\"text\""),
                Arguments.of(42, "42"),
                Arguments.of(new BigInteger("99999999999999999999"), "99999999999999999999"),
                Arguments.of(true, "true"),
                Arguments.of(null, "null"));
    }

    @ParameterizedTest
    @MethodSource("dictionaries")
    void writesADictionaryOfEveryKind(Object value, String json) throws Exception {
        assertThat(encoded(value, PayloadType.DICTIONARY)).isEqualTo(json);
    }

    static Stream<Arguments> tables() {
        List<Map<String, Integer>> rows = List.of(Map.of("x", 1), Map.of("x", 2));
        return Stream.of(
                Arguments.of(rows),
                Arguments.of(rows.iterator()),
                Arguments.of((Object) rows.toArray()),
                Arguments.of((Iterable<Map<String, Integer>>) rows::iterator));
    }

    @ParameterizedTest
    @MethodSource("tables")
    void writesATableOfEveryKindOfRows(Object rows) throws Exception {
        assertThat(encoded(rows, PayloadType.JSONTABLE)).isEqualTo("[{\"x\":1},{\"x\":2}]");
    }

    @Test
    void writesATableOfBeansOrJsonNodesAndOneWithoutRows() throws Exception {
        assertThat(encoded(List.of(new Point(1, 2)), PayloadType.JSONTABLE)).isEqualTo("[{\"x\":1,\"y\":2}]");
        assertThat(encoded(List.of(JsonNodeFactory.instance.objectNode().put("x", 1)), PayloadType.JSONTABLE))
                .isEqualTo("[{\"x\":1}]");
        assertThat(encoded(JsonNodeFactory.instance.arrayNode(), PayloadType.JSONTABLE))
                .isEqualTo("[]");
        assertThat(encoded(
                        JsonNodeFactory.instance.arrayNode().add(JsonNodeFactory.instance.objectNode()),
                        PayloadType.JSONTABLE))
                .isEqualTo("[{}]");
        assertThat(encoded(Set.of(), PayloadType.JSONTABLE)).isEqualTo("[]");
    }

    @Test
    void writesATableThatIsLongerThanMemoryRowByRow() throws Exception {
        Iterator<Map<String, Integer>> rows =
                IntStream.range(0, 100_000).mapToObj(i -> Map.of("x", i)).iterator();
        Payload payload = Payload.of("n", rows, PayloadType.JSONTABLE);
        try (Content content = codec.encode(payload, new Spool(directory, 1000))) {
            assertThat(content.file()).isPresent();
            assertThat((List<?>) codec.decode(payload, content)).hasSize(100_000);
        }
        assertThat(directory).isEmptyDirectory();
    }

    @ParameterizedTest
    @ValueSource(strings = {"text", "{}"})
    void refusesATableThatIsNone(String value) {
        assertRefused(value, PayloadType.JSONTABLE, "java.lang.String is no table");
        assertRefused(Map.of("x", 1), PayloadType.JSONTABLE, "is no table");
        assertRefused(JsonNodeFactory.instance.objectNode(), PayloadType.JSONTABLE, "is no table");
        assertRefused(null, PayloadType.JSONTABLE, "null is no table");
    }

    static Stream<Object> rowsThatAreNone() {
        return Stream.of(
                5,
                "text",
                true,
                List.of(1),
                new int[] {1},
                List.of(Map.of()),
                LocalDate.EPOCH,
                Thread.State.NEW,
                JsonNodeFactory.instance.arrayNode());
    }

    @ParameterizedTest
    @MethodSource("rowsThatAreNone")
    void refusesARowThatIsNoObject(Object row) {
        assertRefused(
                Arrays.asList(Map.of("x", 1), row),
                PayloadType.JSONTABLE,
                row.getClass().getName() + ", is no map");
        assertRefused(Arrays.asList(Map.of("x", 1), null), PayloadType.JSONTABLE, "row 1, null, is no map");
    }

    @Test
    void passesOnWhatTheRowsThemselvesThrowAndLeavesNothingBehind() {
        Iterator<Map<String, String>> rows = new Iterator<>() {
            private int count;

            @Override
            public boolean hasNext() {
                return true;
            }

            @Override
            public Map<String, String> next() {
                if (count++ == 20) {
                    throw new IllegalStateException("cursor closed");
                }
                return Map.of("k", "v".repeat(1000));
            }
        };
        assertThatThrownBy(() -> encoded(rows, PayloadType.JSONTABLE))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("cursor closed");
        assertThat(directory).isEmptyDirectory();
    }

    @Test
    void refusesNumbersThatAreNotFiniteAndNamesThePath() {
        assertRefused(Map.of("a", List.of(1, Double.NaN)), PayloadType.DICTIONARY, "NaN at /a/1");
        assertRefused(List.of(Map.of("a", Double.POSITIVE_INFINITY)), PayloadType.JSONTABLE, "Infinity at /0/a");
    }

    @Test
    void refusesReadyJsonWithWordsForNumbersThatAreNotFinite() {
        InputStream words = new ByteArrayInputStream("{\"a\":[1,NaN]}".getBytes(StandardCharsets.UTF_8));
        assertRefused(words, PayloadType.DICTIONARY, "NaN at /a/1");
        assertThat(directory).isEmptyDirectory();
    }

    @Test
    void refusesWhatJsonCannotCarry() {
        Map<Object, Object> same = new LinkedHashMap<>();
        same.put(1, "a");
        same.put("1", "b");
        assertRefused(same, PayloadType.DICTIONARY, "Duplicate");
        assertRefused(Map.of("k", "\uD83D"), PayloadType.DICTIONARY, "unpaired surrogate");
        assertRefused(new Object(), PayloadType.DICTIONARY, "java.lang.Object");
    }

    @Test
    void passesOnJsonThatIsReadyAsItIs() throws Exception {
        String json = " {\"b\" : 1.50, \"a\":\"\\u00e4\"} ";
        byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
        assertThat(encoded(bytes, PayloadType.DICTIONARY)).isEqualTo(json);
        assertThat(encoded(new ByteArrayInputStream(bytes), PayloadType.DICTIONARY))
                .isEqualTo(json);
        Path file = Files.write(directory.resolve("j"), bytes);
        for (Object ready : List.of(file, file.toFile(), ByteBuffer.wrap(bytes), Content.of(bytes))) {
            assertThat(encoded(ready, PayloadType.DICTIONARY)).isEqualTo(json);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"a\":1", "[1,]", "{\"a\":1,\"a\":2}", "x", "", "{} {}"})
    void refusesBytesThatAreNoJsonAndLeavesNothingBehind(String json) {
        InputStream in = new ByteArrayInputStream(json.getBytes(StandardCharsets.UTF_8));
        assertRefused(in, PayloadType.DICTIONARY, "is no dictionary");
        assertThat(directory).isEmptyDirectory();
    }

    @Test
    void refusesReadyJsonOfATableThatIsNone() {
        assertRefused("{}".getBytes(StandardCharsets.UTF_8), PayloadType.JSONTABLE, "no array of objects");
        assertRefused("[{},5]".getBytes(StandardCharsets.UTF_8), PayloadType.JSONTABLE, "row 1 is no JSON object");
    }

    @Test
    void readsADictionaryOfEveryKind() {
        assertThat(decoded("{\"a\":[1,null]}", PayloadType.DICTIONARY)).isEqualTo(Map.of("a", Arrays.asList(1, null)));
        assertThat(decoded("null", PayloadType.DICTIONARY)).isNull();
        assertThat(decoded("\"t\"", PayloadType.DICTIONARY)).isEqualTo("t");
        assertThat(decoded("[NaN]", PayloadType.DICTIONARY)).isEqualTo(List.of(Double.NaN));
    }

    @Test
    void readsATableAsRows() {
        assertThat(decoded("[{\"a\":1},{\"a\":2}]", PayloadType.JSONTABLE))
                .isEqualTo(List.of(Map.of("a", 1), Map.of("a", 2)));
        assertThat(decoded("[]", PayloadType.JSONTABLE)).isEqualTo(List.of());
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "5", "null", "[[1]]", "[{},null]", "[\"a\"]"})
    void refusesATableWhoseJsonIsNone(String json) {
        assertThatThrownBy(() -> decoded(json, PayloadType.JSONTABLE))
                .isInstanceOf(PayloadConversionException.class)
                .hasMessageContaining("Payload 'n': is no table");
    }

    @Test
    void saysWhereReceivedJsonIsWrong() {
        assertThatThrownBy(() -> decoded("{\"a\": nan}", PayloadType.DICTIONARY))
                .isInstanceOf(PayloadConversionException.class)
                .hasMessageStartingWith("NB-103: Payload 'n': is no dictionary: at byte ");
    }

    @Test
    void refusesADeepBombAndAWideOne() {
        assertThatThrownBy(() -> decoded("[".repeat(10_000), PayloadType.DICTIONARY))
                .isInstanceOf(PayloadConversionException.class);
        assertThatThrownBy(() -> decoded("[" + "0,".repeat(5_000_000) + "0]", PayloadType.DICTIONARY))
                .isInstanceOf(PayloadConversionException.class);
    }

    @Test
    void refusesADocumentOverTheLimitBeforeItIsInMemory() {
        Content huge = new Content() {
            @Override
            public long size() {
                return (16L << 20) + 1;
            }

            @Override
            public InputStream openStream() {
                throw new AssertionError("must not be read");
            }
        };
        assertThatThrownBy(() -> codec.decode(Payload.of("n", null, PayloadType.DICTIONARY), huge))
                .isInstanceOf(PayloadConversionException.class)
                .hasMessageContaining("16777217 bytes are over the limit of 16777216");
    }

    private void assertRefused(Object value, PayloadType type, String why) {
        assertThatThrownBy(() -> encoded(value, type))
                .isInstanceOf(PayloadConversionException.class)
                .hasMessageContaining(why)
                .satisfies(e -> assertThat(e.getMessage()).containsOnlyOnce("NB-103: Payload 'n': "));
    }

    private String encoded(Object value, PayloadType type) throws IOException {
        try (Content content = codec.encode(Payload.of("n", value, type), new Spool(directory, 2))) {
            return new String(content.toByteArray(), StandardCharsets.UTF_8);
        }
    }

    private Object decoded(String json, PayloadType type) {
        return codec.decode(Payload.of("n", null, type), Content.of(json.getBytes(StandardCharsets.UTF_8)));
    }
}
