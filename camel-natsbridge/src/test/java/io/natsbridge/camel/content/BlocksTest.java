/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.content;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BlocksTest {

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 8191, 8192, 8193, 16_384, 16_385, 131_072, 131_073, 262_144, 262_145, 3_000_000})
    void givesBackWhatWasWritten(int size) throws IOException {
        byte[] bytes = random(size);
        Content content = written(bytes, 50_000).toContent();

        assertThat(content.size()).isEqualTo(size);
        assertThat(content.toByteArray()).isEqualTo(bytes);
        for (int twice = 0; twice < 2; twice++) {
            try (InputStream in = content.openStream()) {
                assertThat(in.readAllBytes()).isEqualTo(bytes);
                assertThat(in.read()).isNegative();
            }
        }
    }

    @Test
    void isWrittenAsItIs() throws IOException {
        byte[] bytes = random(500_000);
        ByteArrayOutputStream out = new ByteArrayOutputStream();

        written(bytes, 1000).writeTo(out);

        assertThat(out.toByteArray()).isEqualTo(bytes);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 8191, 8192, 100_000, 499_999, 500_000})
    void theRestOfAStreamGoesOn(int skipped) throws IOException {
        byte[] bytes = random(500_000);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (InputStream in = written(bytes, 1000).openStream()) {
            in.skipNBytes(skipped);

            assertThat(in.transferTo(out)).isEqualTo(500_000 - skipped);
            assertThat(in.read()).isNegative();
        }
        assertThat(out.toByteArray()).isEqualTo(Arrays.copyOfRange(bytes, skipped, bytes.length));
    }

    @Test
    void isReadInPiecesOfAnySize() throws IOException {
        byte[] bytes = random(300_000);
        Random steps = new Random(1);
        byte[] read = new byte[bytes.length];
        int done = 0;
        try (InputStream in = written(bytes, 777).openStream()) {
            while (done < bytes.length) {
                int n = steps.nextInt(5) == 0
                        ? one(in, read, done)
                        : in.read(read, done, Math.min(read.length - done, 1 + steps.nextInt(20_000)));
                assertThat(n).isPositive();
                done += n;
            }
            assertThat(in.read(new byte[1])).isNegative();
            assertThat(in.available()).isZero();
        }

        assertThat(read).isEqualTo(bytes);
    }

    @Test
    void whatIsShortLiesInOneArray() {
        assertThat(written(random(8192), 100).toContent()).isInstanceOf(BytesContent.class);
        assertThat(written(random(8193), 100).toContent()).isInstanceOf(Blocks.class);
    }

    private static int one(InputStream in, byte[] target, int at) throws IOException {
        target[at] = (byte) in.read();
        return 1;
    }

    private static Blocks written(byte[] bytes, int piece) {
        Blocks blocks = new Blocks();
        for (int i = 0; i < bytes.length; i += piece) {
            blocks.write(bytes, i, Math.min(piece, bytes.length - i));
        }
        return blocks;
    }

    private static byte[] random(int size) {
        byte[] bytes = new byte[size];
        new Random(size).nextBytes(bytes);
        return bytes;
    }
}
