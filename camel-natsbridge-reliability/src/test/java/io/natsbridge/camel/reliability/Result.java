/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.reliability;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * One row's result, as a test of any module leaves it in {@code target/reliability/<row>.json}.
 *
 * @param row its name
 * @param system what was measured; null for this component
 * @param form {@code short} or {@code long}
 * @param subject what was tried, and what counts as bad
 * @param tried how often
 * @param bad how often it went wrong
 * @param detail other figures of the run; may be empty
 * @param seconds how long it took
 * @param seed repeats the run
 * @param date when, as {@code 2026-11-01}; null in what a test leaves
 */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
record Result(
        String row,
        String system,
        String form,
        String subject,
        long tried,
        long bad,
        String detail,
        double seconds,
        long seed,
        String date) {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** Reads what the tests of all modules have left, each with the day of its file. */
    static List<Result> left(Path repository) throws IOException {
        List<Result> all = new ArrayList<>();
        try (Stream<Path> modules = Files.list(repository)) {
            for (Path module : modules.sorted().toList()) {
                Path folder = module.resolve("target/reliability");
                if (Files.isDirectory(folder)) {
                    read(folder, all);
                }
            }
        }
        return all;
    }

    private static void read(Path folder, List<Result> all) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.filter(path -> path.toString().endsWith(".json"))
                    .sorted()
                    .toList()) {
                Result result = JSON.readValue(file.toFile(), Result.class);
                String day = Files.getLastModifiedTime(file).toString().substring(0, 10);
                all.add(result.on(day));
            }
        }
    }

    /** Reads a list that was kept; an empty one when there is no file. */
    static List<Result> kept(Path file) throws IOException {
        return Files.exists(file) ? List.of(JSON.readValue(file.toFile(), Result[].class)) : List.of();
    }

    static void keep(List<Result> all, Path file) throws IOException {
        Files.writeString(file, JSON.writerWithDefaultPrettyPrinter().writeValueAsString(all) + "\n");
    }

    /** The old results, with the new ones in place of those of the same row, system and form. */
    static List<Result> merge(List<Result> old, List<Result> fresh) {
        List<Result> all = new ArrayList<>(fresh);
        old.stream().filter(one -> fresh.stream().noneMatch(one::isOfTheSame)).forEach(all::add);
        return all;
    }

    private boolean isOfTheSame(Result other) {
        return row.equals(other.row) && form.equals(other.form) && Objects.equals(system(), other.system());
    }

    @Override
    public String system() {
        return system == null ? Row.NATSBRIDGE : system;
    }

    private Result on(String day) {
        return new Result(row, system, form, subject, tried, bad, detail, seconds, seed, day);
    }
}
