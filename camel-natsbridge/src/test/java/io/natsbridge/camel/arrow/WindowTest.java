/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.arrow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.natsbridge.camel.content.Content;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WindowTest {

    private static final int OFFSET = 13;

    @TempDir
    private Path directory;

    @ParameterizedTest
    @ValueSource(ints = {100, 64 * 1024, 256 * 1024, 256 * 1024 + 1, 1_000_000})
    void readsWhatIsThereInAnyOrder(int size) throws IOException {
        byte[] bytes = new byte[size + 2 * OFFSET];
        Random random = new Random(size);
        random.nextBytes(bytes);
        ByteBuffer expected = ByteBuffer.wrap(bytes, OFFSET, size).slice().order(ByteOrder.LITTLE_ENDIAN);
        Path file = Files.write(directory.resolve("bytes"), bytes);

        try (Source heap = Source.of(Content.of(bytes));
                Source disk = Source.of(Content.ofFile(file))) {
            for (Source source : new Source[] {heap, disk}) {
                Window window = new Region(source, OFFSET, size).window();
                for (int i = 0; i < 5000; i++) {
                    int at = random.nextInt(size - 7);
                    int length = random.nextInt(Math.min(size - at, 70_000));
                    byte[] range = new byte[length];
                    expected.get(at, range);

                    assertThat(window.getLong(at)).isEqualTo(expected.getLong(at));
                    assertThat(window.getInt(at)).isEqualTo(expected.getInt(at));
                    assertThat(window.getShort(at)).isEqualTo(expected.getShort(at));
                    assertThat(window.getByte(at)).isEqualTo(expected.get(at));
                    assertThat(Arrays.equals(window.getBytes(at, length), range))
                            .isTrue();
                }
            }
        }
    }

    @Test
    void refusesToLeaveTheRegion() throws IOException {
        Path file = Files.write(directory.resolve("bytes"), new byte[100]);

        try (Source heap = Source.of(Content.of(new byte[100]));
                Source disk = Source.of(Content.ofFile(file))) {
            for (Source source : new Source[] {heap, disk}) {
                Window window = new Region(source, 10, 20).window();

                for (long at : new long[] {-1, 13, 20, Long.MAX_VALUE, Long.MIN_VALUE}) {
                    assertThatThrownBy(() -> window.getLong(at)).isInstanceOf(MalformedArrowException.class);
                    assertThatThrownBy(() -> window.getBytes(at, 8)).isInstanceOf(MalformedArrowException.class);
                }
                assertThatThrownBy(() -> window.getBytes(0, -1)).isInstanceOf(MalformedArrowException.class);
                assertThat(window.getLong(12)).isZero();
                assertThat(window.getBytes(20, 0)).isEmpty();
            }
        }
    }

    @Test
    void refusesRegionsThatLeaveTheSource() {
        Source source = Source.of(Content.of(new byte[100]));
        Region region = new Region(source, 10, 20);

        assertThatThrownBy(() -> new Region(source, 90, 11)).isInstanceOf(MalformedArrowException.class);
        assertThatThrownBy(() -> new Region(source, Long.MAX_VALUE, Long.MAX_VALUE))
                .isInstanceOf(MalformedArrowException.class);
        assertThatThrownBy(() -> region.slice(10, 11)).isInstanceOf(MalformedArrowException.class);
        assertThatThrownBy(() -> region.slice(-1, 1)).isInstanceOf(MalformedArrowException.class);
        assertThatThrownBy(() -> region.slice(0, Long.MIN_VALUE)).isInstanceOf(MalformedArrowException.class);
    }

    @ParameterizedTest
    @ValueSource(ints = {4, 40, 32 * 1024, 32 * 1024 + 4, 300_000})
    void seesAtOnceWhetherIntegersRise(int size) throws IOException {
        Random random = new Random(size);
        byte[] bytes = new byte[size];
        ByteBuffer rising = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        int value = random.nextInt(10);
        for (int at = 0; at < size; at += Integer.BYTES) {
            rising.putInt(at, value);
            value += random.nextInt(3);
        }
        for (int at : new int[] {0, size / 8 * 4, size - 4}) {
            for (int other : new int[] {rising.getInt(at), -1, Integer.MIN_VALUE, Integer.MAX_VALUE, 0}) {
                byte[] changed = bytes.clone();
                ByteBuffer.wrap(changed).order(ByteOrder.LITTLE_ENDIAN).putInt(at, other);
                boolean expected = isRising(ByteBuffer.wrap(changed).order(ByteOrder.LITTLE_ENDIAN));
                for (Window window : windows(changed)) {
                    assertThat(window.areIntsRising(size / 4)).isEqualTo(expected);
                }
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 31, 33, 32 * 1024, 32 * 1024 + 1, 300_000})
    void seesAtOnceWhetherAllBytesAreAscii(int size) throws IOException {
        byte[] bytes = new byte[size];
        Arrays.fill(bytes, (byte) 0x7F);
        int last = size - 1;
        for (int at : new int[] {0, size / 2, last}) {
            byte[] changed = bytes.clone();
            changed[at] = (byte) 0x80;
            for (Window window : windows(changed)) {
                assertThat(window.isAscii(0, size)).isFalse();
                assertThat(window.isAscii(0, at)).isTrue();
                assertThat(window.isAscii(at + 1, size)).isTrue();
            }
        }
        for (Window window : windows(bytes)) {
            assertThat(window.isAscii(0, size)).isTrue();
        }
    }

    private static boolean isRising(ByteBuffer integers) {
        int last = 0;
        while (integers.hasRemaining()) {
            int next = integers.getInt();
            if (next < last) {
                return false;
            }
            last = next;
        }
        return true;
    }

    private Window[] windows(byte[] bytes) throws IOException {
        Path file = Files.write(directory.resolve("values"), bytes);
        Source disk = Source.of(Content.ofFile(file));
        return new Window[] {
            new Region(Source.of(Content.of(bytes)), 0, bytes.length).window(),
            new Region(disk, 0, bytes.length).window()
        };
    }
}
