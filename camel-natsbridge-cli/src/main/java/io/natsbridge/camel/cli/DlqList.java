/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.cli;

import io.natsbridge.camel.DeadLetter;
import io.natsbridge.camel.DeadLetterQueue;
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
            List<DeadLetter> letters = Dlq.letters(queue, first, count);
            if (json) {
                letters.forEach(letter -> JsonPrinter.print(terminal, Dlq.json(letter)));
                return ExitCode.DONE;
            }
            int widest = letters.stream()
                    .mapToInt(letter -> Dlq.origin(letter).length())
                    .max()
                    .orElse(0);
            for (DeadLetter letter : letters) {
                String origin = Dlq.origin(letter);
                terminal.line(String.format("%6d", letter.sequence()) + "  "
                        + terminal.colour("2", TIME.format(letter.time())) + "  "
                        + String.format("%3d", letter.deliveries()) + "x  " + terminal.colour("1", origin)
                        + " ".repeat(widest - origin.length()) + "  "
                        + terminal.colour("31", Printable.line(letter.reason(), 80)));
            }
            terminal.note(Printable.count(letters.size(), "dead letter") + " in stream '" + queue.stream() + "'");
            return ExitCode.DONE;
        }
    }
}
