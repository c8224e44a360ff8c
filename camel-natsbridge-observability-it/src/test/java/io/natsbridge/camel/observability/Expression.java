/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.observability;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A query in the language of Prometheus, as far as the dashboard uses it: which metrics and labels it asks for. */
final class Expression {

    private static final Set<String> FUNCTIONS = Set.of("sum", "max", "rate", "increase", "label_values", "and");
    private static final Pattern RANGE = Pattern.compile("\\[\\$__rate_interval]");
    private static final Pattern GROUPING = Pattern.compile("\\b(?:sum|max) by \\(([^)]*)\\) \\(");
    private static final Pattern SELECTOR = Pattern.compile("([a-z_]\\w*)\\{([^}]*)}");
    private static final Pattern MATCHER = Pattern.compile("(\\w+)(?:=~|=|!=|!~)\"[^\"]*\"(?:,|$)");
    private static final Pattern VALUES = Pattern.compile("label_values\\((\\w+), (\\w+)\\)");
    private static final Pattern WORD = Pattern.compile("[A-Za-z_]\\w*");

    private final Map<String, Set<String>> asked = new TreeMap<>();
    private final List<Set<String>> groupings = new ArrayList<>();

    /** @throws IllegalArgumentException when there is something in it that is not understood */
    Expression(String text) {
        Matcher values = VALUES.matcher(text);
        if (values.matches()) {
            asked.put(values.group(1), new TreeSet<>(Set.of(values.group(2))));
            return;
        }
        String rest = RANGE.matcher(text).replaceAll("");
        Matcher grouping = GROUPING.matcher(rest);
        while (grouping.find()) {
            groupings.add(new TreeSet<>(List.of(grouping.group(1).split(", "))));
        }
        rest = GROUPING.matcher(rest).replaceAll("sum(");
        Matcher selector = SELECTOR.matcher(rest);
        while (selector.find()) {
            asked.computeIfAbsent(selector.group(1), name -> new TreeSet<>()).addAll(matched(selector.group(2)));
        }
        Matcher word = WORD.matcher(SELECTOR.matcher(rest).replaceAll(""));
        while (word.find()) {
            if (!FUNCTIONS.contains(word.group())) {
                throw new IllegalArgumentException("'" + word.group() + "' in " + text + " is no function");
            }
        }
        groupings.forEach(names -> asked.values().forEach(labels -> labels.addAll(names)));
    }

    private static Set<String> matched(String matchers) {
        Set<String> names = new TreeSet<>();
        Matcher matcher = MATCHER.matcher(matchers);
        int end = 0;
        while (matcher.find() && matcher.start() == end) {
            names.add(matcher.group(1));
            end = matcher.end();
        }
        if (end != matchers.length()) {
            throw new IllegalArgumentException("the matchers {" + matchers + "} are not understood");
        }
        return names;
    }

    /** The metrics, each with the labels that are asked of it. */
    Map<String, Set<String>> asked() {
        return asked;
    }

    /** The labels that each series of the result has. */
    Set<String> results() {
        return groupings.isEmpty() ? Set.of() : groupings.get(0);
    }
}
