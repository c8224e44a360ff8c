/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.reliability;

import io.natsbridge.camel.reliability.Event.Kind;
import java.time.Duration;

/** What rows about streams count. */
final class Judgement {

    /** In which a send ends, whatever becomes of it. */
    static final Duration DEADLINE = Duration.ofSeconds(30);

    private Judgement() {}

    /** Counts the calls, and what the stream has of them. */
    static void ofStored(Ledger ledger, Tally tally) {
        Verdict verdict = new Checker(DEADLINE).check(ledger.history(), Kind.STORED);
        tally.tried(ledger.ids(Kind.OK));
        tally.bad(verdict.count(Anomaly.LOST), "stored: " + verdict);
        tally.bad(verdict.count(Anomaly.DOUBLED), "stored: " + verdict);
        tally.bad(verdict.count(Anomaly.CORRUPTED), "stored: " + verdict);
        tally.bad(verdict.count(Anomaly.UNCLASSIFIED), "stored: " + verdict);
        tally.count("calls", ledger.count(Kind.SENT));
        tally.count("ended in error", ledger.count(Kind.ERROR));
        tally.count("ended unknown", ledger.count(Kind.UNKNOWN));
        tally.count("lost", verdict.count(Anomaly.LOST));
        tally.count("stored twice", verdict.count(Anomaly.DOUBLED));
    }

    /** Counts what routes had. */
    static void ofDelivered(Ledger ledger, Tally tally) {
        Verdict delivered = new Checker(DEADLINE).check(ledger.history(), Kind.DELIVERED);
        tally.bad(delivered.count(Anomaly.LOST), "not delivered: " + delivered);
        tally.bad(delivered.count(Anomaly.CORRUPTED), "delivered corrupted: " + delivered);
        tally.count("delivered again", ledger.count(Kind.DELIVERED) - ledger.ids(Kind.DELIVERED));
    }
}
