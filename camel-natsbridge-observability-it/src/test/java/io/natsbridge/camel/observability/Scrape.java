/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.observability;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The component's metrics as Prometheus gets them: the text format, read. */
final class Scrape {

    private static final Pattern SAMPLE = Pattern.compile("(?m)^(camel_natsbridge_\\w+?)(?:\\{(.*)})? (\\S+)$");
    private static final Pattern FAMILY = Pattern.compile("(?m)^# TYPE (camel_natsbridge_\\w+) (\\w+)$");
    private static final Pattern LABEL = Pattern.compile("(\\w+)=\"");

    private final String text;

    Scrape(String text) {
        this.text = text;
    }

    /** The names of the labels that each metric has. */
    Map<String, Set<String>> labels() {
        Map<String, Set<String>> labels = new TreeMap<>();
        Matcher samples = SAMPLE.matcher(text);
        while (samples.find()) {
            Set<String> names = labels.computeIfAbsent(samples.group(1), name -> new TreeSet<>());
            if (samples.group(2) != null) {
                LABEL.matcher(samples.group(2))
                        .results()
                        .map(label -> label.group(1))
                        .forEach(names::add);
            }
        }
        return labels;
    }

    /** The kind of each family of metrics. */
    Map<String, String> kinds() {
        Map<String, String> kinds = new TreeMap<>();
        FAMILY.matcher(text).results().forEach(family -> kinds.put(family.group(1), family.group(2)));
        return kinds;
    }

    /** The sum of a metric's samples with all of some labels, as {@code name="value"}. */
    double sum(String metric, String... labels) {
        return SAMPLE.matcher(text)
                .results()
                .filter(sample -> sample.group(1).equals(metric) && has(sample, labels))
                .mapToDouble(sample -> Double.parseDouble(sample.group(3)))
                .sum();
    }

    private static boolean has(MatchResult sample, String... labels) {
        for (String label : labels) {
            if (!sample.group(2).contains(label)) {
                return false;
            }
        }
        return true;
    }
}
