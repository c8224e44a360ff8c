/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.cli;

import io.nats.client.Connection;
import io.natsbridge.camel.Subjects;
import io.natsbridge.camel.bridge.FetchMode;
import io.natsbridge.camel.cli.Messages.Arrived;
import io.natsbridge.camel.cli.Session.Incoming;
import io.natsbridge.camel.envelope.Payload;
import io.natsbridge.camel.error.NatsBridgeException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** {@code natsbridge get}: payloads into files. */
@Command(
        name = "get",
        abbreviateSynopsis = true,
        sortOptions = false,
        description = "Saves the payloads of messages as files; those that travel by link are downloaded and verified.")
final class Get implements Callable<Integer> {

    @ParentCommand
    private NatsBridgeCli cli;

    @Parameters(paramLabel = "SUBJECT", description = "Of which messages.")
    private String subject;

    @Option(
            names = {"-d", "--out"},
            paramLabel = "DIR",
            defaultValue = ".",
            description = "Where to; made where it is missing. Here by default.")
    private Path directory;

    @Option(
            names = {"-n", "--count"},
            paramLabel = "N",
            defaultValue = "1",
            description = "How many messages; 1 by default.")
    private long count;

    @Option(
            names = "--wait",
            paramLabel = "TIME",
            converter = Time.class,
            description = "How long to wait for each: 30s, 5m; for ever by default.")
    private Duration patience;

    @Option(
            names = "--stream",
            paramLabel = "NAME",
            description = "Messages that a stream has, instead of those that are published from now on.")
    private String stream;

    @ArgGroup
    private Place place = new Place();

    /** Which of a stream's messages. */
    static final class Place {
        @Option(
                names = "--seq",
                paramLabel = "N",
                description = "From that number on, 1 by default; the stream keeps them.")
        private long sequence = 1;

        @Option(
                names = "--durable",
                paramLabel = "NAME",
                description =
                        "Those that this durable consumer has not acknowledged; each is, once its files are complete.")
        private String durable;
    }

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            description =
                    "How tables are written: ${COMPLETION-CANDIDATES}; Arrow tables ARROW, others JSON by default.")
    private TableFormat format;

    @Option(names = "--force", description = "Replaces files of the same name; else a number is added to new ones.")
    private boolean force;

    @Option(
            names = {"-q", "--quiet"},
            description = "Tells nothing but errors.")
    private boolean quiet;

    @Mixin
    private Help help;

    @ArgGroup(exclusive = false, heading = Target.HEADING)
    private Target target = new Target();

    @Override
    public Integer call() throws Exception {
        if (stream == null && (place.durable != null || place.sequence != 1)) {
            throw new IllegalArgumentException("--durable and --seq go with --stream");
        }
        Subjects.forSubscribing(subject);
        PayloadFolder folder = new PayloadFolder(Files.createDirectories(directory), format, force);
        try (Session session = Session.open(target, Map.of())) {
            Messages messages = messages(session.connection());
            if (stream == null && !quiet) {
                cli.terminal()
                        .note("waiting for " + Printable.count(count, "message") + " on '" + Printable.line(subject)
                                + "'");
            }
            boolean complete = true;
            for (long got = 0; got < count; got++) {
                Arrived message = messages.next(patience);
                if (message == null) {
                    cli.terminal().error("got " + got + " of " + Printable.count(count, "message") + ": no more came");
                    return ExitCode.NOTHING_CAME;
                }
                complete &= save(session, message, folder);
            }
            return complete ? ExitCode.DONE : ExitCode.FAILED;
        }
    }

    private Messages messages(Connection nats) throws Exception {
        if (stream == null) {
            return Messages.published(nats, subject);
        }
        return place.durable == null
                ? Messages.stored(nats, stream, subject, place.sequence)
                : Messages.durable(nats, stream, subject, place.durable);
    }

    /** Whether all of a message is saved. One that is refused is left where it is, and the next are not. */
    private boolean save(Session session, Arrived message, PayloadFolder folder) throws Exception {
        try (Incoming incoming = session.read(message.data(), FetchMode.EAGER)) {
            for (Payload payload : incoming.envelope().payloads()) {
                Path file = folder.save(payload);
                if (!quiet) {
                    cli.terminal()
                            .line(file + "  " + payload.type().wireName() + ", " + Printable.bytes(Files.size(file)));
                }
            }
        } catch (NatsBridgeException e) {
            cli.terminal().error("the message " + Printable.line(message.place()) + ": " + ExitCode.text(e));
            return false;
        }
        message.done().run();
        return true;
    }
}
