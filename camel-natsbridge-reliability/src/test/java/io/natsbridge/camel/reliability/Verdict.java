/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.reliability;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.Iterator;
import java.util.List;
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

    /** The first ids, those that follow each other as one range. */
    private static List<String> ranges(SortedSet<Integer> ids) {
        List<String> ranges = new ArrayList<>();
        Iterator<Integer> rest = ids.iterator();
        int first = rest.next();
        int last = first;
        while (rest.hasNext() && ranges.size() < MOST_SHOWN) {
            int next = rest.next();
            if (next != last + 1) {
                ranges.add(range(first, last));
                first = next;
            }
            last = next;
        }
        if (ranges.size() < MOST_SHOWN) {
            ranges.add(range(first, last));
        }
        return ranges;
    }

    private static String range(int first, int last) {
        return first == last ? String.valueOf(first) : first + "-" + last;
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
                .append(ranges(ids)));
        return text.length() == 0 ? "clean" : text.toString();
    }
}
