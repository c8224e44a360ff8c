/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.benchmark;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One thing that is measured: the component's way of doing it, and others' ways of doing the same, all in one run.
 *
 * @param name words with hyphens, unique: {@code send-1KB}
 * @param title what is done, as the page says it
 * @param unit of all figures
 * @param contenders by name, in the order of the table; the component's own is {@link #COMPONENT}
 * @param targets what the component is held against
 */
public record Scenario(
        String name, String title, Unit unit, Map<String, Contender.Opening> contenders, List<Target> targets) {

    /** The name of the component among the contenders. */
    public static final String COMPONENT = "camel-natsbridge";

    /**
     * The component's figure divided by another's.
     *
     * @param anchor the other contender
     * @param bound what the ratio is to reach
     */
    public record Target(String anchor, double bound) {}

    /** Starts one with the component alone. */
    public static Scenario of(String name, String title, Unit unit, Contender.Opening component) {
        return new Scenario(name, title, unit, Map.of(COMPONENT, component), List.of());
    }

    /** The same with one to compare with. */
    public Scenario against(String anchor, double bound, Contender.Opening opening) {
        Map<String, Contender.Opening> more = new LinkedHashMap<>(contenders);
        more.put(anchor, opening);
        List<Target> all = new ArrayList<>(targets);
        all.add(new Target(anchor, bound));
        return new Scenario(name, title, unit, more, all);
    }

    /** The same with one beside it that it is not held against. */
    public Scenario beside(String other, Contender.Opening opening) {
        return new Scenario(name, title, unit, against(other, 0, opening).contenders, targets);
    }
}
