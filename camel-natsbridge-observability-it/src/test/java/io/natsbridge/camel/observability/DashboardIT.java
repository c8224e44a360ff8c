/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.observability;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import io.natsbridge.camel.test.nats.NatsExtension;
import io.natsbridge.camel.test.nats.NatsOptions;
import io.natsbridge.camel.test.peer.Prometheus;
import io.natsbridge.camel.test.plik.EmbeddedPlikOptions;
import io.natsbridge.camel.test.plik.PlikExtension;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Prometheus understands the dashboard's queries, and they show what happens. */
@Tag("slow")
class DashboardIT {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Path FILE = Path.of(System.getProperty("basedir", ""))
            .toAbsolutePath()
            .resolveSibling("src/docs/dashboard/natsbridge.json");

    @RegisterExtension
    static final NatsExtension NATS =
            NatsExtension.create(NatsOptions.defaults().jetStream(true).controllable(true));

    @RegisterExtension
    static final PlikExtension PLIK = PlikExtension.embedded(EmbeddedPlikOptions.defaults());

    @Test
    void everyQueryOfTheDashboardShowsSomethingWhenEverythingHappens() throws Exception {
        assumeThat(Prometheus.unavailableReason()).isEmpty();
        Dashboard dashboard = new Dashboard(FILE);
        Instant start = Instant.now();
        try (Traffic traffic = new Traffic(NATS, PLIK.faults());
                Application application = new Application("shop", NATS, PLIK, traffic);
                Prometheus prometheus = Prometheus.start(application.metricsUrl())) {
            traffic.start();
            await().atMost(PATIENCE).until(() -> dashboard.ask(prometheus, start, Instant.now()).stream()
                    .anyMatch(Dashboard.Line::hasData));
            NATS.restart();
            await().atMost(PATIENCE).pollInterval(Duration.ofSeconds(1)).untilAsserted(() -> {
                List<Dashboard.Line> lines = dashboard.ask(prometheus, start, Instant.now());
                assertThat(lines).hasSizeGreaterThan(20).allMatch(Dashboard.Line::hasData);
            });
        }
    }
}
