/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.main;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.natsbridge.camel.test.nats.NatsExtension;
import io.natsbridge.camel.test.plik.PlikExtension;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Random;
import org.apache.camel.main.Main;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** The route of the documents, run by camel-main with a file of properties, sends itself a table and a link. */
class CamelMainIT {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Path ROUTE = Path.of(
                    "../camel-natsbridge-examples/src/main/resources/routes/travel.camel.yaml")
            .toAbsolutePath()
            .normalize();

    @RegisterExtension
    static final NatsExtension NATS = NatsExtension.create();

    @RegisterExtension
    static final PlikExtension PLIK = new PlikExtension();

    @TempDir
    Path folder;

    private final Main main = new Main();

    @BeforeEach
    void start() throws IOException {
        Path properties = Files.writeString(folder.resolve("application.properties"), """
                camel.main.name = travel
                camel.main.routes-include-pattern = file:%s
                camel.component.natsbridge.servers = %s
                camel.component.natsbridge.fileserver-url = %s
                camel.component.natsbridge.size-threshold = 500KB
                inbox = %s
                outbox = %s
                """.formatted(
                        ROUTE, NATS.url(), PLIK.url(), folder.resolve("inbox"), folder.resolve("outbox")));
        Files.createDirectories(folder.resolve("inbox"));
        main.setPropertyPlaceholderLocations("file:" + properties);
        main.start();
    }

    @AfterEach
    void stop() {
        main.stop();
    }

    @Test
    void aTableArrives() throws IOException {
        String table = "id,name\r\n1,lamp\r\n2,chair\r\n";
        put("table.csv", table.getBytes(UTF_8));
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(folder.resolve("outbox/table.csv"))
                .hasContent(table));
    }

    @Test
    void aLargeFileArrivesByLink() throws IOException {
        byte[] large = new byte[600_000];
        new Random(1).nextBytes(large);
        put("large.bin", large);
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(folder.resolve("outbox/file.bin"))
                .hasBinaryContent(large));
    }

    /** A file appears at once, whole. */
    private void put(String name, byte[] content) throws IOException {
        Path written = Files.write(folder.resolve(name), content);
        Files.move(written, folder.resolve("inbox").resolve(name));
    }
}
