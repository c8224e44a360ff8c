/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.docs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.natsbridge.camel.test.nats.NatsExtension;
import io.natsbridge.camel.test.nats.NatsOptions;
import io.natsbridge.camel.test.plik.EmbeddedPlikOptions;
import io.natsbridge.camel.test.plik.PlikExtension;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import org.apache.camel.CamelContext;
import org.apache.camel.ServiceStatus;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.health.HealthCheck;
import org.apache.camel.health.HealthCheckHelper;
import org.apache.camel.main.Main;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** What the guide to operations shows works: an application that starts without its broker, and says so until there is one. */
class OperationsGuideIT {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final String ROUTE = "orders";

    @RegisterExtension
    static final NatsExtension NATS =
            NatsExtension.create(NatsOptions.defaults().controllable(true));

    @RegisterExtension
    static final PlikExtension PLIK = PlikExtension.embedded(EmbeddedPlikOptions.defaults());

    @TempDir
    Path spool;

    @Test
    void anApplicationThatStartsBeforeItsBrokerIsDownUntilTheBrokerIsThere() throws Exception {
        NATS.kill();
        Main main = new Main();
        main.setPropertyPlaceholderLocations("classpath:io/natsbridge/camel/docs/operations.properties");
        main.addInitialProperty("spool.directory", spool.toString());
        main.addInitialProperty("camel.component.natsbridge.servers", NATS.url());
        main.addInitialProperty("camel.component.natsbridge.fileserverUrl", PLIK.url());
        main.configure().addRoutesBuilder(orders());
        try {
            main.start();
            CamelContext context = main.getCamelContext();
            assertThat(isUp(context)).isFalse();
            NATS.startAgain();
            await().atMost(PATIENCE).untilAsserted(() -> {
                assertThat(context.getRouteController().getRouteStatus(ROUTE)).isEqualTo(ServiceStatus.Started);
                assertThat(isUp(context)).isTrue();
            });
            assertThat(context.createProducerTemplate().requestBody("natsbridge:orders", "ping", String.class))
                    .isEqualTo("pong");
        } finally {
            main.stop();
        }
    }

    private static boolean isUp(CamelContext context) {
        Collection<HealthCheck.Result> results = HealthCheckHelper.invokeReadiness(context);
        return results.stream().allMatch(result -> result.getState() == HealthCheck.State.UP);
    }

    private static RouteBuilder orders() {
        return new RouteBuilder() {
            @Override
            public void configure() {
                from("natsbridge:orders").routeId(ROUTE).setBody(constant("pong"));
            }
        };
    }
}
