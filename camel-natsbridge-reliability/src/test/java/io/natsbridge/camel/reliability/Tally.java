/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.reliability;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The figures of a row, added up over its rounds. Thread-safe. */
final class Tally {

    private static final int MOST_NOTES = 20;

    private final Map<String, Long> counts = new LinkedHashMap<>();
    private final Map<String, List<Long>> samples = new LinkedHashMap<>();
    private final List<String> notes = new ArrayList<>();
    private long tried;
    private long bad;

    synchronized void tried(long more) {
        tried += more;
    }

    /** Adds what must not be; the note is kept when there is any. */
    synchronized void bad(long more, String note) {
        bad += more;
        if (more > 0 && notes.size() < MOST_NOTES) {
            notes.add(note);
        }
    }

    /** Adds to a figure that is shown and not judged. */
    synchronized void count(String name, long more) {
        counts.merge(name, more, Long::sum);
    }

    /** Adds one of many measurements, of which the percentiles are shown. */
    synchronized void sample(String name, long value) {
        samples.computeIfAbsent(name, absent -> new ArrayList<>()).add(value);
    }

    synchronized long tried() {
        return tried;
    }

    synchronized long bad() {
        return bad;
    }

    synchronized long counted(String name) {
        return counts.getOrDefault(name, 0L);
    }

    /** The value that so many percent of the measurements do not exceed. */
    synchronized long percentile(String name, int percent) {
        List<Long> sorted = new ArrayList<>(samples.get(name));
        Collections.sort(sorted);
        int rank = (int) Math.ceil(percent / 100.0 * sorted.size());
        return sorted.get(Math.max(0, rank - 1));
    }

    /** All figures in words. */
    synchronized String describe() {
        List<String> parts = new ArrayList<>();
        counts.forEach((name, value) -> parts.add(String.format(Locale.ROOT, "%s %,d", name, value)));
        samples.keySet()
                .forEach(name -> parts.add(String.format(
                        Locale.ROOT,
                        "%s p50 %,d, p95 %,d, p99 %,d, most %,d",
                        name,
                        percentile(name, 50),
                        percentile(name, 95),
                        percentile(name, 99),
                        percentile(name, 100))));
        parts.addAll(notes);
        return String.join("; ", parts);
    }
}
