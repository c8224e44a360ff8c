/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.main;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.natsbridge.camel.test.nats.NatsExtension;
import io.natsbridge.camel.test.nats.NatsOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.main.Main;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** A file of routes changes while they run, as in the profile dev: what was under way arrives, and the new routes take over. */
class RouteReloadIT {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final String STREAM =
            "jetstreamEnabled=true&durableName=worker&createStream=true&jetstreamName=jobs";

    @RegisterExtension
    static final NatsExtension NATS =
            NatsExtension.create(NatsOptions.defaults().monitoring(true).jetStream(true));

    @TempDir
    Path folder;

    private final Main main = new Main();
    private final Arrivals arrivals = new Arrivals();
    private ProducerTemplate template;

    @BeforeEach
    void prepare() {
        main.bind("arrivals", arrivals);
        main.addInitialProperty("camel.main.profile", "dev");
        main.addInitialProperty("camel.main.routes-include-pattern", "file:" + folder + "/*.yaml");
        main.addInitialProperty("camel.main.routes-reload-enabled", "true");
        main.addInitialProperty("camel.main.routes-reload-directory", folder.toString());
        main.addInitialProperty("camel.main.routes-reload-pattern", "*.yaml");
        main.addInitialProperty("camel.component.natsbridge.servers", NATS.url());
    }

    @AfterEach
    void stop() {
        arrivals.open();
        main.stop();
    }

    @Test
    void whatWasUnderWayArrivesAndTheNewRouteTakesOver() throws Exception {
        write("natsbridge:reload.old", "old");
        start();
        send("natsbridge:reload.old", 0, 20);
        await().atMost(PATIENCE)
                .until(() -> main.getCamelContext().getInflightRepository().size() > 0);
        write("natsbridge:reload.new", "new");
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(Subscriptions.of(NATS)).doesNotContain("reload.old"));
        arrivals.open();
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(Subscriptions.of(NATS)).containsExactly("reload.new"));
        send("natsbridge:reload.new", 20, 25);
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(arrivals.texts())
                .containsExactlyElementsOf(
                        Stream.concat(names("old", 0, 20), names("new", 20, 25)).toList()));
        assertThat(Subscriptions.connections(NATS)).hasSize(1);
    }

    @Test
    void aStreamLosesNothingWhileItsRouteIsReloaded() throws Exception {
        AtomicInteger sent = new AtomicInteger();
        arrivals.open();
        write("natsbridge:jobs?" + STREAM, "old");
        start();
        sendOnUntilOneArrives("old", sent);
        write("natsbridge:jobs?" + STREAM, "new");
        sendOnUntilOneArrives("new", sent);
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(numbers()).containsExactlyElementsOf(numbers(sent.get())));
    }

    private void sendOnUntilOneArrives(String prefix, AtomicInteger sent) {
        await().atMost(PATIENCE).pollInterval(Duration.ofMillis(5)).until(() -> {
            template.sendBody("natsbridge:jobs?jetstreamEnabled=true", String.valueOf(sent.getAndIncrement()));
            return arrivals.texts().stream().anyMatch(text -> text.startsWith(prefix));
        });
    }

    private void start() throws Exception {
        main.start();
        template = main.getCamelTemplate();
    }

    private void send(String uri, int from, int to) {
        IntStream.range(from, to).forEach(number -> template.sendBody(uri, String.valueOf(number)));
    }

    /** At least once, and what waited when the route stopped may come after what followed it. */
    private List<Integer> numbers() {
        return arrivals.texts().stream()
                .map(text -> Integer.valueOf(text.substring(4)))
                .distinct()
                .sorted()
                .toList();
    }

    private static List<Integer> numbers(int end) {
        return IntStream.range(0, end).boxed().toList();
    }

    private static Stream<String> names(String prefix, int from, int to) {
        return IntStream.range(from, to).mapToObj(number -> prefix + " " + number);
    }

    /** Puts the file of routes there, or another in its place, at once. */
    private void write(String uri, String prefix) throws IOException {
        Path written = Files.writeString(folder.resolve("written"), """
                - route:
                    id: reloaded
                    from:
                      uri: %s
                      steps:
                        - setBody:
                            simple: %s ${body}
                        - bean:
                            ref: arrivals
                            method: take
                """.formatted(uri, prefix));
        Files.move(
                written,
                folder.resolve("reload.camel.yaml"),
                StandardCopyOption.ATOMIC_MOVE,
                StandardCopyOption.REPLACE_EXISTING);
    }
}
