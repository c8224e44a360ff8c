/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.cli;

import io.natsbridge.camel.json.Json;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;

/**
 * The first rows of a table, in columns.
 *
 * @param columns their names, in order
 * @param width characters that a line may have
 */
record TablePreview(List<String> columns, int width) {

    static final int ROWS = 4;
    private static final int CELL = 24;
    private static final String GAP = "  ";

    /**
     * A line of names, one for each of the first rows, and how many there are in all.
     *
     * @param rows read no further than needed
     * @param count of all rows
     */
    List<String> lines(Iterator<? extends Map<String, ?>> rows, long count) {
        List<List<String>> cells = new ArrayList<>();
        cells.add(columns.stream().map(name -> Printable.line(name, CELL)).toList());
        while (rows.hasNext() && cells.size() <= ROWS) {
            Map<String, ?> row = rows.next();
            cells.add(columns.stream().map(name -> cell(row.get(name))).toList());
        }
        int[] widths = new int[columns.size()];
        for (List<String> row : cells) {
            for (int i = 0; i < widths.length; i++) {
                widths[i] = Math.max(widths[i], row.get(i).length());
            }
        }
        List<String> lines = new ArrayList<>();
        cells.forEach(row -> lines.add(line(row, widths)));
        lines.add("(" + Printable.count(count, "row") + ", " + Printable.count(columns.size(), "column") + ")");
        return lines;
    }

    private static String cell(Object value) {
        if (value == null) {
            return "";
        }
        boolean plain = value instanceof CharSequence || value instanceof Number || value instanceof Boolean;
        boolean nested = value instanceof Map || value instanceof List;
        return Printable.line(plain ? value.toString() : nested ? Json.text(value) : String.valueOf(value), CELL);
    }

    private String line(List<String> row, int[] widths) {
        StringJoiner line = new StringJoiner(GAP);
        for (int i = 0; i < widths.length; i++) {
            if (line.length() + widths[i] + GAP.length() > width && i > 0) {
                line.add("…");
                break;
            }
            line.add(row.get(i) + " ".repeat(widths[i] - row.get(i).length()));
        }
        return line.toString().stripTrailing();
    }
}
