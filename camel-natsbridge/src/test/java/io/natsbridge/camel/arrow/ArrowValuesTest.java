/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.arrow;

import static io.natsbridge.camel.arrow.ArrowFixtures.open;
import static io.natsbridge.camel.arrow.ArrowFixtures.people;
import static io.natsbridge.camel.arrow.ArrowFixtures.read;
import static io.natsbridge.camel.arrow.ArrowFixtures.write;
import static io.natsbridge.camel.arrow.RawTable.bytes;
import static io.natsbridge.camel.arrow.RawTable.column;
import static io.natsbridge.camel.arrow.RawTable.none;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.ipc.ArrowReader;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ArrowValuesTest {

    @AfterEach
    void everythingIsGivenBack() {
        assertThat(ArrowTables.allocatedBytes()).isZero();
    }

    @ParameterizedTest
    @EnumSource(ArrowCompression.class)
    void aTableWhoseDictionaryChangesIsWrittenToAFileInEveryCompression(ArrowCompression compression)
            throws IOException {
        byte[] stream = new RawTable(NestedSamples.encoded("c", NestedSamples.UTF8, 1, 8))
                .dictionary(1, NestedSamples.textColumn("a"))
                .batch(1, column(1, 0, none(), bytes(0)))
                .dictionary(1, NestedSamples.textColumn("x"))
                .batch(1, column(1, 0, none(), bytes(0)))
                .toBytes();

        try (ArrowTable table = open(stream)) {
            assertThat(read(written(table, compression))).isEqualTo(ArrowFixtures.column("a", "x"));
        }
    }

    @ParameterizedTest
    @EnumSource(ArrowCompression.class)
    void takesTablesReadersAndRoots(ArrowCompression compression) throws IOException {
        try (ArrowTable table = open(write(people(3)));
                ArrowReader reader = table.reader();
                VectorSchemaRoot root = table.toRoot()) {
            for (Object value : List.of(table, reader, root)) {
                assertThat(ArrowValues.isTable(value)).isTrue();
                assertThat(read(written(value, compression))).isEqualTo(people(3));
            }
        }
    }

    @Test
    void rowsAndBytesAreNoTablesOfArrow() {
        assertThat(ArrowValues.isTable(people(1))).isFalse();
        assertThat(ArrowValues.isTable(write(people(1)))).isFalse();
        assertThat(ArrowValues.isTable(null)).isFalse();
    }

    private static byte[] written(Object table, ArrowCompression compression) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ArrowValues.write(table, out, new ArrowWriteOptions("t", ArrowFormat.FILE, compression));
        return out.toByteArray();
    }
}
