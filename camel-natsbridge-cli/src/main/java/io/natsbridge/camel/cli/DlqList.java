/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.cli;

import io.natsbridge.camel.DeadLetter;
import io.natsbridge.camel.DeadLetterQueue;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** {@code natsbridge dlq list}: a line for each. */
@Command(
        name = "list",
        abbreviateSynopsis = true,
        sortOptions = false,
        description = "Lists them: number, time, deliveries, where they came from, and why they were given up.")
final class DlqList implements Callable<Integer> {

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss").withZone(ZoneId.systemDefault());

    @ParentCommand
    private Dlq dlq;

    @Mixin
    private DlqPlace place;

    @Option(names = "--from", paramLabel = "N", defaultValue = "1", description = "From that number on.")
    private long first;

    @Option(
            names = {"-n", "--count"},
            paramLabel = "N",
            defaultValue = "1000",
            description = "At most so many; 1000 by default.")
    private long count;

    @Option(names = "--json", description = "One JSON object in a line for each.")
    private boolean json;

    @Mixin
    private Help help;

    @ArgGroup(exclusive = false, heading = Target.HEADING)
    private Target target = new Target();

    @Override
    public Integer call() throws Exception {
        Terminal terminal = dlq.terminal();
        try (Session session = Session.open(target, Map.of());
                DeadLetterQueue queue = Dlq.open(session, place.subject, place.stream)) {
            List<Row> rows = Dlq.letters(queue, first).limit(count).map(Row::of).toList();
            if (json) {
                rows.forEach(row -> terminal.line(row.json()));
                return ExitCode.DONE;
            }
            int widest =
                    rows.stream().mapToInt(row -> row.origin().length()).max().orElse(0);
            for (Row row : rows) {
                terminal.line(String.format("%6d", row.sequence()) + "  "
                        + terminal.colour("2", TIME.format(row.time())) + "  "
                        + String.format("%3d", row.deliveries()) + "x  " + terminal.colour("1", row.origin())
                        + " ".repeat(widest - row.origin().length()) + "  "
                        + terminal.colour("31", row.reason()));
            }
            terminal.note(Printable.count(rows.size(), "dead letter") + " in stream '" + queue.stream() + "'");
            return ExitCode.DONE;
        }
    }

    /** What is told of a letter, without its bytes: there may be many. */
    private record Row(long sequence, Instant time, long deliveries, String origin, String reason, String json) {
        static Row of(DeadLetter letter) {
            return new Row(
                    letter.sequence(),
                    letter.time(),
                    letter.deliveries(),
                    Dlq.origin(letter),
                    Printable.line(letter.reason(), 80),
                    JsonPrinter.text(Dlq.json(letter)));
        }
    }
}
