/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.benchmark;

import java.util.List;
import java.util.Map;

/**
 * How a cost grows.
 *
 * @param name words with hyphens, unique
 * @param title what is done
 * @param xLabel what grows, with its unit
 * @param yLabel what it costs, with its unit
 * @param lines by name, each with its points in the order of x; all numbers are positive
 */
public record Curve(String name, String title, String xLabel, String yLabel, Map<String, List<Point>> lines) {

    /**
     * One measurement.
     *
     * @param x what was asked for
     * @param y what it cost
     */
    public record Point(double x, double y) {}

    /** Measures a curve. */
    public interface Measuring {
        Curve measure(Stage stage) throws Exception;
    }

    /**
     * The power with which a line grows over its last decade of x: 1 is in proportion, 0 is not at all.
     *
     * @param points at least two
     */
    static double growth(List<Point> points) {
        Point last = points.get(points.size() - 1);
        Point first = points.get(points.size() - 2);
        for (Point point : points) {
            if (point.x() * 10.5 >= last.x() && point.x() < last.x()) {
                first = point;
                break;
            }
        }
        return Math.log(last.y() / first.y()) / Math.log(last.x() / first.x());
    }
}
