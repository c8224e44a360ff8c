/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.natsbridge.camel.cli.Findings.Finding;
import io.natsbridge.camel.cli.Findings.Level;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class ClocksTest {

    private static final Instant NOW = Instant.parse("2026-11-24T10:15:30Z");

    private final Findings findings = new Findings();
    private final Clocks clocks = new Clocks(findings);

    @Test
    void aSecondIsNothing() {
        clocks.tell("the broker", NOW, NOW.plusSeconds(1));
        clocks.conclude();
        assertThat(findings.all()).extracting(Finding::level).containsExactly(Level.OK);
        assertThat(findings.exitCode()).isZero();
    }

    @Test
    void whoIsAheadIsToldToSetTheClock() {
        clocks.tell("the broker", NOW, NOW.plusSeconds(90));
        clocks.tell("the file server", NOW, NOW.minusMillis(5500));
        clocks.conclude();
        assertThat(findings.all())
                .extracting(Finding::text)
                .containsExactly(
                        "this machine's and that of the broker differ by 90.0 s, this one is ahead",
                        "this machine's and that of the file server differ by 5.5 s, this one is behind");
        assertThat(findings.all()).extracting(Finding::advice).allMatch(advice -> advice.contains("NTP"));
        assertThat(findings.exitCode()).isEqualTo(1);
    }

    @Test
    void nobodyWhoTellsTheTimeIsNoMistake() {
        clocks.conclude();
        assertThat(findings.all()).extracting(Finding::level).containsExactly(Level.INFO);
    }
}
