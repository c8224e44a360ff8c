/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.test.nats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InstalledServerTest {

    @TempDir
    private Path folder;

    @Test
    void findsNewServerOnThePath() throws IOException {
        Path program = FakeServer.write(folder.resolve("nats-server"), "2.10.0");

        assertThat(onPath().find()).contains(program);
    }

    @Test
    void passesOverOldServerOnThePath() throws IOException {
        FakeServer.write(folder.resolve("nats-server"), "2.9.25");

        assertThat(onPath().find()).isEmpty();
    }

    @Test
    void passesOverProgramThatTellsNoVersion() throws IOException {
        FakeServer.write(folder.resolve("nats-server"), "unknown");

        assertThat(onPath().find()).isEmpty();
    }

    @Test
    void prefersTheNamedServer() throws IOException {
        FakeServer.write(folder.resolve("nats-server"), "2.10.0");
        Path named = FakeServer.write(folder.resolve("mine"), "2.12.0");

        assertThat(named(named).find()).contains(named);
    }

    @Test
    void refusesNamedServerThatIsOld() throws IOException {
        Path named = FakeServer.write(folder.resolve("mine"), "2.9.25");

        assertThatIllegalStateException()
                .isThrownBy(() -> named(named).find())
                .withMessageContainingAll(named.toString(), "2.9.25", "2.10.0");
    }

    @Test
    void refusesNamedServerThatIsMissing() {
        Path missing = folder.resolve("missing");

        assertThatIllegalStateException()
                .isThrownBy(() -> named(missing).find())
                .withMessageContainingAll(missing.toString(), "nats_server_path");
    }

    private InstalledServer onPath() {
        return new InstalledServer(new Surroundings(name -> null, Map.of("PATH", folder.toString())::get));
    }

    private InstalledServer named(Path program) {
        return new InstalledServer(new Surroundings(
                Map.of("nats_server_path", program.toString())::get, Map.of("PATH", folder.toString())::get));
    }
}
