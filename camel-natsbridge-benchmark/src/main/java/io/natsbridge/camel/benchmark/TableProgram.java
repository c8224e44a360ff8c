/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.benchmark;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;

/** Does a job with tables in a JVM of its own, as one of the contenders needs a flag for its JVM and the other must do without. Each line of the input is a window. */
final class TableProgram {

    private static final List<String> HEAP = List.of("-Xms3g", "-Xmx3g");
    private static final List<String> HEAP_AND_FLAG =
            List.of("-Xms3g", "-Xmx3g", "--add-opens=java.base/java.nio=ALL-UNNAMED");

    private TableProgram() {}

    /** The component; it gets no flag. */
    static Contender bridge(String job, int rows) throws Exception {
        return new Running(ChildJvm.start(TableProgram.class, HEAP, "bridge", job, Integer.toString(rows)));
    }

    /** arrow-java alone. */
    static Contender plain(String job, int rows) throws Exception {
        return new Running(ChildJvm.start(TableProgram.class, HEAP_AND_FLAG, "plain", job, Integer.toString(rows)));
    }

    /**
     * Answers each line, a window in nanoseconds, with the rows per second that were done in it.
     *
     * @param arguments {@code bridge} or {@code plain}; the job; rows of the table
     */
    public static void main(String[] arguments) throws Exception {
        TableWork work = arguments[0].equals("bridge") ? new BridgeTables() : new PlainTables();
        int rows = Integer.parseInt(arguments[2]);
        try (TableWork.Table table = new TableWork.Table(rows, 4);
                BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
            Rate.Step step = table.step(work, arguments[1]);
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                System.gc();
                double steps = rate(step, Duration.ofNanos(Long.parseLong(line)));
                System.out.println(ChildJvm.ANSWER + steps * rows);
            }
        }
    }

    private static double rate(Rate.Step step, Duration window) throws Exception {
        long start = System.nanoTime();
        long done = 0;
        do {
            step.run();
            done++;
        } while (System.nanoTime() - start < window.toNanos());
        return done * 1e9 / (System.nanoTime() - start);
    }

    private record Running(ChildJvm jvm) implements Contender {
        @Override
        public double measure(Duration window) throws Exception {
            return Double.parseDouble(jvm.ask(Long.toString(window.toNanos())));
        }

        @Override
        public void close() throws IOException {
            jvm.close();
        }
    }
}
