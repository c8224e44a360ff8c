/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.test.nats;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
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
        assertFetches(new GoTool(HERE.program("go").orElseThrow()));
    }

    @Test
    void unpacksWhatPipDownloads() throws IOException {
        assertFetches(new PipTool(HERE.program("python3").orElseThrow()));
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
