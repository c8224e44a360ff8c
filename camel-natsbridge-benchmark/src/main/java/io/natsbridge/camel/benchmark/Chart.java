/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.benchmark;

import java.util.List;
import java.util.Locale;

/** Draws ratios as bars, each beside the mark that it is to reach. */
final class Chart {

    private static final int WIDTH = 900;
    private static final int LABELS = 430;
    private static final int ROW = 24;
    private static final int TOP = 50;
    private static final double SCALE = 200; // pixels for as much as was asked for
    private static final double MOST = 2.2; // longer bars are cut

    private Chart() {}

    /** An SVG image; ratios where less is better are drawn upside down, so that longer is always better. */
    static String svg(List<Result> results) {
        StringBuilder bars = new StringBuilder();
        int y = TOP;
        for (Result result : results) {
            for (Result.Ratio ratio : result.ratios()) {
                append(bars, result, ratio, y);
                y += ROW;
            }
        }
        int height = y + 20;
        return String.format(
                        Locale.ROOT,
                        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%d\" height=\"%d\" font-family=\"sans-serif\""
                                + " font-size=\"12\">%n<rect width=\"100%%\" height=\"100%%\" fill=\"white\"/>%n",
                        WIDTH,
                        height)
                + String.format(
                        Locale.ROOT,
                        "<text x=\"10\" y=\"24\" font-size=\"15\">camel-natsbridge beside others: the ratio as a part of what is asked for</text>%n")
                + bars
                + String.format(
                        Locale.ROOT,
                        "<line x1=\"%1$.0f\" y1=\"%2$d\" x2=\"%1$.0f\" y2=\"%3$d\" stroke=\"black\" stroke-dasharray=\"4 3\"/>%n</svg>%n",
                        LABELS + SCALE,
                        TOP - 10,
                        height - 14);
    }

    private static void append(StringBuilder svg, Result result, Result.Ratio ratio, int y) {
        double part = ratio.figure().median() / ratio.bound();
        double length = result.unit().moreIsBetter() ? part : 1 / part;
        svg.append(String.format(
                Locale.ROOT,
                "<text x=\"%d\" y=\"%d\" text-anchor=\"end\">%s ÷ %s</text>%n",
                LABELS - 8,
                y + 14,
                escaped(result.title()),
                escaped(ratio.anchor())));
        svg.append(String.format(
                Locale.ROOT,
                "<rect x=\"%d\" y=\"%d\" width=\"%.0f\" height=\"%d\" fill=\"%s\"/>%n",
                LABELS,
                y,
                Math.min(length, MOST) * SCALE,
                ROW - 6,
                length >= 1 ? "#2e7d32" : "#c62828"));
        svg.append(String.format(
                Locale.ROOT,
                "<text x=\"%.0f\" y=\"%d\">%.2f</text>%n",
                LABELS + Math.min(length, MOST) * SCALE + 5,
                y + 14,
                ratio.figure().median()));
    }

    static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
