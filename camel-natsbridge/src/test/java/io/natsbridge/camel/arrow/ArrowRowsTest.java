/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.arrow;

import static io.natsbridge.camel.arrow.ArrowFixtures.column;
import static io.natsbridge.camel.arrow.ArrowFixtures.people;
import static io.natsbridge.camel.arrow.ArrowFixtures.read;
import static io.natsbridge.camel.arrow.ArrowFixtures.schema;
import static io.natsbridge.camel.arrow.ArrowFixtures.write;
import static io.natsbridge.camel.arrow.NestedSamples.map;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.natsbridge.camel.error.NatsBridgeException.PayloadConversionException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.arrow.vector.types.pojo.Field;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ArrowRowsTest {

    @AfterEach
    void everythingIsGivenBack() {
        assertThat(ArrowTables.allocatedBytes()).isZero();
    }

    static Stream<Arguments> forms() {
        return Stream.of(ArrowFormat.values()).flatMap(format -> Stream.of(ArrowCompression.values())
                .map(compression -> Arguments.of(format, compression)));
    }

    @ParameterizedTest
    @MethodSource("forms")
    void rowsComeBackAsTheyWere(ArrowFormat format, ArrowCompression compression) {
        List<Map<String, Object>> rows = people(1000);

        byte[] bytes = write(rows, new ArrowWriteOptions("table", format, compression));

        assertThat(read(bytes)).isEqualTo(rows);
    }

    @Test
    void columnsComeInTheOrderOfTheirFirstAppearance() {
        byte[] bytes = write(List.of(map("b", 1), map("c", 2, "a", 3), map("a", 4, "b", 5)));

        assertThat(schema(bytes).getFields()).extracting(Field::getName).containsExactly("b", "c", "a");
        assertThat(read(bytes))
                .containsExactly(
                        map("b", 1L, "c", null, "a", null),
                        map("b", null, "c", 2L, "a", 3L),
                        map("b", 5L, "c", null, "a", 4L));
    }

    @Test
    void namesMayBeEmptyOrOfAnyScript() {
        List<Map<String, Object>> rows = List.of(map("", 1L, "größe", 2L, "名前", 3L, "a.b", 4L, "\u0000", 5L));

        assertThat(read(write(rows))).isEqualTo(rows);
    }

    @Test
    void aTableWithoutRowsHasNoColumns() {
        byte[] bytes = write(List.of());

        assertThat(schema(bytes).getFields()).isEmpty();
        assertThat(read(bytes)).isEmpty();
    }

    @Test
    void rowsWithoutColumnsAreCounted() {
        assertThat(read(write(List.of(Map.of(), Map.of())))).containsExactly(Map.of(), Map.of());
    }

    @Test
    void anIteratorIsReadToItsEnd() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();

        ArrowTables.writeRows(people(10).iterator(), out, ArrowFixtures.STREAM);

        assertThat(read(out.toByteArray())).isEqualTo(people(10));
    }

    @Test
    void rowsThatCanBeIteratedOverOnlyOnceAreRefused() {
        Iterator<Map<String, Object>> once = people(10).iterator();
        Iterable<Map<String, Object>> rows = () -> once;

        assertThatThrownBy(() -> write(rows))
                .isInstanceOf(PayloadConversionException.class)
                .hasMessageContaining("the rows changed while they were written: there were 10");
    }

    @Test
    void largeTablesAreWrittenInSeveralBatches() {
        List<Integer> sizes = new ArrayList<>();
        try (ArrowTable table = ArrowFixtures.open(write(people(100_000)))) {
            table.forEachBatch(root -> sizes.add(root.getRowCount()));
        }

        assertThat(sizes).containsExactly(65_536, 34_464);
    }

    @Test
    void batchesOfLargeValuesHaveFewRows() {
        List<Map<String, Object>> rows = new ArrayList<>(column((Object[]) new byte[50][1024 * 1024]));
        List<Integer> sizes = new ArrayList<>();
        try (ArrowTable table = ArrowFixtures.open(write(rows))) {
            table.forEachBatch(root -> sizes.add(root.getRowCount()));
        }

        assertThat(sizes).containsExactly(16, 16, 16, 2);
    }

    @Test
    void aStreamThatFailsIsReportedAsItIs() {
        OutputStream broken = new OutputStream() {
            @Override
            public void write(int b) throws IOException {
                throw new IOException("disk full");
            }
        };

        assertThatThrownBy(() -> ArrowTables.writeRows(people(10), broken, ArrowFixtures.STREAM))
                .isInstanceOf(IOException.class)
                .hasMessage("disk full");
    }
}
