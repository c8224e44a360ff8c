/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.benchmark;

import java.time.Duration;

/**
 * How long the measuring takes.
 *
 * @param warmUp of each contender, before the first round
 * @param window of each contender in each round
 * @param rounds how often each is measured
 */
public record Form(Duration warmUp, Duration window, int rounds) {

    /** Enough for a figure. */
    public static final Form FULL = new Form(Duration.ofSeconds(2), Duration.ofSeconds(1), 5);

    /** Enough to see that it works. */
    public static final Form SMOKE = new Form(Duration.ofMillis(50), Duration.ofMillis(100), 1);

    /** Whether work that takes long is done on a small scale only. */
    public boolean isSmoke() {
        return rounds == 1;
    }
}
