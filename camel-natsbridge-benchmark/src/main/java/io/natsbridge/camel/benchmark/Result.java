/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.benchmark;

import java.util.List;
import java.util.Map;

/**
 * What a scenario came to.
 *
 * @param scenario its name
 * @param title what was done
 * @param unit of the figures
 * @param figures by contender
 * @param ratios the component's to others
 * @param date the day, as in 2026-01-31
 */
public record Result(
        String scenario, String title, Unit unit, Map<String, Figure> figures, List<Ratio> ratios, String date) {

    /**
     * The component's figure divided by another's, round by round.
     *
     * @param anchor the other
     * @param bound what the median is to reach
     * @param figure the ratios of the rounds
     */
    public record Ratio(String anchor, double bound, Figure figure) {}
}
