/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.docs;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Writes the tables of {@code natsbridge-component.adoc} from the component's metadata, each between two comments. */
record ComponentPage(Metadata metadata) {

    /** The page with its tables made anew. */
    String in(String page) {
        String text = replace(
                page,
                "component options",
                options(metadata.componentOptions().values().stream()
                        .filter(option -> !metadata.endpointOptions().containsKey(option.name()))
                        .toList()));
        text = replace(
                text, "endpoint options", options(metadata.endpointOptions().values()));
        return replace(text, "headers", headers());
    }

    private static String replace(String page, String what, String table) {
        String start = "// " + what + ": START\n";
        String end = "// " + what + ": END\n";
        Matcher matcher = Pattern.compile("(?s)" + start + ".*?" + end).matcher(page);
        if (!matcher.find()) {
            throw new IllegalArgumentException("The page has no place for the table of " + what);
        }
        return matcher.replaceFirst(Matcher.quoteReplacement(start + table + end));
    }

    private static String options(Collection<Metadata.Entry> options) {
        List<String> lines = head("2,5,1,1", "Name", "Description", "Default", "Type");
        for (Metadata.Entry option : options) {
            lines.add(row(
                    "*" + option.name() + "* (" + option.group() + ")",
                    option.description(),
                    code(option.standard()),
                    option.type()));
        }
        return table(lines);
    }

    private String headers() {
        List<String> lines = head("3,5,2", "Name", "Description", "Type");
        for (Metadata.Entry header : metadata.headers().values()) {
            lines.add(row(
                    "*" + header.name() + "* (" + header.group() + ") +\nConstant: " + code(header.constant()),
                    header.description(),
                    header.type()));
        }
        return table(lines);
    }

    private static List<String> head(String columns, String... names) {
        List<String> lines = new ArrayList<>();
        lines.add("[width=\"100%\",cols=\"" + columns + "\",options=\"header\"]");
        lines.add("|===");
        lines.add("| " + String.join(" | ", names));
        return lines;
    }

    private static String row(String... cells) {
        List<String> escaped =
                List.of(cells).stream().map(cell -> cell.replace("|", "\\|")).toList();
        return ("| " + String.join(" | ", escaped)).stripTrailing();
    }

    private static String table(List<String> lines) {
        return String.join("\n", lines) + "\n|===\n";
    }

    private static String code(String text) {
        return text.isEmpty() ? "" : "`+" + text + "+`";
    }
}
