/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.reliability;

import io.natsbridge.camel.reliability.Event.Kind;
import java.time.Duration;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** History in, verdict out, as Jepsen does it: the checker knows nothing of how the history came about. */
final class Checker {

    private static final double GRACE = 1.1;

    private final long patience;

    /** @param deadline in which every call has to end, give or take a tenth */
    Checker(Duration deadline) {
        this.patience = (long) (deadline.toNanos() * GRACE);
    }

    /** What happened to one id. */
    private static final class Story {
        private final Set<String> sent = new HashSet<>();
        private final Set<Kind> outcomes = new HashSet<>();
        private long openSince = Long.MIN_VALUE;
        private boolean late;
        private int copies;
        private boolean wrong;

        void add(Event event, long patience) {
            if (event.kind() == Kind.SENT) {
                late |= openSince != Long.MIN_VALUE;
                openSince = event.nanos();
                sent.add(event.digest());
            } else if (event.kind().isOutcome()) {
                late |= event.nanos() - openSince > patience;
                openSince = Long.MIN_VALUE;
                outcomes.add(event.kind());
            }
        }

        void copy(String digest) {
            copies++;
            wrong |= !digest.isEmpty() && !sent.isEmpty() && !sent.contains(digest);
        }
    }

    /**
     * Judges a history.
     *
     * @param history in the order of the events
     * @param place where the copies are looked for, {@link Kind#STORED} or {@link Kind#DELIVERED}
     */
    Verdict check(List<Event> history, Kind place) {
        Map<Integer, Story> stories = new LinkedHashMap<>();
        for (Event event : history) {
            stories.computeIfAbsent(event.id(), absent -> new Story()).add(event, patience);
        }
        for (Event event : history) {
            if (event.kind() == place) {
                stories.get(event.id()).copy(event.digest());
            }
        }
        Verdict verdict = new Verdict();
        stories.forEach((id, story) -> judge(verdict, id, story));
        return verdict;
    }

    private static void judge(Verdict verdict, int id, Story story) {
        if (story.outcomes.contains(Kind.OK) && story.copies == 0) {
            verdict.add(Anomaly.LOST, id);
        }
        if (story.copies > 1) {
            verdict.add(Anomaly.DOUBLED, id);
        }
        if (story.wrong) {
            verdict.add(Anomaly.CORRUPTED, id);
        }
        if (story.late || story.openSince != Long.MIN_VALUE) {
            verdict.add(Anomaly.UNCLASSIFIED, id);
        }
        if (story.copies > 0 && story.sent.isEmpty()) {
            verdict.add(Anomaly.INVENTED, id);
        }
        if (story.copies > 0 && story.outcomes.equals(Set.of(Kind.ERROR)) && story.openSince == Long.MIN_VALUE) {
            verdict.add(Anomaly.DENIED, id);
        }
    }
}
