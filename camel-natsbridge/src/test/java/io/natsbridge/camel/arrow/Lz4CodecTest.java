/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.arrow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.Stream;
import org.apache.arrow.memory.ArrowBuf;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.commons.compress.compressors.lz4.BlockLZ4CompressorOutputStream;
import org.apache.commons.compress.compressors.lz4.FramedLZ4CompressorInputStream;
import org.apache.commons.compress.compressors.lz4.FramedLZ4CompressorOutputStream;
import org.apache.commons.compress.compressors.lz4.FramedLZ4CompressorOutputStream.BlockSize;
import org.apache.commons.compress.compressors.lz4.FramedLZ4CompressorOutputStream.Parameters;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class Lz4CodecTest {

    private static final int PREFIX = 8;

    private final Lz4Codec codec = new Lz4Codec();
    private BufferAllocator allocator;

    @BeforeEach
    void openAllocator() {
        allocator = ArrowMemory.allocator("test", 64 * 1024 * 1024);
    }

    @AfterEach
    void everythingIsGivenBack() {
        allocator.close();
    }

    static Stream<Arguments> data() {
        Random random = new Random(1);
        byte[] noise = new byte[300_000];
        random.nextBytes(noise);
        byte[] words = new byte[300_000];
        byte[] numbers = new byte[300_000];
        for (int i = 0; i < words.length; i++) {
            words[i] = (byte) "the quick brown fox ".charAt(random.nextInt(10) == 0 ? random.nextInt(20) : i % 20);
            numbers[i] = (byte) ((i / 8) >>> (8 * (i % 8)));
        }
        return Stream.of(
                Arguments.of("zeros", new byte[1_000_000]),
                Arguments.of("noise", noise),
                Arguments.of("words", words),
                Arguments.of("ascending numbers", numbers),
                Arguments.of("one byte", new byte[] {7}),
                Arguments.of("one block", Arrays.copyOf(words, 64 * 1024)),
                Arguments.of("one block and a byte", Arrays.copyOf(words, 64 * 1024 + 1)),
                Arguments.of("less than a match", Arrays.copyOf(words, 12)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("data")
    void unpacksWhatItPacks(String name, byte[] data) {
        ArrowBuf packed = codec.compress(allocator, buffer(data));

        assertThat(packed.writerIndex()).isLessThanOrEqualTo(PREFIX + data.length);
        assertThat(unpack(packed)).isEqualTo(data);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("data")
    void packsWhatOthersUnpack(String name, byte[] data) throws IOException {
        try (ArrowBuf plain = buffer(data);
                ArrowBuf packed = codec.doCompress(allocator, plain)) {
            byte[] frame = new byte[(int) packed.writerIndex() - PREFIX];
            packed.getBytes(PREFIX, frame);

            try (FramedLZ4CompressorInputStream in =
                    new FramedLZ4CompressorInputStream(new ByteArrayInputStream(frame))) {
                assertThat(in.readAllBytes()).isEqualTo(data);
            }
        }
    }

    static Stream<Parameters> frames() {
        return Stream.of(BlockSize.K64, BlockSize.K256, BlockSize.M4)
                .flatMap(size -> Stream.of(
                        new Parameters(size, false, false, false),
                        new Parameters(size, true, false, false),
                        new Parameters(size, true, true, true)));
    }

    @ParameterizedTest
    @MethodSource("frames")
    void unpacksFramesOfOthers(Parameters parameters) throws IOException {
        byte[] data = "the quick brown fox ".repeat(10_000).getBytes(StandardCharsets.US_ASCII);
        ByteArrayOutputStream frame = new ByteArrayOutputStream();
        try (OutputStream out = new FramedLZ4CompressorOutputStream(frame, parameters)) {
            out.write(data);
        }

        assertThat(unpack(packed(frame.toByteArray(), data.length))).isEqualTo(data);
    }

    @Test
    void refusesFramesThatUnpackToMoreOrLessThanAnnounced() throws IOException {
        ByteArrayOutputStream frame = new ByteArrayOutputStream();
        try (OutputStream out = new FramedLZ4CompressorOutputStream(frame)) {
            out.write(new byte[100_000]);
        }

        for (int length : new int[] {1, 99_999, 100_001, 10_000_000}) {
            refuse(packed(frame.toByteArray(), length));
        }
    }

    @Test
    void refusesEveryCutFrame() {
        byte[] data = "abcdefghabcdefgh".repeat(20).getBytes(StandardCharsets.US_ASCII);
        byte[] frame;
        try (ArrowBuf plain = buffer(data);
                ArrowBuf packed = codec.doCompress(allocator, plain)) {
            frame = new byte[(int) packed.writerIndex() - PREFIX];
            packed.getBytes(PREFIX, frame);
        }

        for (int length = 0; length < frame.length; length++) {
            refuse(packed(Arrays.copyOf(frame, length), data.length));
        }
    }

    @Test
    void refusesBlocksThatReferBeforeTheirStart() {
        byte[] block = {0x10, 'a', 2, 0, 0};
        byte[] out = new byte[100];

        assertThatThrownBy(() -> Lz4Block.unpack(block, block.length, out, 0, out.length))
                .isInstanceOf(MalformedArrowException.class);
    }

    @Test
    void unpacksSingleBlocksOfOthers() throws IOException {
        byte[] data =
                "abcabcabcabcabcabcabcabcabcabcabcabcabcabcabc!".repeat(30).getBytes(StandardCharsets.US_ASCII);
        ByteArrayOutputStream block = new ByteArrayOutputStream();
        try (OutputStream out = new BlockLZ4CompressorOutputStream(block)) {
            out.write(data);
        }
        byte[] unpacked = new byte[data.length];

        assertThat(Lz4Block.unpack(block.toByteArray(), block.size(), unpacked, 0, data.length))
                .isEqualTo(data.length);
        assertThat(unpacked).isEqualTo(data);
    }

    private void refuse(ArrowBuf packed) {
        try (packed) {
            assertThatThrownBy(() -> codec.decompress(allocator, packed)).isInstanceOf(MalformedArrowException.class);
        }
    }

    private byte[] unpack(ArrowBuf packed) {
        try (ArrowBuf unpacked = codec.decompress(allocator, packed)) {
            byte[] bytes = new byte[(int) unpacked.writerIndex()];
            unpacked.getBytes(0, bytes);
            return bytes;
        }
    }

    private ArrowBuf packed(byte[] frame, long length) {
        ArrowBuf packed = allocator.buffer(PREFIX + frame.length);
        packed.setLong(0, length);
        packed.setBytes(PREFIX, frame);
        return packed.writerIndex(PREFIX + frame.length);
    }

    private ArrowBuf buffer(byte[] data) {
        ArrowBuf buffer = allocator.buffer(data.length);
        buffer.setBytes(0, data);
        return buffer.writerIndex(data.length);
    }
}
