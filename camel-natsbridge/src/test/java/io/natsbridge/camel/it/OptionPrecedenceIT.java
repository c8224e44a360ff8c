/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.natsbridge.camel.test.nats.NatsExtension;
import io.natsbridge.camel.test.plik.EmbeddedPlikOptions;
import io.natsbridge.camel.test.plik.PlikExtension;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** An endpoint's option counts before the component's, that before the environment's variable, and that before the default. */
class OptionPrecedenceIT {

    private static final String COMPONENT = "camel.component.natsbridge.configuration.";

    @RegisterExtension
    static final NatsExtension NATS = NatsExtension.create();

    @RegisterExtension
    static final PlikExtension PLIK = PlikExtension.embedded(EmbeddedPlikOptions.defaults());

    @TempDir
    Path directory;

    @Test
    void withoutAnythingTheDefaultsCount() {
        assertThat(run(Map.of("NATS_URL", "", "FILESERVER_URL", "", "SIZE_THRESHOLD", ""), "natsbridge:subject"))
                .contains("nats://localhost:4222");
    }

    @Test
    void theEnvironmentCountsBeforeTheDefaults() {
        assertThat(run(environment(1000), "natsbridge:subject"))
                .contains("broker=" + NATS.url())
                .contains("store=" + PLIK.url());
        assertThat(run(environment(1001), "natsbridge:subject")).contains("store=,");
    }

    @Test
    void theComponentCountsBeforeTheEnvironment() {
        assertThat(run(
                        Map.of(
                                "NATS_URL",
                                "nats://unused:1",
                                "FILESERVER_URL",
                                "http://unused:1",
                                "SIZE_THRESHOLD",
                                "1GB"),
                        "natsbridge:subject",
                        COMPONENT + "servers=" + NATS.url(),
                        COMPONENT + "fileserver-url=" + PLIK.url(),
                        COMPONENT + "size-threshold=1000"))
                .contains("broker=" + NATS.url())
                .contains("store=" + PLIK.url());
    }

    @Test
    void theEndpointCountsBeforeTheComponent() {
        assertThat(run(
                        Map.of(
                                "NATS_URL",
                                "nats://unused:1",
                                "FILESERVER_URL",
                                "http://unused:1",
                                "SIZE_THRESHOLD",
                                "1GB"),
                        Uri.of(NATS, "subject", "fileserverUrl=" + PLIK.url(), "sizeThreshold=1000"),
                        COMPONENT + "servers=nats://unused:2",
                        COMPONENT + "fileserver-url=http://unused:2",
                        COMPONENT + "size-threshold=1001"))
                .contains("broker=" + NATS.url())
                .contains("store=" + PLIK.url());
    }

    private static Map<String, String> environment(int threshold) {
        return Map.of(
                "NATS_URL", NATS.url(), "FILESERVER_URL", PLIK.url(), "SIZE_THRESHOLD", String.valueOf(threshold));
    }

    private String run(Map<String, String> environment, String... arguments) {
        Path output = directory.resolve("output.log");
        try (Program program = Program.of(OptionPrecedenceProgram.class, output)
                .environment(environment)
                .start(arguments)) {
            return program.awaitLine(OptionPrecedenceProgram.RESULT) + ",";
        }
    }
}
