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
import io.natsbridge.camel.json.JsonNumbers;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class JsonTableBytesTest {

    private static final List<Map<String, Integer>> ROWS = List.of(Map.of("a", 1), Map.of("a", 2));

    static Stream<Arguments> tables() {
        return Stream.of(Arguments.of(ROWS), Arguments.of(ROWS.iterator()), Arguments.of((Object) ROWS.toArray()));
    }

    @ParameterizedTest
    @MethodSource("tables")
    void writesTheRowsAsAnArrayOfObjects(Object table) throws IOException {
        Payload payload = Payload.of("table", table, PayloadType.JSONTABLE);
        PayloadCodec codec = new PayloadCodecs(new ArrowTableCodec(ArrowCompression.NONE), JsonNumbers.STRICT)
                .of(PayloadType.JSONTABLE);
        try (Content content = codec.encode(payload, Spool.inTemporaryDirectory())) {
            assertThat(new String(content.toByteArray(), StandardCharsets.UTF_8))
                    .isEqualTo("[{\"a\":1},{\"a\":2}]");
        }
    }

    /** A table of Python's, which a {@code jsontable} becomes that is sent there. */
    @Test
    void writesReadyJsonRowsOfATableAsAnArrowFile() throws IOException {
        byte[] json = " [{\"a\":1,\"b\":\"ü\"},{\"a\":NaN}]".getBytes(StandardCharsets.UTF_8);
        ArrowTableCodec codec = new ArrowTableCodec(ArrowCompression.NONE);
        for (Object value : List.of(json, new ByteArrayInputStream(json))) {
            Payload payload = Payload.of("table", value, PayloadType.TABLE);
            try (Content content = codec.encode(payload, Spool.inTemporaryDirectory())) {
                assertThat(ArrowFormat.detect(content)).contains(ArrowFormat.FILE);
                ArrowTable table = (ArrowTable) codec.decode(payload, content);
                assertThat(table.rows()).hasToString("[{a=1.0, b=ü}, {a=NaN, b=null}]");
            }
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"TABLE | [1]", "TABLE | [{}", "TABLE | {}", "ARROWTABLE | [{\"a\":1}]"})
    void refusesReadyBytesThatAreNoTable(PayloadType type, String json) {
        Payload payload = Payload.of("table", json.getBytes(StandardCharsets.UTF_8), type);
        ArrowTableCodec codec = new ArrowTableCodec(ArrowCompression.NONE);
        assertThatThrownBy(() -> codec.encode(payload, Spool.inTemporaryDirectory()))
                .isInstanceOf(PayloadConversionException.class)
                .hasMessageContaining("Payload 'table'");
    }
}
