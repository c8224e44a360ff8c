/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.benchmark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The page of performance: what a run found, between marks in a text that people write. */
final class Page {

    private Page() {}

    /**
     * Puts a text between a pair of marks.
     *
     * @param mark the word in {@code <!-- mark -->} and {@code <!-- end of mark -->}
     * @throws IllegalArgumentException when the page has no such marks
     */
    static void fill(Path page, String mark, String text) throws IOException {
        String old = Files.readString(page);
        String begin = "<!-- " + mark + " -->";
        int from = old.indexOf(begin);
        int to = old.indexOf("<!-- end of " + mark + " -->");
        if (from < 0 || to < from) {
            throw new IllegalArgumentException("The page " + page + " has no place for " + mark);
        }
        Files.writeString(
                page, old.substring(0, from + begin.length()) + "\n\n" + text.strip() + "\n\n" + old.substring(to));
    }

    /** The ratios that have a bound, then all figures. */
    static String tables(List<Result> results) {
        StringBuilder text = new StringBuilder();
        text.append("| what | compared with | ratio | of the rounds | asked for | reached |\n");
        text.append("| --- | --- | ---: | --- | ---: | --- |\n");
        for (Result result : results) {
            result.ratios().forEach(ratio -> append(text, result, ratio));
        }
        text.append("\n| what | who | median | least | most | unit | date |\n");
        text.append("| --- | --- | ---: | ---: | ---: | --- | --- |\n");
        for (Result result : results) {
            result.figures().forEach((name, figure) -> append(text, result, Map.entry(name, figure)));
        }
        return text.toString();
    }

    private static void append(StringBuilder text, Result result, Result.Ratio ratio) {
        Figure figure = ratio.figure();
        boolean reached = result.unit().reaches(figure.median(), ratio.bound());
        text.append(String.format(
                Locale.ROOT,
                "| %s | %s | %.2f | %.2f to %.2f | %s %s | %s |%n",
                result.title(),
                ratio.anchor(),
                figure.median(),
                figure.least(),
                figure.most(),
                result.unit().moreIsBetter() ? "at least" : "at most",
                plain(ratio.bound()),
                reached ? "yes" : "**no**"));
    }

    private static void append(StringBuilder text, Result result, Map.Entry<String, Figure> entry) {
        Figure figure = entry.getValue();
        text.append(String.format(
                Locale.ROOT,
                "| %s | %s | %s | %s | %s | %s | %s |%n",
                result.title(),
                entry.getKey(),
                number(figure.median()),
                number(figure.least()),
                number(figure.most()),
                result.unit(),
                result.date()));
    }

    /** A figure with as many digits as are worth something. */
    static String number(double value) {
        return String.format(Locale.ROOT, Math.abs(value) < 100 ? "%,.1f" : "%,.0f", value);
    }

    private static String plain(double value) {
        String text = Double.toString(value);
        return text.endsWith(".0") ? text.substring(0, text.length() - 2) : text;
    }
}
