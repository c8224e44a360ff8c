/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.arrow;

import static io.natsbridge.camel.arrow.NestedSamples.INT32;
import static io.natsbridge.camel.arrow.NestedSamples.UTF8;
import static io.natsbridge.camel.arrow.NestedSamples.intColumn;
import static io.natsbridge.camel.arrow.NestedSamples.nested;
import static io.natsbridge.camel.arrow.NestedSamples.textColumn;
import static io.natsbridge.camel.arrow.RawTable.column;
import static io.natsbridge.camel.arrow.RawTable.ints;
import static io.natsbridge.camel.arrow.RawTable.none;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.natsbridge.camel.arrow.RawTable.RawColumn;
import io.natsbridge.camel.content.Content;
import io.natsbridge.camel.error.NatsBridgeException.PayloadConversionException;
import io.natsbridge.camel.error.NatsBridgeException.PayloadTooLargeException;
import java.util.Arrays;
import org.apache.arrow.vector.types.UnionMode;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Small payloads that unfold to much. */
@Timeout(60)
class ArrowBombTest {

    private static final int MANY = 1_000_000;
    private static final String LONG_TEXT = "x".repeat(100_000);

    @AfterEach
    void everythingIsGivenBack() {
        assertThat(ArrowTables.allocatedBytes()).isZero();
    }

    @ParameterizedTest
    @EnumSource(
            value = ArrowCompression.class,
            names = {"LZ4", "ZSTD"})
    void bytesThatUnpackToMoreThanTheLimitAreRefused(ArrowCompression compression) {
        byte[] zeros = new byte[8 * MANY];
        byte[] bytes = new RawTable(Field.nullable("c", ArrowSamples.intType(64, true)))
                .batch(MANY, column(MANY, 0, none(), zeros))
                .toBytes(ArrowFormat.STREAM, compression);
        ArrowLimits limits = ArrowLimits.DEFAULT.withMaxMemory(zeros.length - 1);

        assertThat(ArrowFixtures.read(bytes)).hasSize(MANY);
        assertThatThrownBy(() -> ArrowTables.open(Content.of(bytes), "t", limits, ArrowValidation.FRAMING))
                .isInstanceOf(PayloadTooLargeException.class)
                .hasMessageContaining("8000000 bytes against a limit of 7999999 bytes")
                .hasMessageContaining("raise ArrowLimits.maxMemory");
    }

    @Test
    void rowsThatNoByteStandsForAreRefused() {
        byte[] nulls = new RawTable(Field.nullable("c", new ArrowType.Null()))
                .batch(Integer.MAX_VALUE, column(Integer.MAX_VALUE, Integer.MAX_VALUE))
                .toBytes();
        byte[] columnless = new RawTable().batch(Integer.MAX_VALUE).toBytes();

        for (byte[] bytes : new byte[][] {nulls, columnless}) {
            assertThatThrownBy(() -> ArrowFixtures.open(Content.of(bytes), ArrowValidation.FRAMING))
                    .isInstanceOf(PayloadConversionException.class)
                    .hasMessageContaining("claims 2147483647 values, more than the 1000000")
                    .hasMessageContaining("raise ArrowLimits.maxRowsPerByte");
        }
    }

    @Test
    void manyRunsListsAndUnionsOfOneTextAreRefusedWhenTheyAreRead() {
        Field runs =
                nested("c", new ArrowType.RunEndEncoded(), Field.notNullable("e", INT32), Field.nullable("v", UTF8));
        Field views = nested("c", new ArrowType.ListView(), Field.nullable("v", UTF8));
        Field union = nested("c", new ArrowType.Union(UnionMode.Dense, new int[] {0}), Field.nullable("v", UTF8));
        byte[] zeros = new byte[4 * MANY];
        int[] ones = new int[MANY];
        Arrays.fill(ones, 1);

        refusedWhenRead(runs, column(MANY, 0).with(intColumn(MANY), textColumn(LONG_TEXT)));
        refusedWhenRead(views, column(MANY, 0, none(), zeros, ints(ones)).with(textColumn(LONG_TEXT)));
        refusedWhenRead(union, column(MANY, 0, new byte[MANY], zeros).with(textColumn(LONG_TEXT)));
    }

    @Test
    void manyRowsOfOneDictionaryValueAreRead() {
        byte[] bytes = new RawTable(NestedSamples.encoded("c", UTF8, 1, 8))
                .dictionary(1, textColumn(LONG_TEXT))
                .batch(MANY, column(MANY, 0, none(), new byte[MANY]))
                .toBytes();

        try (ArrowTable table = ArrowFixtures.open(bytes)) {
            assertThat(table).allMatch(row -> row.get("c").equals(LONG_TEXT));
        }
    }

    private static void refusedWhenRead(Field field, RawColumn column) {
        byte[] bytes = new RawTable(field).batch(column.length(), column).toBytes();
        try (ArrowTable table = ArrowFixtures.open(bytes)) {
            assertThatThrownBy(() -> table.forEach(row -> {}))
                    .isInstanceOf(PayloadTooLargeException.class)
                    .hasMessageContaining("raise ArrowLimits.maxRatio");
        }
    }
}
