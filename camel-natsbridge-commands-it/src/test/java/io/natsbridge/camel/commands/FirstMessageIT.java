/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.commands;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.natsbridge.camel.test.maven.FirstMessage;
import io.natsbridge.camel.test.maven.MavenCommand;
import io.natsbridge.camel.test.nats.NatsExtension;
import io.natsbridge.camel.test.plik.PlikExtension;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The commands in the README's table of runtimes, typed as they stand there, log what it says. */
class FirstMessageIT {

    /** Long, for they may have to fetch what they run on. */
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    private static final Path WORK = Path.of("target/first").toAbsolutePath();

    @RegisterExtension
    static final NatsExtension NATS = NatsExtension.create();

    @RegisterExtension
    static final PlikExtension PLIK = new PlikExtension();

    @ParameterizedTest
    @ValueSource(strings = {"Camel main", "Spring Boot", "Quarkus"})
    void aProjectHearsItsFirstMessage(String runtime) throws IOException {
        String command = FirstMessage.commands(runtime).get(0);
        try (MavenCommand maven = MavenCommand.start(
                command, WORK, List.of("camel-natsbridge", "camel-natsbridge-starter"), variables())) {
            hears(maven::isRunning, maven::output);
        }
    }

    @Test
    void jbangHearsItsFirstMessage(@TempDir Path folder) throws IOException {
        Files.writeString(folder.resolve("first.camel.yaml"), FirstMessage.route());
        String[] words = FirstMessage.commands("Camel JBang").get(0).split(" ");
        assertThat(words).startsWith("camel", "run");
        try (CamelCommand camel = CamelCommand.run(folder, variables(), Arrays.copyOfRange(words, 2, words.length))) {
            hears(camel::isRunning, camel::output);
        }
    }

    private static void hears(Callable<Boolean> running, Supplier<String> output) throws IOException {
        String expected = FirstMessage.log();
        await().atMost(PATIENCE)
                .failFast(() -> assertThat(running.call()).as(output).isTrue())
                .untilAsserted(() -> assertThat(output.get()).contains(expected));
    }

    private static Map<String, String> variables() {
        return Map.of("NATS_URL", NATS.url(), "FILESERVER_URL", PLIK.url());
    }
}
