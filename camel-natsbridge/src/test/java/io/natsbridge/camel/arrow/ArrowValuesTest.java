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

import io.natsbridge.camel.content.Content;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.ipc.ArrowReader;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.DictionaryEncoding;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.FieldType;
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

    @ParameterizedTest
    @EnumSource(ArrowCompression.class)
    void theSchemaOfAReceivedTableIsKept(ArrowCompression compression) throws IOException {
        Field item = Field.nullable("item", NestedSamples.INT32);
        Field list = new Field(
                "c",
                new FieldType(
                        true, new ArrowType.List(), new DictionaryEncoding(1, false, null), Map.of("key", "value")),
                List.of(item));
        byte[] bytes = new RawTable(list)
                .dictionary(1, column(1, 0, none(), RawTable.ints(0, 1)).with(NestedSamples.intColumn(7)))
                .batch(1, column(1, 0, none(), RawTable.ints(0)))
                .toBytes();

        try (ArrowTable table = open(bytes)) {
            byte[] written = written(table, compression);
            assertThat(ArrowFixtures.schema(written).getFields())
                    .isEqualTo(table.schema().getFields());
            assertThat(read(written)).isEqualTo(ArrowFixtures.column(List.of(7)));
        }
    }

    /** pyarrow takes the eight bytes that Arrow Java would make of it for a broken LZ4 frame. */
    @ParameterizedTest
    @EnumSource(ArrowCompression.class)
    void anEmptyBufferStaysEmpty(ArrowCompression compression) {
        byte[] bytes = write(ArrowFixtures.column("", ""), new ArrowWriteOptions("t", ArrowFormat.STREAM, compression));
        Source source = Source.of(Content.of(bytes));
        long message = IpcScanner.scan(source, ArrowLimits.DEFAULT).messages().get(0);
        IpcMessage batch = new MessageReader(source, source.size(), ArrowLimits.DEFAULT)
                .read(message)
                .orElseThrow();

        assertThat(batch.batch().buffers(2).length()).isZero();
        assertThat(read(bytes)).isEqualTo(ArrowFixtures.column("", ""));
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
