/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.test.nats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/** Fetches for real into an empty cache; takes a minute and a network, so it is run on demand. */
@EnabledIfSystemProperty(named = "natsbridge.test.fetch", matches = "true")
class NatsFetchIT {

    private static final Surroundings HERE = Surroundings.ofThisJvm();

    @TempDir
    private Path empty;

    @Test
    void buildsWithGo() throws IOException {
        Optional<Path> go = HERE.program("go");
        assumeThat(go).isPresent();

        assertFetches(new GoTool(go.get()));
    }

    @Test
    void unpacksWhatPipDownloads() throws IOException {
        Optional<Path> python = HERE.program("python3");
        assumeThat(python).isPresent();

        assertFetches(new PipTool(python.get()));
    }

    private void assertFetches(FetchTool tool) throws IOException {
        Path program = new ServerCache(empty, NatsVersion.PINNED, List.of(tool)).get();

        assertThat(InstalledServer.version(program)).isEqualTo(NatsVersion.PINNED);
        NatsService nats = new LocalNatsService(program, NatsOptions.defaults());
        try (nats) {
            nats.start();
            assertThat(nats.isRunning()).isTrue();
        }
    }
}
