/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.commands;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.natsbridge.camel.test.nats.NatsExtension;
import io.natsbridge.camel.test.nats.NatsOptions;
import io.natsbridge.camel.test.plik.PlikExtension;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.Map;
import java.util.Random;
import org.awaitility.core.ThrowingRunnable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** {@code camel run} with {@code --dep} runs routes and Kamelets, and takes changes of a file while it runs. */
class JBangIT {

    private static final Logger LOG = LoggerFactory.getLogger(JBangIT.class);

    /** Long, for it may have to fetch what it runs on. */
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private static final Path ROUTES = Path.of("../camel-natsbridge-examples/src/main/resources/routes");
    private static final String TABLE = "id,name\r\n1,lamp\r\n2,chair\r\n";

    @RegisterExtension
    static final NatsExtension NATS =
            NatsExtension.create(NatsOptions.defaults().monitoring(true));

    @RegisterExtension
    static final PlikExtension PLIK = new PlikExtension();

    @TempDir
    Path folder;

    private CamelCommand camel;

    @BeforeEach
    void prepare() throws IOException {
        Files.createDirectories(folder.resolve("inbox"));
        Files.copy(ROUTES.resolve("travel.camel.yaml"), folder.resolve("travel.camel.yaml"));
        Files.writeString(folder.resolve("application.properties"), """
                camel.component.natsbridge.servers = %s
                camel.component.natsbridge.fileserver-url = %s
                """.formatted(NATS.url(), PLIK.url()));
    }

    @AfterEach
    void stop() throws IOException {
        camel.close();
    }

    @Test
    void aTableAndALinkTravel() throws IOException {
        camel = CamelCommand.run(
                folder,
                Map.of(),
                "travel.camel.yaml",
                "application.properties",
                "--dep=" + coordinates("camel-natsbridge"));
        byte[] large = new byte[1_500_000];
        new Random(1).nextBytes(large);
        put("table.csv", TABLE.getBytes(UTF_8));
        put("large.bin", large);
        eventually(() -> assertThat(folder.resolve("outbox/table.csv")).hasContent(TABLE));
        eventually(() -> assertThat(folder.resolve("outbox/file.bin")).hasBinaryContent(large));
        assertThat(camel.output()).contains("arrowtable, ", "bytes, direct", "binary, 1500000 bytes, link");
        camel.output().lines().filter(line -> line.contains(" bytes, ")).forEach(LOG::info);
    }

    @Test
    void aChangedRouteTakesOver() throws IOException {
        camel = CamelCommand.run(
                folder,
                Map.of(),
                "travel.camel.yaml",
                "application.properties",
                "--dev",
                "--dep=" + coordinates("camel-natsbridge"));
        put("table.csv", TABLE.getBytes(UTF_8));
        eventually(() -> assertThat(folder.resolve("outbox/table.csv")).hasContent(TABLE));
        change("natsbridge:travel", "natsbridge:elsewhere");
        eventually(() -> assertThat(subscriptions()).isEqualTo("[\"elsewhere\"]"));
        Files.delete(folder.resolve("outbox/table.csv"));
        put("table.csv", TABLE.getBytes(UTF_8));
        eventually(() -> assertThat(folder.resolve("outbox/table.csv")).hasContent(TABLE));
    }

    @Test
    void theKameletsAreFoundInTheirJar() throws IOException {
        change("natsbridge:travel\n      steps", "kamelet:natsbridge-source?subject=travel\n      steps");
        change("to: natsbridge:travel", "to: kamelet:natsbridge-sink?subject=travel");
        camel = CamelCommand.run(
                folder,
                Map.of(),
                "travel.camel.yaml",
                "application.properties",
                "--dep=" + coordinates("camel-natsbridge-kamelets"));
        byte[] large = new byte[1_200_000];
        put("table.csv", TABLE.getBytes(UTF_8));
        put("large.bin", large);
        eventually(() -> assertThat(folder.resolve("outbox/table.csv")).hasContent(TABLE));
        eventually(() -> assertThat(folder.resolve("outbox/file.bin")).hasBinaryContent(large));
    }

    /** The subjects of the one connection. */
    private static String subscriptions() throws IOException {
        return new ObjectMapper()
                .readTree(URI.create(NATS.monitoringUrl() + "/connz?subs=1").toURL())
                .at("/connections/0/subscriptions_list")
                .toString();
    }

    /** Another text in the file of routes, at once. */
    private void change(String text, String other) throws IOException {
        Path routes = folder.resolve("travel.camel.yaml");
        String before = Files.readString(routes);
        assertThat(before).contains(text);
        Path changed = Files.writeString(folder.resolve("changed"), before.replace(text, other));
        Files.move(changed, routes, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    /** A module of this build, as {@code --dep} takes it. */
    private static String coordinates(String module) {
        return "mvn:io.natsbridge:" + module + ":" + System.getProperty("natsbridge.version");
    }

    private void eventually(ThrowingRunnable assertion) {
        await().atMost(PATIENCE)
                .failFast(() -> assertThat(camel.isRunning()).as(camel::output).isTrue())
                .untilAsserted(assertion);
    }

    /** A file appears at once, whole. */
    private void put(String name, byte[] content) throws IOException {
        Path written = Files.write(folder.resolve(name), content);
        Files.move(written, folder.resolve("inbox").resolve(name));
    }
}
