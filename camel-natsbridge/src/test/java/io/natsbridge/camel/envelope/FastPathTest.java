/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.envelope;

import static org.assertj.core.api.Assertions.assertThat;

import io.natsbridge.camel.reliability.Trial;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** Reading by a scan, and with the long texts cut out first, means the same as reading every byte with the parser, whatever the message. The long form reads ten million. */
class FastPathTest {

    private static final long SHORT = 60_000;
    private static final long LONG = 10_000_000;

    private final Trial trial =
            Trial.of("reader-paths", "changed envelopes, read by three ways: other results, other errors");
    private final AtomicLong read = new AtomicLong();

    @Test
    void meansTheSameAsThePlainPath() throws Exception {
        long count = Trial.size(SHORT, LONG);
        trial.inParts(count, this::compare);
        trial.finish(count, String.format("%,d could be read", read.get()));
        assertThat(read.get()).as("messages that could be read").isBetween(count / 50, count - count / 50);
    }

    private void compare(long count, Random random) {
        BothPaths paths = new BothPaths();
        EnvelopeMutants mutants = new EnvelopeMutants(random);
        for (long i = 0; i < count; i++) {
            trial.tried();
            try {
                read.addAndGet(paths.read(mutants.next()).isPresent() ? 1 : 0);
            } catch (AssertionError e) {
                trial.bad(e.getMessage());
            }
        }
    }
}
