/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.envelope;

import static org.assertj.core.api.Assertions.assertThat;

import io.natsbridge.camel.reliability.Trial;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/**
 * Writing with parts that are ready means the same as laying out every field, and the same as maps and Jackson, whatever the envelope; where it cannot be written, both of the
 * component's ways say so alike. The long form writes ten million.
 */
class WriterPathsTest {

    private static final long SHORT = 20_000;
    private static final long LONG = 10_000_000;

    @Test
    void meansTheSameAsThePlainWay() throws Exception {
        Trial trial = Trial.of(
                "writer-paths",
                "envelopes, written with ready parts, without, and by Jackson: other results, other errors");
        AtomicLong refused = new AtomicLong();
        long count = Trial.size(SHORT, LONG);
        trial.inParts(count, (some, random) -> refused.addAndGet(new WriterPaths(trial, random).compare(some)));
        trial.finish(count, String.format("%,d could not be written", refused.get()));
        assertThat(refused.get()).as("envelopes that could not be written").isBetween(count / 100, count / 2);
    }
}
