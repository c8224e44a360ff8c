/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.arrow;

import static io.natsbridge.camel.arrow.ArrowFixtures.read;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.natsbridge.camel.SmartSend;
import io.natsbridge.camel.envelope.EnvelopeReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.arrow.memory.ArrowBuf;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.OutOfMemoryException;
import org.apache.arrow.vector.BigIntVector;
import org.apache.arrow.vector.BitVector;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.VarCharVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.dictionary.DictionaryProvider;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ArrowMemoryTest {

    private static final byte[] CANARY = "canary!!".getBytes(StandardCharsets.US_ASCII);
    private static final int ROWS = 1000;

    @AfterEach
    void everythingIsGivenBack() {
        assertThat(ArrowTables.allocatedBytes()).isZero();
    }

    @Test
    void anAllocatorKeepsToItsLimit() {
        BufferAllocator allocator = ArrowMemory.allocator("test", 1000);
        try (ArrowBuf buffer = allocator.buffer(512)) {
            assertThat(ArrowTables.allocatedBytes()).isEqualTo(512);
            assertThatThrownBy(() -> allocator.buffer(512)).isInstanceOf(OutOfMemoryException.class);
            assertThat(buffer.refCnt()).isOne();
        }
        ArrowMemory.release(allocator);
    }

    @Test
    void memoryThatSomebodyStillHoldsIsLeftToThem() {
        BufferAllocator allocator = ArrowMemory.allocator("test", 1000);
        ArrowBuf buffer = allocator.buffer(8);
        buffer.setLong(0, 42);

        ArrowMemory.release(allocator);

        assertThat(buffer.getLong(0)).isEqualTo(42);
        buffer.close();
        ArrowMemory.release(allocator);
    }

    @ParameterizedTest
    @EnumSource(ArrowFormat.class)
    void nothingThatLayInMemoryIsSentUnderNullRows(ArrowFormat format) {
        List<Map<String, Object>> rows = new ArrayList<>();
        rows.add(NestedSamples.map("n", 1L, "s", "x", "b", true, "l", List.of(1L), "m", NestedSamples.map("k", 1L)));
        for (int i = 1; i < ROWS; i++) {
            rows.add(NestedSamples.map("n", null, "s", null, "b", null, "l", null, "m", null));
        }
        litter();

        byte[] bytes = ArrowFixtures.write(rows, new ArrowWriteOptions("t", format, ArrowCompression.NONE));

        assertThat(contains(bytes, CANARY)).isFalse();
        assertThat(read(bytes)).isEqualTo(rows);
    }

    @ParameterizedTest
    @EnumSource(ArrowFormat.class)
    void nothingOfAValueThatWasMadeNullIsSent(ArrowFormat format) throws IOException {
        BufferAllocator allocator = ArrowMemory.allocator("test", Long.MAX_VALUE);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (BigIntVector numbers = new BigIntVector("n", allocator);
                VarCharVector texts = new VarCharVector("s", allocator);
                BitVector bits = new BitVector("b", allocator)) {
            fill(numbers, texts, bits);
            VectorSchemaRoot root = VectorSchemaRoot.of(numbers, texts, bits);

            ArrowTables.writeRoot(
                    root,
                    new DictionaryProvider.MapDictionaryProvider(),
                    out,
                    new ArrowWriteOptions("t", format, ArrowCompression.NONE));

            assertThat(numbers.getDataBuffer().getLong(8))
                    .as("the vector itself")
                    .isEqualTo(canary());
        }
        allocator.close();
        assertThat(contains(out.toByteArray(), CANARY)).isFalse();
        List<Map<String, Object>> rows = read(out.toByteArray());
        assertThat(rows.get(0)).isEqualTo(NestedSamples.map("n", 0L, "s", "kept", "b", true));
        assertThat(rows.subList(1, ROWS)).allMatch(row -> row.values().stream().allMatch(each -> each == null));
    }

    @Test
    void nothingOfAValueThatWasMadeNullIsSentByARoute() throws Exception {
        BufferAllocator allocator = ArrowMemory.allocator("test", Long.MAX_VALUE);
        byte[] envelope;
        try (BigIntVector numbers = new BigIntVector("n", allocator);
                VarCharVector texts = new VarCharVector("s", allocator);
                BitVector bits = new BitVector("b", allocator)) {
            fill(numbers, texts, bits);
            envelope = sentByARoute(VectorSchemaRoot.of(numbers, texts, bits));
        }
        allocator.close();
        byte[] table = new EnvelopeReader(1, () -> "made")
                .read(envelope)
                .payloads()
                .get(0)
                .content()
                .orElseThrow()
                .toByteArray();
        assertThat(contains(table, CANARY)).isFalse();
        assertThat(read(table)).hasSize(ROWS).element(0).isEqualTo(NestedSamples.map("n", 0L, "s", "kept", "b", true));
    }

    private static byte[] sentByARoute(VectorSchemaRoot table) throws Exception {
        try (DefaultCamelContext context = new DefaultCamelContext()) {
            context.addRoutes(new RouteBuilder() {
                @Override
                public void configure() {
                    SmartSend send = new SmartSend();
                    send.setSubject("tables");
                    from("direct:in").process(send);
                }
            });
            context.start();
            return context.createProducerTemplate().requestBody("direct:in", table, byte[].class);
        }
    }

    private static void fill(BigIntVector numbers, VarCharVector texts, BitVector bits) {
        for (int i = 0; i < ROWS; i++) {
            numbers.setSafe(i, i == 0 ? 0 : canary());
            texts.setSafe(i, i == 0 ? "kept".getBytes(StandardCharsets.US_ASCII) : CANARY);
            bits.setSafe(i, 1);
        }
        for (FieldVector vector : List.of(numbers, texts, bits)) {
            vector.setValueCount(ROWS);
            ArrowBuf validity = vector.getValidityBuffer();
            for (int i = 1; i < ROWS; i++) {
                validity.setByte(i >> 3, validity.getByte(i >> 3) & ~(1 << (i & 7)));
            }
        }
    }

    private static long canary() {
        return ByteBuffer.wrap(CANARY).order(ByteOrder.LITTLE_ENDIAN).getLong();
    }

    /** Fills memory of many sizes and frees it, so that the next blocks are likely to hold it. */
    private static void litter() {
        BufferAllocator allocator = ArrowMemory.allocator("litter", Long.MAX_VALUE);
        List<ArrowBuf> buffers = new ArrayList<>();
        for (int size = 64; size <= 1 << 20; size *= 2) {
            for (int i = 0; i < 8; i++) {
                ArrowBuf buffer = allocator.buffer(size);
                for (int at = 0; at < size; at += CANARY.length) {
                    buffer.setBytes(at, CANARY);
                }
                buffers.add(buffer);
            }
        }
        buffers.forEach(ArrowBuf::close);
        allocator.close();
    }

    private static boolean contains(byte[] bytes, byte[] wanted) {
        return new String(bytes, StandardCharsets.ISO_8859_1).contains(new String(wanted, StandardCharsets.ISO_8859_1));
    }
}
