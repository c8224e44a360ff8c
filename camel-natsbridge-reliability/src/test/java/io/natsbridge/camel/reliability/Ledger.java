/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.reliability;

import io.natsbridge.camel.reliability.Event.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** Records what happens to each id, in the order in which it is told. Thread-safe. */
final class Ledger {

    private final Queue<Event> events = new ConcurrentLinkedQueue<>();

    void sent(int id, String digest) {
        add(Kind.SENT, id, digest);
    }

    /** Records how a call ended. */
    void ended(int id, Kind outcome) {
        if (!outcome.isOutcome()) {
            throw new IllegalArgumentException("The call for " + id + " cannot end as " + outcome);
        }
        add(outcome, id, "");
    }

    void stored(int id, String digest) {
        add(Kind.STORED, id, digest);
    }

    void delivered(int id, String digest) {
        add(Kind.DELIVERED, id, digest);
    }

    private void add(Kind kind, int id, String digest) {
        events.add(new Event(kind, id, digest, System.nanoTime()));
    }

    /** All that happened so far. */
    List<Event> history() {
        return new ArrayList<>(events);
    }

    /** Forgets all that happened, so that it takes no memory. */
    void forget() {
        events.clear();
    }

    /** How many different ids have had such an event. */
    long ids(Kind kind) {
        return events.stream()
                .filter(event -> event.kind() == kind)
                .mapToInt(Event::id)
                .distinct()
                .count();
    }

    /** How often there was such an event. */
    long count(Kind kind) {
        return events.stream().filter(event -> event.kind() == kind).count();
    }
}
