/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.reliability;

import java.util.EnumMap;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;

/** What a {@link Checker} found: the ids of each anomaly. */
final class Verdict {

    private static final int MOST_SHOWN = 10;

    private final Map<Anomaly, SortedSet<Integer>> found = new EnumMap<>(Anomaly.class);

    void add(Anomaly anomaly, int id) {
        found.computeIfAbsent(anomaly, absent -> new TreeSet<>()).add(id);
    }

    /** The ids with such an anomaly. */
    SortedSet<Integer> ids(Anomaly anomaly) {
        return found.getOrDefault(anomaly, new TreeSet<>());
    }

    /** How many ids have it. */
    int count(Anomaly anomaly) {
        return ids(anomaly).size();
    }

    boolean isClean() {
        return found.isEmpty();
    }

    /** For reading: each anomaly with its first ids. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        found.forEach((anomaly, ids) -> text.append(text.length() == 0 ? "" : "; ")
                .append(anomaly)
                .append(' ')
                .append(ids.size())
                .append(' ')
                .append(ids.stream().limit(MOST_SHOWN).toList()));
        return text.length() == 0 ? "clean" : text.toString();
    }
}
