/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.test.nats;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Finds a nats-server that this machine has already. */
record InstalledServer(Surroundings surroundings) {

    static final String PROGRAM = "nats-server";
    static final String SETTING = "nats_server_path";

    private static final Logger LOG = LoggerFactory.getLogger(InstalledServer.class);
    private static final Duration LIMIT = Duration.ofSeconds(20);

    /**
     * Looks where the setting says, else on the PATH.
     *
     * @return empty if there is none on the PATH, or only an old one
     * @throws IllegalStateException if the setting names no program, or an old one
     */
    Optional<Path> find() {
        Optional<Path> named = surroundings.setting(SETTING, SETTING).map(Path::of);
        if (named.isPresent()) {
            return Optional.of(required(named.get()));
        }
        return surroundings.program(PROGRAM).filter(InstalledServer::isNewEnough);
    }

    /**
     * Asks a program for its version.
     *
     * @throws IOException if it does not run, or does not tell
     */
    static NatsVersion version(Path program) throws IOException {
        String printed = Command.of(program.toString(), "--version").run(LIMIT);
        return NatsVersion.parse(printed)
                .orElseThrow(() -> new IOException("Could not read the version of " + program + ": it printed '"
                        + Command.end(printed.strip()) + "'; check that it is a nats-server"));
    }

    private static Path required(Path program) {
        try {
            NatsVersion version = version(program);
            if (version.isOld()) {
                throw new IllegalStateException("Could not use " + program + ", named by " + SETTING + ": version "
                        + version + " is older than " + NatsVersion.OLDEST + "; name a newer one, or unset it");
            }
            return program;
        } catch (IOException e) {
            throw new IllegalStateException(
                    "Could not use " + program + ", named by " + SETTING + ": it does not tell its version", e);
        }
    }

    private static boolean isNewEnough(Path program) {
        try {
            NatsVersion version = version(program);
            if (version.isOld()) {
                LOG.info("Passing over {}: version {} is older than {}", program, version, NatsVersion.OLDEST);
            }
            return !version.isOld();
        } catch (IOException e) {
            LOG.warn("Passing over {}: it does not tell its version", program, e);
            return false;
        }
    }
}
