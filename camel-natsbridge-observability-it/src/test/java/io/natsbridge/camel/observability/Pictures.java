/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.observability;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.natsbridge.camel.test.nats.NatsExtension;
import io.natsbridge.camel.test.nats.NatsOptions;
import io.natsbridge.camel.test.peer.Browser;
import io.natsbridge.camel.test.peer.Prometheus;
import io.natsbridge.camel.test.plik.EmbeddedPlik;
import io.natsbridge.camel.test.terminal.AnsiSvg;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes the documents' pictures of the dashboard and of the console, while messages pass for two minutes. */
final class Pictures {

    private static final Logger LOG = LoggerFactory.getLogger(Pictures.class);
    private static final NatsOptions BROKER =
            NatsOptions.defaults().jetStream(true).controllable(true);
    private static final Duration WARMING_UP = Duration.ofSeconds(10);
    private static final Duration BEFORE_THE_BREAK = Duration.ofSeconds(45);
    private static final Duration AFTER_THE_BREAK = Duration.ofSeconds(45);
    private static final String PORT_OF_THE_DOCUMENT = "9876";
    private static final int COLUMNS = 122;

    private final Path documents;

    private Pictures(Path documents) {
        this.documents = documents;
    }

    /** @param args the folder of the documents */
    public static void main(String[] args) throws Exception {
        String missing = Prometheus.unavailableReason()
                .or(new Browser()::unavailableReason)
                .orElse("");
        if (missing.isEmpty()) {
            new Pictures(Path.of(args[0])).make();
        } else {
            LOG.warn("The pictures of the console and of the dashboard stay as they are: {}", missing);
        }
        System.exit(0);
    }

    private void make() throws Exception {
        try (NatsExtension nats = NatsExtension.create(BROKER);
                EmbeddedPlik plik = EmbeddedPlik.start()) {
            nats.start();
            Dashboard dashboard = new Dashboard(documents.resolve("dashboard/natsbridge.json"));
            try (Traffic traffic = new Traffic(nats, plik.faults());
                    Application application = new Application("shop", nats, plik, traffic);
                    Prometheus prometheus = Prometheus.start(application.metricsUrl())) {
                traffic.start();
                TimeUnit.SECONDS.sleep(WARMING_UP.toSeconds());
                Instant start = Instant.now();
                TimeUnit.SECONDS.sleep(BEFORE_THE_BREAK.toSeconds());
                nats.restart();
                TimeUnit.SECONDS.sleep(AFTER_THE_BREAK.toSeconds());
                draw(dashboard, prometheus, start);
                show(application);
            }
        }
    }

    private void draw(Dashboard dashboard, Prometheus prometheus, Instant start)
            throws IOException, InterruptedException, URISyntaxException {
        Path data = Files.createTempFile("natsbridge-dashboard-", ".json");
        try {
            new ObjectMapper().writeValue(data.toFile(), dashboard.answered(prometheus, start, Instant.now()));
            new Browser().install();
            String wrote = new Browser()
                    .run(
                            resource("picture.mjs").toString(),
                            resource("dashboard.html").toString(),
                            data.toString(),
                            documents.resolve("images/dashboard.png").toString());
            LOG.info("The browser wrote:{}", wrote);
        } finally {
            Files.delete(data);
        }
    }

    private static Path resource(String name) throws URISyntaxException {
        return Path.of(Pictures.class.getResource(name).toURI());
    }

    private void show(Application application) throws IOException {
        String address = "http://localhost:" + PORT_OF_THE_DOCUMENT + Application.CONSOLE;
        String screen = "\u001b[1m$ curl " + address + "\u001b[0m\n" + application.console("*/*");
        Files.writeString(documents.resolve("images/console.svg"), new AnsiSvg(COLUMNS).of(screen));
    }
}
