/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.benchmark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/** Measures how costs grow, and draws them into {@code src/docs/performance}. */
public final class Curves {

    private static final String FOLDER = "src/docs/performance";
    private static final String PAGE = "src/docs/performance.md";

    private Curves() {}

    /** All curves by name, in the order of the page. */
    static Map<String, Curve.Measuring> all() {
        Map<String, Curve.Measuring> all = new LinkedHashMap<>();
        all.putAll(MessageCurves.all());
        all.putAll(TableCurve.all());
        all.putAll(LinkCurves.all());
        return all;
    }

    /**
     * Measures and draws the curves whose name matches; the others stay as they are.
     *
     * @param arguments the repository's root folder; a regular expression for the names
     * @throws Exception when one cannot be measured
     */
    public static void main(String[] arguments) throws Exception {
        Path repository = Path.of(arguments[0]);
        Pattern only = Pattern.compile(arguments[1]);
        Path folder = Files.createDirectories(repository.resolve(FOLDER));
        try (Stage stage = new Stage(repository, Form.FULL)) {
            for (Map.Entry<String, Curve.Measuring> entry : all().entrySet()) {
                if (only.matcher(entry.getKey()).matches()) {
                    Curve curve = entry.getValue().measure(stage);
                    System.out.print(text(curve));
                    Files.writeString(folder.resolve(curve.name() + ".svg"), CurveChart.svg(curve));
                    Files.writeString(folder.resolve(curve.name() + ".md"), text(curve));
                }
            }
        }
        Page.fill(repository.resolve(PAGE), "curves", page(folder));
    }

    private static String page(Path folder) throws IOException {
        StringBuilder text = new StringBuilder();
        for (String name : all().keySet()) {
            Path words = folder.resolve(name + ".md");
            if (Files.exists(words)) {
                text.append(String.format("![%1$s](performance/%1$s.svg)%n%n", name));
                text.append(Files.readString(words)).append('\n');
            }
        }
        return text.toString();
    }

    /** A curve as a table, with the power it grows with over the last decade. */
    static String text(Curve curve) {
        StringBuilder text = new StringBuilder();
        text.append(String.format(
                "%s: %s.%n%n| %s | from | to | grows over its last decade as |%n| --- | ---: | ---: | --- |%n",
                curve.title(), curve.yLabel(), curve.yLabel()));
        curve.lines().forEach((name, points) -> text.append(line(name, points)));
        return text.toString();
    }

    private static String line(String name, List<Curve.Point> points) {
        Curve.Point first = points.get(0);
        Curve.Point last = points.get(points.size() - 1);
        return String.format(
                Locale.ROOT,
                "| %s | %s at %,.0f | %s at %,.0f | x^%.2f |%n",
                name,
                Page.number(first.y()),
                first.x(),
                Page.number(last.y()),
                last.x(),
                Curve.growth(points));
    }
}
