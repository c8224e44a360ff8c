/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.envelope;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Reading by a scan, and with the long texts cut out first, means the same as reading every byte with the parser, whatever the message. */
class FastPathTest {

    private static final int MESSAGES = 20_000;

    private final BothPaths paths = new BothPaths();

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void meansTheSameAsThePlainPath(long seed) {
        EnvelopeMutants mutants = new EnvelopeMutants(new Random(seed));
        int read = 0;
        for (int i = 0; i < MESSAGES; i++) {
            read += paths.read(mutants.next()).isPresent() ? 1 : 0;
        }
        assertThat(read).as("messages that could be read").isBetween(MESSAGES / 50, MESSAGES - MESSAGES / 50);
    }
}
