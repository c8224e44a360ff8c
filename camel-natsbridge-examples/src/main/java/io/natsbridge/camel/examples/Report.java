/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.examples;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** The table of what went from where to where; a row is printed when it is proven. */
final class Report {

    private static final String FORMAT = "%-18s  %-10s  %-9s  %13s  %8s  %-18s  %s";

    private final Console console;
    private final List<Row> rows = new ArrayList<>();

    /** One payload's way: as it was sent, as it was received, from where to where, and how long it took. */
    record Row(Seen sent, Seen received, String way, Duration time) {

        /** Whether name, type, transport, size and SHA-256 are equal at both ends. */
        boolean isEqual() {
            return sent.equals(received);
        }
    }

    Report(Console console) {
        this.console = console;
    }

    /** Begins a part of the table. */
    void heading(String title) {
        console.line("%n%s%n", title);
        line("dataname", "type", "transport", "bytes", "time", "from -> to", "SHA-256 equal");
        line("--------", "----", "---------", "-----", "----", "----------", "-------------");
    }

    /** Adds one row for each payload of a message. */
    void add(List<Seen> sent, List<Seen> received, String way, Duration time) {
        if (sent.size() != received.size()) {
            throw new IllegalStateException(
                    sent.size() + " payloads were sent, " + received.size() + " arrived: " + way);
        }
        for (int i = 0; i < sent.size(); i++) {
            add(new Row(sent.get(i), received.get(i), way, time));
        }
    }

    private void add(Row row) {
        rows.add(row);
        Seen sent = row.sent();
        line(
                sent.dataname(),
                sent.type(),
                sent.transport(),
                String.format("%,d", sent.bytes()),
                row.time().toMillis() + " ms",
                row.way(),
                row.isEqual() ? "yes" : "NO: " + sent + " became " + row.received());
    }

    List<Row> rows() {
        return List.copyOf(rows);
    }

    boolean isAllEqual() {
        return rows.stream().allMatch(Row::isEqual);
    }

    /** Prints the last line, if there is anything to say. */
    void summary() {
        if (rows.isEmpty()) {
            return;
        }
        long equal = rows.stream().filter(Row::isEqual).count();
        console.line("%n%d of %d payloads arrived as they were sent, SHA-256 equal.", equal, rows.size());
    }

    private void line(Object... cells) {
        console.line(FORMAT, cells);
    }
}
