/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.cli;

import io.nats.client.Connection;
import io.nats.client.ConnectionListener.Events;
import io.nats.client.Message;
import io.nats.client.Subscription;
import io.natsbridge.camel.Subjects;
import io.natsbridge.camel.cli.Session.Incoming;
import io.natsbridge.camel.error.Names;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** {@code natsbridge tail}: messages as they pass. */
@Command(
        name = "tail",
        abbreviateSynopsis = true,
        sortOptions = false,
        description =
                "Shows messages as they pass: who sent them, their payloads, and something of what these hold."
                        + " Messages that are refused are shown with the error's code. It only listens: nobody misses a message for it.")
final class Tail implements Callable<Integer> {

    private static final Duration FLUSH = Duration.ofSeconds(5);

    @ParentCommand
    private NatsBridgeCli cli;

    @Parameters(
            paramLabel = "SUBJECT",
            description = "What to listen on; * stands for one part, > for all that follow.")
    private String subject;

    @Option(
            names = {"-n", "--count"},
            paramLabel = "N",
            description = "Ends after so many messages.")
    private long count = Long.MAX_VALUE;

    @Option(
            names = "--wait",
            paramLabel = "TIME",
            converter = Time.class,
            description = "Ends, with code 3, when no message has come for so long: 30s, 5m.")
    private Duration patience;

    @Mixin
    private Output output;

    @Mixin
    private Help help;

    @ArgGroup(exclusive = false, heading = Target.HEADING)
    private Target target = new Target();

    @Override
    public Integer call() throws Exception {
        Subjects.forSubscribing(subject);
        Terminal terminal = cli.terminal();
        try (Session session = Session.open(target, Map.of())) {
            Connection nats = session.connection();
            nats.addConnectionListener((connection, event) -> told(terminal, event));
            Subscription subscription = nats.subscribe(subject);
            nats.flush(FLUSH);
            terminal.note("listening on '" + Printable.line(subject) + "' at "
                    + Printable.line(Names.withoutQueries(Url.withoutCredentials(nats.getConnectedUrl()))));
            MessagePrinter printer = output.printer(terminal);
            for (long shown = 0; shown < count; shown++) {
                Message message = subscription.nextMessage(patience == null ? Duration.ZERO : patience);
                if (message == null) {
                    terminal.error("no message came within " + patience.toMillis() + " ms");
                    return ExitCode.NOTHING_CAME;
                }
                show(session, message, printer);
                dropped(terminal, subscription);
            }
            return ExitCode.DONE;
        }
    }

    private void show(Session session, Message message, MessagePrinter printer) {
        Instant now = Instant.now();
        try (Incoming incoming = session.read(message.getData(), output.fetch())) {
            printer.accepted(now, message.getSubject(), incoming.envelope());
        } catch (Exception e) {
            printer.refused(now, message.getSubject(), message.getData().length, e);
        }
    }

    private long dropped;

    private void dropped(Terminal terminal, Subscription subscription) {
        if (subscription.getDroppedCount() > dropped) {
            dropped = subscription.getDroppedCount();
            terminal.note("too fast to show: " + Printable.count(dropped, "message") + " left out so far");
        }
    }

    private static void told(Terminal terminal, Events event) {
        switch (event) {
            case DISCONNECTED -> terminal.note("the connection broke; what passes until it is back is not seen");
            case RESUBSCRIBED -> terminal.note("the connection is back");
            default -> {
                // nothing that a reader of messages has to know
            }
        }
    }
}
