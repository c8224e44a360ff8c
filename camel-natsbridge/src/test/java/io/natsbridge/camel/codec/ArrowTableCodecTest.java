/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.natsbridge.camel.arrow.ArrowCompression;
import io.natsbridge.camel.arrow.ArrowFormat;
import io.natsbridge.camel.arrow.ArrowTable;
import io.natsbridge.camel.content.Content;
import io.natsbridge.camel.content.Spool;
import io.natsbridge.camel.envelope.Payload;
import io.natsbridge.camel.envelope.PayloadType;
import io.natsbridge.camel.error.NatsBridgeException.PayloadConversionException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ArrowTableCodecTest {

    private static final List<Map<String, Object>> ROWS = List.of(Map.of("x", 1L), Map.of("x", 2L));

    @TempDir
    private Path directory;

    private final ArrowTableCodec codec = new ArrowTableCodec(ArrowCompression.NONE);

    /** A row as a bean. */
    public record Row(int x) {}

    static Stream<Arguments> tables() {
        return Stream.of(
                Arguments.of(ROWS),
                Arguments.of(ROWS.iterator()),
                Arguments.of((Object) ROWS.toArray()),
                Arguments.of(List.of(new Row(1), new Row(2))),
                Arguments.of((Object) new Row[] {new Row(1), new Row(2)}));
    }

    @ParameterizedTest
    @MethodSource("tables")
    void writesRowsWhateverHoldsThem(Object table) throws Exception {
        assertThat(rows(encode(table, PayloadType.ARROWTABLE))).isEqualTo(ROWS);
    }

    @ParameterizedTest
    @EnumSource(names = {"ARROWTABLE", "TABLE"})
    void givesReadyBytesTheFormatOfTheirType(PayloadType type) throws Exception {
        ArrowFormat expected = type == PayloadType.TABLE ? ArrowFormat.FILE : ArrowFormat.STREAM;
        for (PayloadType made : List.of(PayloadType.ARROWTABLE, PayloadType.TABLE)) {
            Content content = encode(encode(ROWS, made).toByteArray(), type);
            assertThat(ArrowFormat.detect(content)).contains(expected);
            assertThat(rows(content)).isEqualTo(ROWS);
        }
    }

    @Test
    void refusesBytesThatAreNoArrowData() {
        assertRefused("[{}]".getBytes(StandardCharsets.UTF_8), "no Arrow IPC data");
    }

    @Test
    void refusesWhatIsNoTable() {
        assertRefused(null, "null is no table");
        assertRefused(7, "java.lang.Integer is no table");
    }

    @Test
    void refusesRowsThatAreNeitherMapsNorBeans() {
        assertRefused(List.of(7), "java.lang.Integer is no map and no bean");
        assertRefused(Arrays.asList(Map.of("x", 1), null), "null is no map and no bean");
    }

    @ParameterizedTest
    @ValueSource(strings = {"[{\"x\":1},{\"x\":2}]", " \n\r\t[{\"x\":1},{\"x\":2}]"})
    void readsATableThatIsJson(String text) throws Exception {
        Payload payload = Payload.of("n", null, PayloadType.TABLE);
        assertThat(codec.decode(payload, Content.of(text.getBytes(StandardCharsets.UTF_8))))
                .isEqualTo(List.of(Map.of("x", 1), Map.of("x", 2)));
    }

    @Test
    void takesNoOtherTextForATable() {
        for (String text : List.of("", "{}", " {\"x\":1}")) {
            Payload payload = Payload.of("n", null, PayloadType.TABLE);
            Content content = Content.of(text.getBytes(StandardCharsets.UTF_8));
            assertThatThrownBy(() -> codec.decode(payload, content)).isInstanceOf(PayloadConversionException.class);
        }
    }

    private void assertRefused(Object value, String why) {
        assertThatThrownBy(() -> encode(value, PayloadType.ARROWTABLE))
                .isInstanceOf(PayloadConversionException.class)
                .hasMessageContaining("'n'")
                .hasMessageContaining("arrowtable")
                .hasMessageContaining(why);
    }

    private Content encode(Object value, PayloadType type) throws IOException {
        return codec.encode(Payload.of("n", value, type), new Spool(directory, Spool.DEFAULT_THRESHOLD));
    }

    private List<Map<String, Object>> rows(Content content) throws IOException {
        try (ArrowTable table = (ArrowTable) codec.decode(Payload.of("n", null, PayloadType.ARROWTABLE), content)) {
            return List.copyOf(table.rows());
        }
    }
}
