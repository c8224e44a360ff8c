/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.test.nats;

import java.io.IOException;
import java.nio.file.Path;

/** Builds the server from its source, which Go checks against its checksum database. */
record GoTool(Path go) implements FetchTool {

    @Override
    public Path fetch(NatsVersion version, Path folder) throws IOException {
        Command.of(go.toString(), "install", "github.com/nats-io/nats-server/v2@v" + version)
                .with("GOBIN", folder.toString())
                .with("CGO_ENABLED", "0")
                .run(LIMIT);
        return new Surroundings(name -> null, name -> folder.toString())
                .program(InstalledServer.PROGRAM)
                .orElseThrow(() -> new IOException("Could not find the program that " + go + " built in " + folder));
    }

    @Override
    public String toString() {
        return "go";
    }
}
