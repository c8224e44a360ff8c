/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.cli;

import io.natsbridge.camel.DeadLetter;
import io.natsbridge.camel.DeadLetterQueue;
import io.natsbridge.camel.cli.Session.Incoming;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** {@code natsbridge dlq show}: one with its payloads, or its bytes where it is no envelope. */
@Command(
        name = "show",
        abbreviateSynopsis = true,
        sortOptions = false,
        description = "Shows one: why it was given up, and the message.")
final class DlqShow implements Callable<Integer> {

    private static final int BYTES = 400;

    @ParentCommand
    private Dlq dlq;

    @Mixin
    private DlqPlace place;

    @Option(names = "--seq", paramLabel = "N", required = true, description = "Its number, as list tells it.")
    private long sequence;

    @Mixin
    private Output output;

    @Mixin
    private Help help;

    @ArgGroup(exclusive = false, heading = Target.HEADING)
    private Target target = new Target();

    @Override
    public Integer call() throws Exception {
        Terminal terminal = dlq.terminal();
        try (Session session = Session.open(target, Map.of());
                DeadLetterQueue queue = Dlq.open(session, place.subject, place.stream)) {
            DeadLetter letter = Dlq.letter(queue, sequence);
            if (output.json) {
                JsonPrinter.print(terminal, Dlq.json(letter));
            } else {
                terminal.line(
                        "dead letter " + letter.sequence() + " of stream '" + queue.stream() + "', " + letter.time());
                terminal.line("  from      " + Dlq.origin(letter));
                terminal.line("  delivered " + Printable.count(letter.deliveries(), "time"));
                terminal.line("  reason    " + terminal.colour("31", Printable.line(letter.reason())));
                terminal.line("            " + Printable.line(letter.text()));
            }
            message(session, letter);
            return ExitCode.DONE;
        }
    }

    private void message(Session session, DeadLetter letter) {
        MessagePrinter printer = output.printer(dlq.terminal());
        String subject = letter.subject().orElse("");
        try (Incoming incoming = session.read(letter.data(), output.fetch())) {
            printer.accepted(letter.time(), subject, incoming.envelope());
        } catch (Exception e) {
            printer.refused(letter.time(), subject, letter.data().length, e);
            if (!output.json && !output.noPreview) {
                String text = new String(letter.data(), StandardCharsets.UTF_8);
                Previews.text(
                                text.substring(0, Math.min(BYTES, text.length())),
                                dlq.terminal().columns() - 4)
                        .forEach(line -> dlq.terminal().line("    " + line));
            }
        }
    }
}
