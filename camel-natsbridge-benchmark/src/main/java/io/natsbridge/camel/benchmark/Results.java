/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.benchmark;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The results that are kept in the repository, and new ones beside them. */
final class Results {

    /** A ratio that is worse than the kept one by more than this part is reported. */
    static final double TOLERANCE = 0.15;

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final ObjectWriter WRITER =
            JSON.writerWithDefaultPrettyPrinter().without(SerializationFeature.FAIL_ON_EMPTY_BEANS);

    private Results() {}

    /** Reads results; none when there is no such file. */
    static List<Result> read(Path file) throws IOException {
        return Files.exists(file) ? List.of(JSON.readValue(file.toFile(), Result[].class)) : List.of();
    }

    static void write(List<Result> results, Path file) throws IOException {
        Files.writeString(file, WRITER.writeValueAsString(results) + "\n");
    }

    /** All of the named scenarios that have a result, in the order of the names, a fresh one before a kept one. */
    static List<Result> merge(List<String> names, List<Result> kept, List<Result> fresh) {
        List<Result> all = new ArrayList<>();
        for (String name : names) {
            find(fresh, name).or(() -> find(kept, name)).ifPresent(all::add);
        }
        return all;
    }

    /** One line for each ratio that is worse than it was. */
    static List<String> worse(List<Result> kept, List<Result> fresh) {
        List<String> lines = new ArrayList<>();
        for (Result now : fresh) {
            Optional<Result> before = find(kept, now.scenario());
            for (Result.Ratio ratio : now.ratios()) {
                before.flatMap(one -> ratioTo(one, ratio.anchor()))
                        .filter(old -> now.unit()
                                .fellBy(
                                        TOLERANCE,
                                        ratio.figure().median(),
                                        old.figure().median()))
                        .ifPresent(old -> lines.add(String.format(
                                Locale.ROOT,
                                "%s against %s: %.2f, was %.2f",
                                now.scenario(),
                                ratio.anchor(),
                                ratio.figure().median(),
                                old.figure().median())));
            }
        }
        return lines;
    }

    private static Optional<Result.Ratio> ratioTo(Result result, String anchor) {
        return result.ratios().stream()
                .filter(ratio -> ratio.anchor().equals(anchor))
                .findFirst();
    }

    private static Optional<Result> find(List<Result> results, String scenario) {
        return results.stream()
                .filter(result -> result.scenario().equals(scenario))
                .findFirst();
    }
}
