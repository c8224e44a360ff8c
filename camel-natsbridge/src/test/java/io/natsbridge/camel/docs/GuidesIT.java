/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.docs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import io.nats.client.Connection;
import io.nats.client.Nats;
import io.nats.client.api.StreamConfiguration;
import io.natsbridge.camel.NatsBridgeConstants;
import io.natsbridge.camel.docs.first.FirstApplication;
import io.natsbridge.camel.test.nats.NatsExtension;
import io.natsbridge.camel.test.nats.NatsOptions;
import io.natsbridge.camel.test.plik.EmbeddedPlikOptions;
import io.natsbridge.camel.test.plik.PlikExtension;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.camel.Exchange;
import org.apache.camel.component.mock.MockEndpoint;
import org.apache.camel.main.Main;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** What the guides show works. */
class GuidesIT {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @RegisterExtension
    static final NatsExtension NATS =
            NatsExtension.create(NatsOptions.defaults().jetStream(true));

    @RegisterExtension
    static final PlikExtension PLIK = PlikExtension.embedded(EmbeddedPlikOptions.defaults());

    @RegisterExtension
    final Stage stage = new Stage();

    @TempDir
    Path directory;

    private Stage stage() {
        return stage.at(NATS.url(), PLIK.url());
    }

    @Test
    void theFirstApplicationSendsAndReceives() throws Exception {
        stage().play(List.of(Stage.from("natsbridge:orders.new", "seen")), "seen");
        Main main = new Main(FirstApplication.class);
        main.addInitialProperty("camel.component.natsbridge.servers", NATS.url());
        main.start();
        try {
            Exchange seen = stage.awaitHeard("seen", 1).getExchanges().get(0);
            assertThat(seen.getMessage().getBody()).isEqualTo(Map.of("item", "lamp", "count", 2));
            assertThat(seen.getMessage().getHeader(NatsBridgeConstants.SENDER_NAME))
                    .isEqualTo("shop");
        } finally {
            main.stop();
        }
    }

    @Test
    void aTableArrivesAsRowsBeansVectorsAndText() throws Exception {
        Path reports = Files.createDirectory(directory.resolve("reports"));
        Path archive = directory.resolve("archive");
        Files.writeString(reports.resolve("lab.csv"), "sensor,celsius\r\nkitchen,21.5\r\noven,180.5\r\n");
        stage().with(Map.of("reports", reports.toString(), "archive", archive.toString()))
                .play(List.of(new TableRoutes()), "alarm", "beans", "mean");

        List<MockEndpoint> all =
                List.of(stage.awaitHeard("alarm", 1), stage.awaitHeard("beans", 1), stage.awaitHeard("mean", 1));

        assertThat(body(all.get(0))).isEqualTo(Map.of("sensor", "oven", "celsius", 180.5));
        assertThat((Reading[]) body(all.get(1)))
                .containsExactly(new Reading("kitchen", 21.5), new Reading("oven", 180.5));
        assertThat((Double) body(all.get(2))).isCloseTo(101.0, within(1e-9));
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(texts(archive))
                .containsExactly("sensor,celsius\r\nkitchen,21.5\r\noven,180.5\r\n"));
    }

    @Test
    void rowsAreSentAsATable() throws Exception {
        stage().with(Map.of(
                        "reports",
                        directory.toString(),
                        "archive",
                        directory.resolve("archive").toString()))
                .play(List.of(new TableRoutes()), "alarm", "beans", "mean");
        stage.template().sendBody("direct:readings", List.of(new Reading("oven", 180.5)));
        assertThat(body(stage.awaitHeard("alarm", 1))).isEqualTo(Map.of("sensor", "oven", "celsius", 180.5));
    }

    @Test
    void aFilmTravelsByLinkIntoAFile() throws Exception {
        Path outbox = Files.createDirectory(directory.resolve("outbox"));
        Path inbox = directory.resolve("inbox");
        byte[] film = new byte[1_500_000];
        Files.write(outbox.resolve("film.mp4"), film);
        stage().with(Map.of("outbox", outbox.toString(), "inbox", inbox.toString(), "archive", directory.toString()))
                .play(List.of(new LargeFileRoutes()), "preview");

        Exchange preview = stage.awaitHeard("preview", 1).getExchanges().get(0);

        assertThat(preview.getMessage().getBody(byte[].class)).isEqualTo(film);
        assertThat(preview.getMessage().getHeaders())
                .containsEntry(NatsBridgeConstants.DATANAME, "film.mp4")
                .containsEntry(NatsBridgeConstants.PAYLOAD_TYPE, "video")
                .containsEntry(NatsBridgeConstants.TRANSPORT, "link");
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(files(inbox))
                .hasSize(1)
                .allSatisfy(file -> assertThat(file).hasSize(film.length).hasExtension("mp4")));
    }

    @Test
    void theOnlyReaderRemovesTheFile() throws Exception {
        stage().with(Map.of(
                        "outbox",
                        directory.resolve("out").toString(),
                        "inbox",
                        directory.toString(),
                        "archive",
                        directory.resolve("archive").toString()))
                .play(List.of(new LargeFileRoutes()), "preview");
        stage.template().sendBody("direct:to-archive", new byte[1_500_000]);
        await().atMost(PATIENCE).untilAsserted(() -> {
            assertThat(files(directory.resolve("archive"))).hasSize(1);
            assertThat(PLIK.embedded().fileCount()).isZero();
        });
    }

    @Test
    void aJobThatFailsBecomesADeadLetterAndIsReplayed() throws Exception {
        try (Connection nats = Nats.connect(NATS.url())) {
            for (String name : List.of("work", "dead")) {
                nats.jetStreamManagement()
                        .addStream(StreamConfiguration.builder()
                                .name(name)
                                .subjects(name + ".>")
                                .build());
            }
        }
        stage().play(List.of(new JobRoutes()), "do");
        for (int delivery = 1; delivery <= 3; delivery++) {
            stage.heard("do").whenExchangeReceived(delivery, exchange -> {
                throw new IllegalStateException("no paint");
            });
        }
        stage.template().sendBody("direct:job", "paint the door");
        await().atMost(PATIENCE).until(() -> stage.template().requestBody("direct:replay", null, Integer.class) == 1);
        MockEndpoint done = stage.awaitHeard("do", 4);
        assertThat(done.getExchanges().get(3).getMessage().getBody()).isEqualTo("paint the door");
    }

    @Test
    void routesOfCamelNatsAndOfThisComponentWorkSideBySide() throws Exception {
        stage().with(Map.of("nats", NATS.url().replace("nats://", ""))).play(List.of(new MoveRoutes()), "changed");
        // a consumer of camel-nats subscribes some time after it has started, so that its first messages may be lost
        await().pollInterval(Duration.ofMillis(200)).atMost(PATIENCE).untilAsserted(() -> {
            stage.template().sendBody("nats:stock.raw?servers={{nats}}", "lamp");
            assertThat(routesThatHeard()).containsExactlyInAnyOrder("before", "after");
        });
        assertThat(stage.heard("changed").getExchanges())
                .extracting(exchange -> exchange.getMessage().getBody(String.class))
                .containsOnly("lamp");
    }

    private Set<String> routesThatHeard() {
        return stage.heard("changed").getExchanges().stream()
                .map(Exchange::getFromRouteId)
                .collect(Collectors.toSet());
    }

    private static Object body(MockEndpoint mock) {
        return mock.getExchanges().get(0).getMessage().getBody();
    }

    private static List<Path> files(Path folder) throws Exception {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.toList();
        }
    }

    private static List<String> texts(Path folder) throws Exception {
        return files(folder).stream().map(Snippets::read).toList();
    }
}
