/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.test.peer;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * How a peer comes to run.
 *
 * @param runtimes that must be on the machine
 * @param installation its files and packages
 * @param command to start it, run in the installation's folder
 */
record PeerLaunch(List<PeerRuntime> runtimes, PeerInstallation installation, List<String> command) {

    private static final Duration PATIENCE = Duration.ofMinutes(1);

    String name() {
        return installation.name();
    }

    Optional<String> unavailableReason() {
        return runtimes.stream()
                .map(PeerRuntime::unavailableReason)
                .flatMap(Optional::stream)
                .findFirst();
    }

    /** Runs a script of the installation's folder, as the last word of the command, to its end. Returns the last lines that it wrote. */
    String run(String script, String... arguments) {
        installation.install();
        List<String> words = new ArrayList<>(command);
        words.set(words.size() - 1, script);
        words.addAll(List.of(arguments));
        try {
            ProgramRun run = ProgramRun.of(words, installation.home(), PATIENCE);
            if (run.exitCode() == 0) {
                return run.output().toString();
            }
            throw new PeerException(
                    "exited",
                    "Could not run " + script + " of peer " + name() + ": it ended with code " + run.exitCode()
                            + "; the end of its output:" + run.output());
        } catch (IOException e) {
            throw new PeerException("exited", "Could not run " + script + " of peer " + name() + ": " + e, e);
        }
    }

    PeerProcess start(String natsUrl, String fileserverUrl) {
        installation.install();
        ProcessBuilder builder =
                new ProcessBuilder(command).directory(installation.home().toFile());
        builder.environment().put("NATS_URL", natsUrl);
        builder.environment().put("FILESERVER_URL", fileserverUrl);
        return PeerChannel.open(name(), builder, PATIENCE);
    }
}
