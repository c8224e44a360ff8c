/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.benchmark;

import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Runs the contenders of a scenario in turns, so that what the machine does meanwhile meets all of them. */
final class Driver {

    private final Stage stage;

    Driver(Stage stage) {
        this.stage = stage;
    }

    /** @throws Exception when a contender fails */
    Result run(Scenario scenario) throws Exception {
        Map<String, Contender> open = new LinkedHashMap<>();
        try {
            for (Map.Entry<String, Contender.Opening> entry :
                    scenario.contenders().entrySet()) {
                open.put(entry.getKey(), entry.getValue().open(stage));
            }
            return measure(scenario, open);
        } finally {
            for (Contender contender : open.values()) {
                contender.close();
            }
        }
    }

    private Result measure(Scenario scenario, Map<String, Contender> open) throws Exception {
        Form form = stage.form();
        Map<String, List<Double>> rounds = new LinkedHashMap<>();
        List<String> names = new ArrayList<>(open.keySet());
        for (String name : names) {
            rounds.put(name, new ArrayList<>());
            measure(open.get(name), form.warmUp());
        }
        for (int round = 0; round < form.rounds(); round++) {
            for (String name : names) {
                rounds.get(name).add(measure(open.get(name), form.window()));
            }
            Collections.reverse(names);
        }
        return result(scenario, rounds);
    }

    private static double measure(Contender contender, Duration window) throws Exception {
        System.gc();
        return contender.measure(window);
    }

    private static Result result(Scenario scenario, Map<String, List<Double>> rounds) {
        Map<String, Figure> figures = new LinkedHashMap<>();
        rounds.forEach((name, values) -> figures.put(name, Figure.of(values)));
        List<Double> component = rounds.get(Scenario.COMPONENT);
        List<Result.Ratio> ratios = new ArrayList<>();
        for (Scenario.Target target : scenario.targets()) {
            List<Double> anchor = rounds.get(target.anchor());
            List<Double> each = new ArrayList<>();
            for (int i = 0; i < component.size(); i++) {
                each.add(component.get(i) / anchor.get(i));
            }
            ratios.add(new Result.Ratio(target.anchor(), target.bound(), Figure.of(each)));
        }
        return new Result(
                scenario.name(),
                scenario.title(),
                scenario.unit(),
                figures,
                ratios,
                LocalDate.now(ZoneOffset.UTC).toString());
    }
}
