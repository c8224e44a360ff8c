/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.codec;

import static org.assertj.core.api.Assertions.assertThat;

import io.natsbridge.camel.arrow.ArrowCompression;
import io.natsbridge.camel.content.Content;
import io.natsbridge.camel.content.Spool;
import io.natsbridge.camel.envelope.Payload;
import io.natsbridge.camel.envelope.PayloadType;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
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
        PayloadCodec codec = new PayloadCodecs(new ArrowTableCodec(ArrowCompression.NONE)).of(PayloadType.JSONTABLE);
        try (Content content = codec.encode(payload, Spool.inTemporaryDirectory())) {
            assertThat(new String(content.toByteArray(), StandardCharsets.UTF_8))
                    .isEqualTo("[{\"a\":1},{\"a\":2}]");
        }
    }
}
