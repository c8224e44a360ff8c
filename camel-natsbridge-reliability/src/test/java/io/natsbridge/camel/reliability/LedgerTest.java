/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.reliability;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.natsbridge.camel.reliability.Event.Kind;
import org.junit.jupiter.api.Test;

/** What the ledger remembers. */
class LedgerTest {

    private final Ledger ledger = new Ledger();

    @Test
    void keepsTheOrderAndTheDigests() {
        ledger.sent(1, "a");
        ledger.ended(1, Kind.OK);
        ledger.stored(1, "b");
        ledger.delivered(1, "c");
        assertThat(ledger.history())
                .extracting(Event::kind)
                .containsExactly(Kind.SENT, Kind.OK, Kind.STORED, Kind.DELIVERED);
        assertThat(ledger.history()).extracting(Event::digest).containsExactly("a", "", "b", "c");
    }

    @Test
    void countsIdsAndEvents() {
        ledger.delivered(1, "a");
        ledger.delivered(1, "a");
        ledger.delivered(2, "b");
        assertThat(ledger.ids(Kind.DELIVERED)).isEqualTo(2);
        assertThat(ledger.count(Kind.DELIVERED)).isEqualTo(3);
    }

    @Test
    void aCallEndsWithAnOutcome() {
        assertThatThrownBy(() -> ledger.ended(1, Kind.STORED)).isInstanceOf(IllegalArgumentException.class);
    }
}
