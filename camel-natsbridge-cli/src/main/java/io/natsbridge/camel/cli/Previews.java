/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.cli;

import io.natsbridge.camel.arrow.ArrowTable;
import io.natsbridge.camel.envelope.Payload;
import io.natsbridge.camel.json.Json;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A few lines of what a payload holds.
 *
 * @param terminal where they are shown
 * @param on whether there are any
 */
record Previews(Terminal terminal, boolean on) {

    private static final int LINES = 5;
    private static final int INDENT = 6;

    /** Lines without indentation; none where there is nothing to show. */
    List<String> of(Payload payload) {
        if (!on || payload.isLazy()) {
            return List.of();
        }
        int width = terminal.columns() - INDENT;
        return switch (payload.type()) {
            case TEXT -> text(payload.as(String.class), width);
            case DICTIONARY -> text(Json.text(payload.value()), width);
            case ARROWTABLE, TABLE, JSONTABLE -> table(payload.value(), width);
            case IMAGE -> image(payload, width);
            case AUDIO, VIDEO, BINARY -> List.of();
        };
    }

    static List<String> text(String text, int width) {
        List<String> lines = text.lines()
                .limit(LINES + 1L)
                .map(line -> Printable.line(line, width))
                .toList();
        return lines.size() <= LINES
                ? lines
                : Stream.concat(lines.stream().limit(LINES), Stream.of("…")).toList();
    }

    private static List<String> table(Object value, int width) {
        if (value instanceof ArrowTable table) {
            return new TablePreview(table.columnNames(), width).lines(table.rowIterator(), table.rowCount());
        }
        if (!(value instanceof List<?> list) || !list.stream().allMatch(Map.class::isInstance)) {
            return List.of();
        }
        List<Map<String, Object>> rows = new ArrayList<>();
        Set<String> columns = new LinkedHashSet<>();
        for (Object row : list.subList(0, Math.min(list.size(), TablePreview.ROWS))) {
            @SuppressWarnings("unchecked") // the keys of JSON objects are texts
            Map<String, Object> map = (Map<String, Object>) row;
            rows.add(map);
            columns.addAll(map.keySet());
        }
        return new TablePreview(List.copyOf(columns), width).lines(rows.iterator(), list.size());
    }

    private List<String> image(Payload payload, int width) {
        if (terminal.graphics() == Graphics.NONE) {
            return List.of();
        }
        try (InputStream bytes = payload.as(InputStream.class)) {
            return new ImagePreview(terminal.graphics(), width).lines(bytes);
        } catch (IOException e) {
            return List.of("(no preview: " + Printable.line(e.getMessage(), width) + ")");
        }
    }
}
