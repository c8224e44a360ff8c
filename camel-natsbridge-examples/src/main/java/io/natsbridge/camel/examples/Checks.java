/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.examples;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What an example finds to be as it should be, or not; each is printed when it is found. */
final class Checks {

    private final Console console;
    private final List<Check> all = new ArrayList<>();

    /** One of them. */
    record Check(String what, boolean holds) {}

    Checks(Console console) {
        this.console = console;
    }

    void add(boolean holds, String format, Object... values) {
        Check check = new Check(String.format(Locale.ROOT, format, values), holds);
        all.add(check);
        console.line("  %-3s  %s", holds ? "yes" : "NO", check.what());
    }

    List<Check> all() {
        return List.copyOf(all);
    }

    boolean allHold() {
        return all.stream().allMatch(Check::holds);
    }

    /** Prints the last line, if there is anything to say. */
    void summary() {
        if (all.isEmpty()) {
            return;
        }
        console.line(
                "%n%d of %d are as they should be.",
                all.stream().filter(Check::holds).count(), all.size());
    }
}
