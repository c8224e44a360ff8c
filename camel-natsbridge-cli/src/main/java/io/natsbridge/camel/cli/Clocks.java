/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.cli;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** Compares this machine's clock with others that tell theirs. */
final class Clocks {

    private static final String AREA = "clocks";
    private static final Duration TOLERANCE = Duration.ofSeconds(3);

    private final Findings findings;
    private final Map<String, Duration> ahead = new LinkedHashMap<>();

    Clocks(Findings findings) {
        this.findings = findings;
    }

    /**
     * Notes a comparison; of the same clock the last counts.
     *
     * @param who whose clock
     * @param theirs what it said; a second more or less is nothing, as HTTP tells no fractions
     * @param ours what this machine's said then
     */
    void tell(String who, Instant theirs, Instant ours) {
        ahead.put(who, Duration.between(theirs, ours));
    }

    /** Says what came out. */
    void conclude() {
        if (ahead.isEmpty()) {
            findings.info(AREA, "nobody told the time: no stream and no file server to ask");
        }
        ahead.forEach(this::judge);
    }

    private void judge(String who, Duration skew) {
        String text = "this machine's and that of " + who + " differ by "
                + String.format(Locale.ROOT, "%.1f s", skew.abs().toMillis() / 1000.0);
        if (skew.abs().compareTo(TOLERANCE) > 0) {
            findings.warning(
                    AREA,
                    text + ", this one is " + (skew.isNegative() ? "behind" : "ahead"),
                    "set both by NTP: times in envelopes, the life of links and TLS certificates are judged by them");
        } else {
            findings.ok(AREA, text);
        }
    }
}
