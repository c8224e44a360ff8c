/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.natsbridge.camel.arrow.ArrowCompression;
import io.natsbridge.camel.arrow.ArrowTable;
import io.natsbridge.camel.codec.ArrowTableCodec;
import io.natsbridge.camel.content.Spool;
import io.natsbridge.camel.envelope.Payload;
import io.natsbridge.camel.envelope.PayloadType;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TableFormatTest {

    private static byte[] written(TableFormat format, List<? extends Map<String, ?>> rows) throws IOException {
        ArrowTableCodec codec = new ArrowTableCodec(ArrowCompression.NONE);
        Payload given = Payload.of("t", rows, PayloadType.ARROWTABLE);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ArrowTable table = (ArrowTable) codec.decode(given, codec.encode(given, Spool.inTemporaryDirectory()))) {
            format.write(given.toBuilder().value(table).build(), out);
        }
        return out.toByteArray();
    }

    private static List<Map<String, Integer>> rows(int count) {
        return IntStream.range(0, count).mapToObj(i -> Map.of("n", i)).toList();
    }

    @Test
    void aLongTableHasOneLineOfNames() throws IOException {
        List<String> lines = new String(written(TableFormat.CSV, rows(2500)), StandardCharsets.UTF_8)
                .lines()
                .toList();
        assertThat(lines)
                .hasSize(2501)
                .doesNotHaveDuplicates()
                .startsWith("n", "0", "1")
                .endsWith("2499");
    }

    @Test
    void jsonIsAnArrayOfObjects() throws IOException {
        assertThat(written(TableFormat.JSON, rows(2)))
                .asString(StandardCharsets.UTF_8)
                .isEqualTo("[{\"n\":0},{\"n\":1}]");
    }

    @Test
    void arrowIsTheFormatOfFiles() throws IOException {
        assertThat(written(TableFormat.ARROW, rows(1))).startsWith('A', 'R', 'R', 'O', 'W', '1');
    }

    @Test
    void aNumberThatJsonDoesNotHaveIsRefused() {
        assertThatThrownBy(() -> written(TableFormat.JSON, List.of(Map.of("x", Double.NaN))))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("use --format arrow or csv");
    }
}
