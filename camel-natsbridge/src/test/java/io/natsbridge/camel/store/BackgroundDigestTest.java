/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.awaitility.Awaitility.await;

import java.security.MessageDigest;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BackgroundDigestTest {

    @AfterEach
    void clearInterrupt() {
        Thread.interrupted();
    }

    @ParameterizedTest
    @ValueSource(
            ints = {
                0,
                1,
                1000,
                131_071,
                131_072,
                131_073,
                262_144,
                524_288,
                524_289,
                1_048_575,
                1_048_576,
                1_048_577,
                1_179_648,
                1_179_649,
                10_000_000
            })
    void equalsTheDigestOfTheJdk(int size) throws Exception {
        byte[] bytes = random(size);
        try (BackgroundDigest digest = new BackgroundDigest("SHA-256")) {
            Random steps = new Random(size);
            for (int done = 0; done < size; ) {
                int n = Math.min(size - done, 1 + steps.nextInt(300_000));
                digest.update(bytes, done, n);
                done += n;
            }

            assertThat(digest.toHex()).isEqualTo(jdk("SHA-256", bytes));
        }
    }

    @Test
    void callerMayReuseItsBuffer() throws Exception {
        byte[] bytes = random(5_000_000);
        byte[] buffer = new byte[100_000];
        try (BackgroundDigest digest = new BackgroundDigest("MD5")) {
            for (int i = 0; i < 50; i++) {
                System.arraycopy(bytes, i * buffer.length, buffer, 0, buffer.length);
                digest.update(buffer, 0, buffer.length);
            }

            assertThat(digest.toHex()).isEqualTo(jdk("MD5", bytes));
        }
    }

    @Test
    void interruptedThreadGetsItsDigestAndStaysInterrupted() throws Exception {
        byte[] bytes = random(5_000_000);
        Thread.currentThread().interrupt();
        try (BackgroundDigest digest = new BackgroundDigest("SHA-256")) {
            digest.update(bytes, 0, bytes.length);

            assertThat(digest.toHex()).isEqualTo(jdk("SHA-256", bytes));
            assertThat(Thread.currentThread().isInterrupted()).isTrue();
        }
    }

    @Test
    void closingEndsTheSecondThread() {
        try (BackgroundDigest digest = new BackgroundDigest("SHA-256")) {
            digest.update(random(5_000_000), 0, 5_000_000);
        }

        await().atMost(Duration.ofSeconds(10))
                .untilAsserted(() -> assertThat(Thread.getAllStackTraces().keySet())
                        .extracting(Thread::getName)
                        .doesNotContain("natsbridge-digest"));
    }

    @Test
    void refusesAnUnknownAlgorithm() {
        assertThatIllegalArgumentException().isThrownBy(() -> new BackgroundDigest("MD17"));
    }

    private static byte[] random(int size) {
        byte[] bytes = new byte[size];
        new Random(size).nextBytes(bytes);
        return bytes;
    }

    private static String jdk(String algorithm, byte[] bytes) throws Exception {
        return HexFormat.of().formatHex(MessageDigest.getInstance(algorithm).digest(bytes));
    }
}
