/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.reliability;

import io.nats.client.Nats;
import io.natsbridge.camel.test.nats.NatsService;
import io.natsbridge.camel.test.nats.NatsServices;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.apache.camel.impl.DefaultCamelContext;

/** Writes the tables of {@code src/docs/reliability.md} from the results of the tests. */
final class ReliabilityPage {

    static final String BEGIN = "<!-- figures -->";
    static final String END = "<!-- end of figures -->";

    private static final String PAGE = "src/docs/reliability.md";
    private static final String KEPT = "src/docs/reliability.json";

    /** The order of the table; others come after. */
    private static final List<String> ORDER = List.of(
            "jetstream-publish",
            "jetstream-cluster",
            "core-confirmed",
            "consumer-killed",
            "producer-killed",
            "download-faults",
            "envelope-fuzz",
            "arrow-mutants",
            "links-off-the-list",
            "header-names",
            "bad-tls-peers",
            "slow-route",
            "poison-flood",
            "first-delivery",
            "stop-under-load",
            "soak");

    private ReliabilityPage() {}

    /**
     * Adds what the tests have left to what is kept, and writes the page; ends with 1 when a row of this run is bad.
     *
     * @param arguments the repository
     */
    public static void main(String[] arguments) throws Exception {
        Path repository = Path.of(arguments[0]);
        List<Result> fresh = Result.left(repository);
        List<Result> all = Result.merge(Result.kept(repository.resolve(KEPT)), fresh).stream()
                .sorted(order())
                .toList();
        Result.keep(all, repository.resolve(KEPT));
        Path page = repository.resolve(PAGE);
        Files.writeString(page, replaced(Files.readString(page), surroundings() + "\n" + tables(all)));
        List<Result> bad = fresh.stream()
                .filter(one -> one.system().equals(Row.NATSBRIDGE) && one.bad() > 0)
                .toList();
        bad.forEach(one -> System.out.println("BAD: " + one));
        System.exit(bad.isEmpty() ? 0 : 1);
    }

    static Comparator<Result> order() {
        return Comparator.<Result>comparingInt(
                        one -> ORDER.contains(one.row()) ? ORDER.indexOf(one.row()) : ORDER.size())
                .thenComparing(Result::row)
                .thenComparing(Result::form, Comparator.reverseOrder())
                .thenComparing(Result::system, Comparator.reverseOrder());
    }

    /** The page with another text between its marks. */
    static String replaced(String page, String figures) {
        int begin = page.indexOf(BEGIN);
        int end = page.indexOf(END);
        if (begin < 0 || end < begin) {
            throw new IllegalArgumentException("The page has no place for figures: " + BEGIN + " and " + END);
        }
        return page.substring(0, begin + BEGIN.length()) + "\n\n" + figures.strip() + "\n\n" + page.substring(end);
    }

    /** Both tables: this component's figures, and what the same faults did to the other one. */
    static String tables(List<Result> results) {
        StringBuilder text = new StringBuilder();
        text.append("| row | form | what counts as bad | tried | bad | time | date, seed |\n");
        text.append("| --- | --- | --- | ---: | ---: | ---: | --- |\n");
        results.stream().filter(one -> one.system().equals(Row.NATSBRIDGE)).forEach(one -> append(text, one));
        text.append("\nThe same faults on plain camel-nats; the other rows were not run on it:\n\n");
        text.append("| row | form | what counts as bad | tried | bad | time | date, seed |\n");
        text.append("| --- | --- | --- | ---: | ---: | ---: | --- |\n");
        results.stream().filter(one -> !one.system().equals(Row.NATSBRIDGE)).forEach(one -> append(text, one));
        text.append("\nWhat else was counted:\n\n");
        results.stream()
                .filter(one -> !one.detail().isEmpty())
                .forEach(one -> text.append(String.format(
                        Locale.ROOT, "- %s, %s, %s form: %s%n", one.row(), one.system(), one.form(), one.detail())));
        return text.toString();
    }

    private static void append(StringBuilder text, Result one) {
        text.append(String.format(
                Locale.ROOT,
                "| %s | %s | %s | %,d | %s | %,.0f s | %s, `%d` |%n",
                one.row(),
                one.form(),
                one.subject().replace("|", "\\|"),
                one.tried(),
                one.bad() == 0 ? "0" : String.format(Locale.ROOT, "**%,d**", one.bad()),
                one.seconds(),
                one.date(),
                one.seed()));
    }

    /** What the last run ran on. */
    private static String surroundings() throws IOException, InterruptedException {
        Runtime machine = Runtime.getRuntime();
        return String.format(
                Locale.ROOT,
                "Last run: Camel %s, jnats %s, nats-server %s, JDK %s on %s %s, %d processors.%n",
                new DefaultCamelContext().getVersion(),
                Nats.CLIENT_VERSION,
                serverVersion(),
                System.getProperty("java.version"),
                System.getProperty("os.name"),
                System.getProperty("os.arch"),
                machine.availableProcessors());
    }

    private static String serverVersion() {
        try (NatsService server = NatsServices.start();
                Wire wire = Wire.to(server.url())) {
            return wire.nats().getServerInfo().getVersion();
        }
    }
}
