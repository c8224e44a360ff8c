/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.benchmark;

import io.nats.client.Nats;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.camel.impl.DefaultCamelContext;

/** Measures scenarios and writes {@code src/docs/performance.md}, its figures as JSON and its chart. */
public final class Benchmarks {

    private static final String KEPT = "src/docs/performance.json";
    private static final String PAGE = "src/docs/performance.md";
    private static final String CHART = "src/docs/performance.svg";

    private Benchmarks() {}

    /**
     * Runs the scenarios whose name matches, and keeps the figures of the others.
     *
     * @param arguments the repository's root folder; a regular expression for the names of scenarios
     * @throws Exception when a scenario fails
     */
    public static void main(String[] arguments) throws Exception {
        Path repository = Path.of(arguments[0]);
        Pattern only = Pattern.compile(arguments[1]);
        List<Scenario> onRequest = Suites.onRequest();
        List<Scenario> all =
                Stream.concat(Suites.all().stream(), onRequest.stream()).toList();
        List<Result> fresh = run(
                repository,
                Form.FULL,
                all.stream()
                        .filter(scenario -> only.matcher(scenario.name()).matches())
                        .filter(scenario -> !onRequest.contains(scenario) || arguments[1].contains(scenario.name()))
                        .toList());
        List<Result> kept = Results.read(repository.resolve(KEPT));
        List<Result> merged = Results.merge(all.stream().map(Scenario::name).toList(), kept, fresh);
        Results.write(merged, repository.resolve(KEPT));
        Page.fill(repository.resolve(PAGE), "figures", surroundings() + "\n" + Page.tables(merged));
        Files.writeString(repository.resolve(CHART), Chart.svg(merged));
        Results.worse(kept, fresh).forEach(line -> System.out.println("WORSE: " + line));
    }

    /** Runs scenarios, each with a line for what it came to. */
    static List<Result> run(Path repository, Form form, List<Scenario> scenarios) throws Exception {
        List<Result> results = new ArrayList<>();
        try (Stage stage = new Stage(repository, form)) {
            Driver driver = new Driver(stage);
            for (Scenario scenario : scenarios) {
                Result result = driver.run(scenario);
                System.out.println(line(result));
                results.add(result);
            }
        }
        return results;
    }

    /** A result in one line. */
    static String line(Result result) {
        StringBuilder text = new StringBuilder(result.scenario()).append(':');
        result.figures().forEach((name, figure) -> text.append(' ')
                .append(name)
                .append(' ')
                .append(Page.number(figure.median()))
                .append(','));
        text.append(' ').append(result.unit());
        for (Result.Ratio ratio : result.ratios()) {
            text.append(String.format(
                    Locale.ROOT,
                    "; ratio to %s %.2f (asked %s)",
                    ratio.anchor(),
                    ratio.figure().median(),
                    ratio.bound()));
        }
        return text.toString();
    }

    /** What the last run ran on. */
    private static String surroundings() throws IOException {
        try (DefaultCamelContext context = new DefaultCamelContext()) {
            return String.format(
                    Locale.ROOT,
                    "Last run: Camel %s, jnats %s, JDK %s on %s %s, %d processors.%n",
                    context.getVersion(),
                    Nats.CLIENT_VERSION,
                    System.getProperty("java.version"),
                    System.getProperty("os.name"),
                    System.getProperty("os.arch"),
                    Runtime.getRuntime().availableProcessors());
        }
    }
}
