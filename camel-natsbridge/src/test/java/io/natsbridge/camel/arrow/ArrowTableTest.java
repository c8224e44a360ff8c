/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.arrow;

import static io.natsbridge.camel.arrow.ArrowFixtures.open;
import static io.natsbridge.camel.arrow.ArrowFixtures.people;
import static io.natsbridge.camel.arrow.ArrowFixtures.read;
import static io.natsbridge.camel.arrow.ArrowFixtures.write;
import static io.natsbridge.camel.arrow.NestedSamples.encoded;
import static io.natsbridge.camel.arrow.NestedSamples.intColumn;
import static io.natsbridge.camel.arrow.NestedSamples.textColumn;
import static io.natsbridge.camel.arrow.RawTable.bytes;
import static io.natsbridge.camel.arrow.RawTable.column;
import static io.natsbridge.camel.arrow.RawTable.none;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.natsbridge.camel.content.Content;
import io.natsbridge.camel.content.Spool;
import io.natsbridge.camel.error.NatsBridgeException.PayloadConversionException;
import io.natsbridge.camel.error.NatsBridgeException.PayloadTooLargeException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import org.apache.arrow.vector.BigIntVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.ipc.ArrowReader;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ArrowTableTest {

    private static final ArrowWriteOptions ZSTD = new ArrowWriteOptions("t", ArrowFormat.STREAM, ArrowCompression.ZSTD);

    @TempDir
    private Path directory;

    @AfterEach
    void everythingIsGivenBack() {
        assertThat(ArrowTables.allocatedBytes()).isZero();
    }

    @Test
    void tellsWhatItHolds() {
        byte[] bytes = write(people(3));

        try (ArrowTable table = open(bytes)) {
            assertThat(table.rowCount()).isEqualTo(3);
            assertThat(table.columnNames()).containsExactly("id", "name", "score", "member");
            assertThat(table.schema().getFields()).extracting(Field::getName).isEqualTo(table.columnNames());
            assertThat(table.format()).isEqualTo(ArrowFormat.STREAM);
            assertThat(table.content().toByteArray()).isEqualTo(bytes);
        }
    }

    @Test
    void canBeReadAsOftenAsWantedAndInParallel() {
        try (ArrowTable table = open(write(people(100), ZSTD))) {
            Iterator<Map<String, Object>> first = table.iterator();
            Iterator<Map<String, Object>> second = table.rowIterator();

            for (Map<String, Object> row : people(100)) {
                assertThat(first.next()).isEqualTo(row);
                assertThat(second.next()).isEqualTo(row);
            }
            assertThat(first.hasNext()).isFalse();
            assertThatThrownBy(first::next).isInstanceOf(NoSuchElementException.class);
        }
    }

    @Test
    void rowsMayBeChangedByTheirOwner() {
        try (ArrowTable table = open(write(people(2)))) {
            List<Map<String, Object>> rows = table.rows();
            rows.get(0).put("name", "changed");
            rows.remove(1);

            assertThat(table.rows()).isEqualTo(people(2));
        }
    }

    @Test
    void closingEndsWhatWasLeftOpen() throws IOException {
        ArrowTable table = open(Content.of(write(people(100), ZSTD)), ArrowValidation.FRAMING);
        Iterator<Map<String, Object>> rows = table.iterator();
        rows.next();
        ArrowReader reader = table.reader();
        reader.loadNextBatch();
        VectorSchemaRoot root = table.toRoot();
        assertThat(root.getRowCount()).isEqualTo(100);
        assertThat(ArrowTables.allocatedBytes()).isPositive();

        table.close();

        assertThat(ArrowTables.allocatedBytes()).isZero();
        assertThatThrownBy(rows::next)
                .isInstanceOf(PayloadConversionException.class)
                .hasMessageContaining("it was closed before it was read to its end");
        assertThatThrownBy(reader::loadNextBatch).isInstanceOf(PayloadConversionException.class);
        assertThatThrownBy(table::iterator)
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("the Arrow table of payload 'table' is closed");
        assertThatThrownBy(table::reader).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(table::toRoot).isInstanceOf(IllegalStateException.class);
        table.close();
    }

    @ParameterizedTest
    @EnumSource(ArrowCompression.class)
    void closingRemovesTheFile(ArrowCompression compression) throws IOException {
        byte[] bytes = write(people(1000), new ArrowWriteOptions("t", ArrowFormat.FILE, compression));
        Content content = new Spool(directory, 0).read(new ByteArrayInputStream(bytes));
        Path file = content.file().orElseThrow();

        try (ArrowTable table = open(content, ArrowValidation.FRAMING)) {
            assertThat(table.rows()).isEqualTo(people(1000));
            assertThat(file).exists();
        }

        assertThat(file).doesNotExist();
    }

    @Test
    void aTableThatCannotBeOpenedRemovesItsFile() throws IOException {
        Content content = new Spool(directory, 0).read(new ByteArrayInputStream(new byte[100]));

        assertThatThrownBy(() -> open(content, ArrowValidation.FRAMING)).isInstanceOf(PayloadConversionException.class);
        assertThat(directory).isEmptyDirectory();
    }

    @Test
    void aFileThatVanishesIsNotTheDatasFault() throws IOException {
        Content content = new Spool(directory, 0).read(new ByteArrayInputStream(write(people(3))));
        try (ArrowTable table = open(content, ArrowValidation.FRAMING)) {
            content.close();

            assertThatThrownBy(table::rows)
                    .isInstanceOf(UncheckedIOException.class)
                    .hasMessageContaining("Payload 'table': cannot read the Arrow data: java.nio.file.NoSuchFile");
        }
    }

    @Test
    void allBatchesAreJoinedIntoOneRoot() {
        try (ArrowTable table = open(write(people(100_000)));
                VectorSchemaRoot root = table.toRoot()) {
            BigIntVector ids = (BigIntVector) root.getVector("id");

            assertThat(root.getRowCount()).isEqualTo(100_000);
            assertThat(ids.get(0)).isZero();
            assertThat(ids.get(99_999)).isEqualTo(99_999);
            assertThat(root.getVector("name").getObject(70_000)).hasToString("Zoë 70000");
        }
    }

    @Test
    void vectorsAboveTheLimitOnMemoryAreRefused() {
        Content content = Content.of(write(people(10_000)));
        ArrowLimits limits = ArrowLimits.DEFAULT.withMaxMemory(100_000);

        try (ArrowTable table = ArrowTables.open(content, "t", limits, ArrowValidation.WHOLE)) {
            assertThat(table.rows()).hasSize(10_000);
            assertThatThrownBy(() -> table.forEachBatch(root -> {}))
                    .isInstanceOf(PayloadTooLargeException.class)
                    .hasMessageContaining("more than 100000 bytes; have it sent in smaller batches");
            assertThatThrownBy(table::toRoot).isInstanceOf(PayloadTooLargeException.class);
        }
    }

    @Test
    void columnsOfOneNameAreReadByBatchesAlone() {
        Field field = Field.nullable("same", ArrowSamples.intType(32, true));
        byte[] bytes =
                new RawTable(field, field).batch(1, intColumn(1), intColumn(2)).toBytes();

        try (ArrowTable table = open(bytes)) {
            List<String> values = new ArrayList<>();
            table.forEachBatch(root -> root.getFieldVectors()
                    .forEach(vector -> values.add(vector.getObject(0).toString())));

            assertThat(values).containsExactly("1", "2");
            assertThat(table.columnNames()).containsExactly("same", "same");
            assertThatThrownBy(table::rows)
                    .isInstanceOf(PayloadConversionException.class)
                    .hasMessageContaining("two columns have the name 'same'");
            assertThat(scanNames(table.toIpcBytes(ArrowFormat.FILE))).containsExactly("same", "same");
        }
    }

    @Test
    void childrenOfOneNameAreRefusedWithTheirColumn() {
        Field child = Field.nullable("x", ArrowSamples.intType(32, true));
        Field struct = NestedSamples.nested("c", new ArrowType.Struct(), child, child);
        byte[] bytes = new RawTable(struct)
                .batch(1, column(1, 0, none()).with(intColumn(1), intColumn(2)))
                .toBytes();

        try (ArrowTable table = open(bytes)) {
            assertThatThrownBy(table::rows).hasMessageContaining("two columns of 'c' have the name 'x'");
            assertThatThrownBy(() -> table.forEachBatch(root -> {}))
                    .isInstanceOf(PayloadConversionException.class)
                    .hasMessageContaining("column 'c' of type Struct does not fit into Arrow Java's vectors");
        }
    }

    @Test
    void dictionariesGrowAndChangeBetweenBatches() {
        RawTable table = new RawTable(encoded("c", NestedSamples.UTF8, 1, 8))
                .dictionary(1, textColumn("a"))
                .batch(1, column(1, 0, none(), bytes(0)))
                .delta(1, textColumn("b", "c"))
                .batch(3, column(3, 0, none(), bytes(2, 0, 1)))
                .dictionary(1, textColumn("x"))
                .batch(1, column(1, 0, none(), bytes(0)));

        assertThat(read(table.toBytes())).isEqualTo(ArrowFixtures.column("a", "c", "a", "b", "x"));
    }

    @ParameterizedTest
    @EnumSource(ArrowCompression.class)
    void aTableWhoseDictionaryChangesIsWrittenToAFileWithoutIt(ArrowCompression compression) throws IOException {
        byte[] bytes = new RawTable(encoded("c", NestedSamples.UTF8, 1, 8))
                .dictionary(1, textColumn("a", "b"))
                .batch(2, column(2, 1, bytes(0b01), bytes(1, 0)))
                .dictionary(1, textColumn("x"))
                .batch(1, column(1, 0, none(), bytes(0)))
                .toBytes(ArrowFormat.STREAM, compression);
        ByteArrayOutputStream packed = new ByteArrayOutputStream();

        try (ArrowTable table = open(bytes)) {
            table.writeTo(packed, ArrowFormat.FILE, compression);

            assertThat(read(table.toIpcBytes(ArrowFormat.FILE))).isEqualTo(ArrowFixtures.column("b", null, "x"));
        }
        assertThat(read(packed.toByteArray())).isEqualTo(ArrowFixtures.column("b", null, "x"));
        assertThatThrownBy(() -> ArrowTables.transcode(Content.of(bytes), ArrowFormat.FILE, packed, "t"))
                .isInstanceOf(PayloadConversionException.class)
                .hasMessageContaining(
                        "it sends a dictionary again with other values, which the file format cannot hold");
    }

    @Test
    void bytesOfTheOwnFormatAreTheReceivedOnes() {
        byte[] bytes = write(people(3));

        try (ArrowTable table = open(bytes)) {
            assertThat(table.toIpcBytes(ArrowFormat.STREAM)).isEqualTo(bytes);
            assertThat(read(table.toIpcBytes(ArrowFormat.FILE))).isEqualTo(people(3));
        }
    }

    private static List<String> scanNames(byte[] bytes) {
        try (ArrowTable table = open(bytes)) {
            return table.columnNames();
        }
    }
}
