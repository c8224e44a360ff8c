/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.test.peer;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * A language's runtime on this machine.
 *
 * @param purpose what it is needed for, as a reason text says it: {@code Node.js 20 or later with npm}
 * @param probe a command that ends with 0 if the runtime is there and will do
 */
record PeerRuntime(String purpose, List<String> probe) {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    /** Returns why the runtime cannot be used, or empty if it can. */
    Optional<String> unavailableReason() {
        try {
            ProgramRun run = ProgramRun.of(probe, Path.of("."), PATIENCE);
            return run.exitCode() == 0
                    ? Optional.empty()
                    : Optional.of("no " + purpose + ": '" + probe.get(0) + "' says" + run.output());
        } catch (IOException e) {
            return Optional.of("no " + purpose + ": " + e.getMessage());
        }
    }
}
