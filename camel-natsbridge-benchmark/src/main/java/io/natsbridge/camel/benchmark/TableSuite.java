/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.benchmark;

import java.util.ArrayList;
import java.util.List;

/** Tables beside arrow-java and pyarrow: payload bytes from vectors and from maps, and back. */
final class TableSuite {

    private static final String PLAIN = "arrow-java";
    private static final String PYARROW = "pyarrow";
    private static final int SMOKE_ROWS = 1_000;

    private TableSuite() {}

    static List<Scenario> scenarios() {
        List<Scenario> all = new ArrayList<>();
        for (int rows : new int[] {1_000, 10_000, 100_000, 1_000_000, 10_000_000}) {
            all.add(vectors("write", rows, rows == 1_000_000 ? 0.9 : 0));
            all.add(vectors("read", rows, rows == 1_000_000 ? 0.5 : 0));
        }
        all.add(maps("write-rows"));
        all.add(maps("read-rows"));
        return all;
    }

    private static Scenario vectors(String job, int rows, double bound) {
        String title = job.equals("write") ? "Arrow vectors to bytes" : "bytes to Arrow vectors, validated";
        Scenario scenario = Scenario.of(
                "table-" + job + "-" + rows,
                title + String.format(", %,d rows", rows),
                Unit.ROWS_PER_SECOND,
                stage -> TableProgram.bridge(job, size(stage, rows)));
        return bound > 0
                ? scenario.against(PLAIN, bound, stage -> TableProgram.plain(job, size(stage, rows)))
                : scenario;
    }

    private static Scenario maps(String job) {
        int rows = 1_000_000;
        String title = job.equals("write-rows") ? "List<Map> to bytes" : "bytes to List<Map>";
        Scenario scenario = Scenario.of(
                        "table-" + job,
                        title + String.format(", %,d rows", rows),
                        Unit.ROWS_PER_SECOND,
                        stage -> TableProgram.bridge(job, size(stage, rows)))
                .against(PLAIN, 1.0, stage -> TableProgram.plain(job, size(stage, rows)));
        String missing = PyarrowTables.unavailableReason().orElse(null);
        if (missing == null) {
            return scenario.against(PYARROW, 2.0, stage -> new PyarrowTables(job, size(stage, rows)));
        }
        System.out.println(scenario.name() + " is not compared with " + PYARROW + ": " + missing);
        return scenario;
    }

    private static int size(Stage stage, int rows) {
        return stage.form().isSmoke() ? Math.min(rows, SMOKE_ROWS) : rows;
    }
}
