/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.cli;

import io.nats.client.Connection;
import io.natsbridge.camel.Subjects;
import io.natsbridge.camel.error.NatsBridgeException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** {@code natsbridge doctor}: whether everything around works, and what to change. */
@Command(
        name = "doctor",
        abbreviateSynopsis = true,
        sortOptions = false,
        description =
                "Checks broker, JetStream, file servers, what links may do, and clocks, and says what to change."
                        + " It stores one small file on each file server and deletes it. Exit code 0: all well, 1: warnings, 2: something does not work.")
final class Doctor implements Callable<Integer> {

    @ParentCommand
    private NatsBridgeCli cli;

    @Parameters(
            arity = "0..1",
            paramLabel = "SUBJECT",
            description = "A subject to look at: may this client listen, which streams take it.")
    private String subject;

    @Option(names = "--stream", paramLabel = "NAME", description = "A stream that ought to be there.")
    private String stream;

    @Option(
            names = "--durable",
            paramLabel = "NAME",
            description = "A durable consumer of that stream, or of the one that takes SUBJECT.")
    private String durable;

    @Option(names = "--json", description = "One JSON object with all findings.")
    private boolean json;

    @Mixin
    private Help help;

    @ArgGroup(exclusive = false, heading = Target.HEADING)
    private Target target = new Target();

    @Override
    public Integer call() throws Exception {
        if (subject != null) {
            Subjects.forSubscribing(subject);
        }
        Findings findings = new Findings();
        try (Session session = Session.open(target, Map.of());
                Uploads uploads = new Uploads(session, cli.terminal(), true)) {
            Clocks clocks = new Clocks(findings);
            Optional<Connection> nats = connect(session, findings);
            if (nats.isPresent()) {
                new BrokerCheck(nats.get(), session.configuration(), findings).run(subject);
                new JetStreamCheck(nats.get(), session.configuration(), findings, clocks)
                        .run(new JetStreamCheck.Wanted(subject, stream, durable));
            }
            new FileserverCheck(session, uploads, findings, clocks).run();
            new PolicyCheck(session.configuration(), target, findings).run();
            clocks.conclude();
        }
        if (json) {
            JsonPrinter.print(cli.terminal(), findings.json());
        } else {
            findings.print(cli.terminal());
        }
        return findings.exitCode();
    }

    private static Optional<Connection> connect(Session session, Findings findings) {
        try {
            return Optional.of(session.connection());
        } catch (NatsBridgeException | IllegalArgumentException e) {
            findings.broken(
                    "broker",
                    ExitCode.text(e),
                    "start the broker, correct --servers, or give this client its credentials");
            return Optional.empty();
        }
    }
}
