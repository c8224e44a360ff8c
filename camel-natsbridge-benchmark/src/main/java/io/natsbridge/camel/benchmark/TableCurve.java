/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.benchmark;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/** How the cost of tables grows with their rows and with their columns: time, and bytes allocated in the heap. */
final class TableCurve {

    private static final List<Integer> ROWS = List.of(1_000, 10_000, 100_000, 1_000_000, 10_000_000);
    private static final List<Integer> COLUMNS = List.of(1, 4, 16, 64, 256);
    private static final int SMOKE_POINTS = 2;
    private static final int ROWS_OF_COLUMNS = 10_000;
    private static final int MAPS_AT_MOST = 1_000_000;
    private static final List<String> JOBS = List.of("write", "read", "write-rows", "read-rows");
    private static final List<String> VECTORS = List.of("write", "read");
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private TableCurve() {}

    /** What one run of a job costs. */
    private record Cost(double milliseconds, double bytes) {}

    /** Time and heap against rows, and against columns. */
    static Map<String, Curve.Measuring> all() {
        String time = "milliseconds";
        String heap = "bytes allocated in the heap";
        Map<String, Curve.Measuring> all = new LinkedHashMap<>();
        all.put("table-rows-time", stage -> byRows("table-rows-time", time, stage, Cost::milliseconds));
        all.put("table-rows-heap", stage -> byRows("table-rows-heap", heap, stage, Cost::bytes));
        all.put("table-columns-time", stage -> byColumns("table-columns-time", time, stage, Cost::milliseconds));
        all.put("table-columns-heap", stage -> byColumns("table-columns-heap", heap, stage, Cost::bytes));
        return all;
    }

    private static Curve byRows(String name, String label, Stage stage, ToDoubleFunction<Cost> part) throws Exception {
        Map<String, List<Curve.Point>> lines = new LinkedHashMap<>();
        for (String job : JOBS) {
            List<Curve.Point> points = new ArrayList<>();
            for (int rows : sizes(stage, ROWS)) {
                if (VECTORS.contains(job) || rows <= MAPS_AT_MOST) {
                    points.add(new Curve.Point(rows, part.applyAsDouble(cost(stage, job, rows, 4))));
                }
            }
            lines.put(job, points);
        }
        return new Curve(name, "A table of four columns", "rows", label, lines);
    }

    private static Curve byColumns(String name, String label, Stage stage, ToDoubleFunction<Cost> part)
            throws Exception {
        Map<String, List<Curve.Point>> lines = new LinkedHashMap<>();
        for (String job : VECTORS) {
            List<Curve.Point> points = new ArrayList<>();
            for (int columns : sizes(stage, COLUMNS)) {
                points.add(new Curve.Point(columns, part.applyAsDouble(cost(stage, job, ROWS_OF_COLUMNS, columns))));
            }
            lines.put(job, points);
        }
        return new Curve(name, "A table of 10,000 rows", "columns", label, lines);
    }

    private static List<Integer> sizes(Stage stage, List<Integer> all) {
        return stage.form().isSmoke() ? all.subList(0, SMOKE_POINTS) : all;
    }

    private static Cost cost(Stage stage, String job, int rows, int columns) throws Exception {
        long window = stage.form().window().toNanos();
        try (TableWork.Table table = new TableWork.Table(rows, columns)) {
            Rate.Step step = table.step(new BridgeTables(), job);
            repeat(step, window);
            System.gc();
            return repeat(step, window);
        }
    }

    private static Cost repeat(Rate.Step step, long nanos) throws Exception {
        long thread = Thread.currentThread().getId();
        long bytes = THREADS.getThreadAllocatedBytes(thread);
        long start = System.nanoTime();
        long done = 0;
        do {
            step.run();
            done++;
        } while (System.nanoTime() - start < nanos);
        double time = (System.nanoTime() - start) / 1e6 / done;
        return new Cost(time, (THREADS.getThreadAllocatedBytes(thread) - bytes) / (double) done);
    }
}
