/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What a check found, in the order in which it did. */
final class Findings {

    private final List<Finding> all = new ArrayList<>();

    /** How bad it is. */
    enum Level {
        OK("32"),
        INFO("36"),
        WARNING("33"),
        BROKEN("1;31");

        private final String colour;

        Level(String colour) {
            this.colour = colour;
        }
    }

    /**
     * One of them.
     *
     * @param area what was looked at
     * @param text what was found, and measured
     * @param advice what to change; empty where nothing need be
     */
    record Finding(String area, Level level, String text, String advice) {}

    void ok(String area, String text) {
        all.add(new Finding(area, Level.OK, text, ""));
    }

    void info(String area, String text) {
        all.add(new Finding(area, Level.INFO, text, ""));
    }

    void warning(String area, String text, String advice) {
        all.add(new Finding(area, Level.WARNING, text, advice));
    }

    void broken(String area, String text, String advice) {
        all.add(new Finding(area, Level.BROKEN, text, advice));
    }

    List<Finding> all() {
        return List.copyOf(all);
    }

    /** 0: all well, 1: warnings, 2: something does not work. */
    int exitCode() {
        if (all.stream().anyMatch(finding -> finding.level() == Level.BROKEN)) {
            return ExitCode.BROKEN;
        }
        return all.stream().anyMatch(finding -> finding.level() == Level.WARNING) ? ExitCode.FAILED : ExitCode.DONE;
    }

    /** For people: a line for each, and its advice below. */
    void print(Terminal terminal) {
        for (Finding finding : all) {
            String level = String.format("%-8s", finding.level().name().toLowerCase(Locale.ROOT));
            terminal.line(terminal.colour(finding.level().colour, level)
                    + String.format("%-11s", finding.area())
                    + Printable.line(finding.text()));
            if (!finding.advice().isEmpty()) {
                terminal.line(" ".repeat(19) + "-> " + Printable.line(finding.advice()));
            }
        }
    }

    /** For programs. */
    Map<String, Object> json() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("exit_code", exitCode());
        json.put("findings", all.stream().map(Findings::json).toList());
        return json;
    }

    private static Map<String, Object> json(Finding finding) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("area", finding.area());
        json.put("level", finding.level().name().toLowerCase(Locale.ROOT));
        json.put("text", finding.text());
        json.put("advice", finding.advice());
        return json;
    }
}
