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
}
