/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.benchmark;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/** Draws a curve, both axes logarithmic. */
final class CurveChart {

    private static final int WIDTH = 640;
    private static final int HEIGHT = 360;
    private static final int LEFT = 70;
    private static final int RIGHT = 20;
    private static final int TOP = 50;
    private static final int BOTTOM = 50;
    private static final List<String> COLOURS =
            List.of("#1565c0", "#c62828", "#2e7d32", "#6a1b9a", "#ef6c00", "#00838f");

    private final StringBuilder svg = new StringBuilder();
    private final Axis x;
    private final Axis y;

    private CurveChart(Curve curve) {
        List<Curve.Point> all =
                curve.lines().values().stream().flatMap(List::stream).toList();
        x = Axis.of(all, Curve.Point::x, LEFT, WIDTH - RIGHT);
        y = Axis.of(all, Curve.Point::y, HEIGHT - BOTTOM, TOP);
    }

    /** An SVG image. */
    static String svg(Curve curve) {
        CurveChart chart = new CurveChart(curve);
        chart.add(
                "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%d\" height=\"%d\" font-family=\"sans-serif\" font-size=\"11\">",
                WIDTH, HEIGHT);
        chart.add("<rect width=\"100%%\" height=\"100%%\" fill=\"white\"/>");
        chart.add("<text x=\"10\" y=\"18\" font-size=\"13\">%s</text>", Chart.escaped(curve.title()));
        chart.grid();
        chart.add(
                "<text x=\"%d\" y=\"%d\" text-anchor=\"end\">%s</text>",
                WIDTH - RIGHT, HEIGHT - 12, Chart.escaped(curve.xLabel()));
        chart.add("<text x=\"10\" y=\"%d\">%s</text>", TOP - 14, Chart.escaped(curve.yLabel()));
        int index = 0;
        for (Map.Entry<String, List<Curve.Point>> line : curve.lines().entrySet()) {
            chart.line(line.getKey(), line.getValue(), index++);
        }
        chart.add("</svg>");
        return chart.svg.toString();
    }

    private void grid() {
        for (double tick : x.ticks()) {
            add(
                    "<line x1=\"%1$.0f\" y1=\"%2$d\" x2=\"%1$.0f\" y2=\"%3$d\" stroke=\"#ddd\"/>",
                    x.at(tick), TOP, HEIGHT - BOTTOM);
            add(
                    "<text x=\"%.0f\" y=\"%d\" text-anchor=\"middle\">%s</text>",
                    x.at(tick), HEIGHT - BOTTOM + 16, words(tick));
        }
        for (double tick : y.ticks()) {
            add(
                    "<line x1=\"%2$d\" y1=\"%1$.0f\" x2=\"%3$d\" y2=\"%1$.0f\" stroke=\"#ddd\"/>",
                    y.at(tick), LEFT, WIDTH - RIGHT);
            add("<text x=\"%d\" y=\"%.0f\" text-anchor=\"end\">%s</text>", LEFT - 6, y.at(tick) + 4, words(tick));
        }
    }

    private void line(String name, List<Curve.Point> points, int index) {
        String colour = COLOURS.get(index % COLOURS.size());
        StringBuilder path = new StringBuilder();
        for (Curve.Point point : points) {
            path.append(String.format(Locale.ROOT, "%.1f,%.1f ", x.at(point.x()), y.at(point.y())));
            add("<circle cx=\"%.1f\" cy=\"%.1f\" r=\"2.5\" fill=\"%s\"/>", x.at(point.x()), y.at(point.y()), colour);
        }
        add(
                "<polyline points=\"%s\" fill=\"none\" stroke=\"%s\" stroke-width=\"1.5\"/>",
                path.toString().strip(), colour);
        add(
                "<text x=\"%d\" y=\"%d\" fill=\"%s\">%s</text>",
                LEFT + 10, TOP + 14 + 14 * index, colour, Chart.escaped(name));
    }

    private void add(String format, Object... values) {
        svg.append(String.format(Locale.ROOT, format, values)).append('\n');
    }

    private static String words(double value) {
        for (Map.Entry<String, Double> unit : List.of(Map.entry("G", 1e9), Map.entry("M", 1e6), Map.entry("k", 1e3))) {
            if (value >= unit.getValue()) {
                return plain(value / unit.getValue()) + unit.getKey();
            }
        }
        return plain(value);
    }

    private static String plain(double value) {
        return value == Math.rint(value) ? String.format(Locale.ROOT, "%.0f", value) : String.valueOf(value);
    }

    /**
     * One logarithmic axis, whole decades long.
     *
     * @param low its first power of ten
     * @param high its last
     * @param from the pixel of the first
     * @param to the pixel of the last
     */
    private record Axis(int low, int high, double from, double to) {

        static Axis of(List<Curve.Point> points, ToDoubleFunction<Curve.Point> value, double from, double to) {
            double least = points.stream().mapToDouble(value).min().orElse(1);
            double most = points.stream().mapToDouble(value).max().orElse(1);
            int low = (int) Math.floor(Math.log10(least));
            return new Axis(low, Math.max(low + 1, (int) Math.ceil(Math.log10(most))), from, to);
        }

        double at(double value) {
            return from + (to - from) * (Math.log10(value) - low) / (high - low);
        }

        List<Double> ticks() {
            List<Double> ticks = new ArrayList<>();
            for (int power = low; power <= high; power++) {
                ticks.add(Math.pow(10, power));
            }
            return ticks;
        }
    }
}
