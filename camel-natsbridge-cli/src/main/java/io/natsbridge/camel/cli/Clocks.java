/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.cli;

import java.time.Duration;
import java.time.Instant;
import java.util.Locale;

/** Compares this machine's clock with others that tell theirs. */
final class Clocks {

    private static final String AREA = "clocks";
    private static final Duration TOLERANCE = Duration.ofSeconds(3);

    private final Findings findings;
    private boolean told;

    Clocks(Findings findings) {
        this.findings = findings;
    }

    /**
     * Compares.
     *
     * @param who whose clock
     * @param theirs what it said; a second more or less is nothing, as HTTP tells no fractions
     * @param ours what this machine's said then
     */
    void tell(String who, Instant theirs, Instant ours) {
        told = true;
        Duration skew = Duration.between(theirs, ours);
        String text = "this machine's and that of " + who + " differ by "
                + String.format(Locale.ROOT, "%.1f s", skew.toMillis() / 1000.0);
        if (skew.abs().compareTo(TOLERANCE) > 0) {
            findings.warning(
                    AREA,
                    text,
                    "set both by NTP: times in envelopes, the life of links and TLS certificates are judged by them");
        } else {
            findings.ok(AREA, text);
        }
    }

    /** Says so when there was nothing to compare with. */
    void conclude() {
        if (!told) {
            findings.info(AREA, "nobody told the time: no stream and no file server to ask");
        }
    }
}
