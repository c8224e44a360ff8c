/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.benchmark.jmh;

import java.nio.file.Files;
import java.nio.file.Path;
import org.openjdk.jmh.results.format.ResultFormatType;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;

/** Runs the micro-benchmarks of this package in a few minutes, and writes their figures as JSON. */
public final class Microbenchmarks {

    private static final String FOLDER = "camel-natsbridge-benchmark/target";
    private static final int ITERATIONS = 3;

    private Microbenchmarks() {}

    /**
     * Runs the benchmarks whose name, such as {@code CodecBenchmark.encode}, has a part that matches.
     *
     * @param arguments the repository's root folder; a regular expression
     * @throws Exception when one fails
     */
    public static void main(String[] arguments) throws Exception {
        Path folder = Files.createDirectories(Path.of(arguments[0], FOLDER));
        Options options = new OptionsBuilder()
                .include(arguments[1])
                .forks(1)
                .warmupIterations(ITERATIONS)
                .warmupTime(TimeValue.milliseconds(300))
                .measurementIterations(ITERATIONS)
                .measurementTime(TimeValue.milliseconds(300))
                .jvmArgsAppend("-Xmx1g")
                .shouldFailOnError(true)
                .resultFormat(ResultFormatType.JSON)
                .result(folder.resolve("jmh.json").toString())
                .build();
        new Runner(options).run();
    }
}
