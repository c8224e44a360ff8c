/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.natsbridge.camel.NatsBridgeComponent;
import io.natsbridge.camel.test.nats.NatsExtension;
import io.natsbridge.camel.test.nats.NatsOptions;
import io.natsbridge.camel.test.plik.EmbeddedPlik;
import java.time.Duration;
import java.util.List;
import org.apache.camel.CamelContext;
import org.apache.camel.health.HealthCheck;
import org.apache.camel.health.HealthCheck.State;
import org.apache.camel.health.HealthCheckHelper;
import org.apache.camel.support.DefaultEndpoint;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What Camel's health checks say of consumers and producers while their servers come and go. */
class HealthIT {

    private static final Duration PATIENCE = Duration.ofSeconds(15);

    @RegisterExtension
    static final NatsExtension NATS =
            NatsExtension.create(NatsOptions.defaults().controllable(true));

    @RegisterExtension
    final Contexts camel = new Contexts();

    @AfterEach
    void startTheBrokerAgain() {
        if (!NATS.isRunning()) {
            NATS.startAgain();
        }
    }

    @Test
    void aConsumerIsDownAsLongAsItsBrokerIs() {
        CamelContext context = camel.start(routes ->
                routes.from(Uri.of(NATS, "healthy")).routeId("listener").to("mock:end"));
        HealthCheck.Result up = check(context, "consumer:listener");
        assertThat(up.getState()).isEqualTo(State.UP);
        assertThat(up.getDetails())
                .containsEntry("subject", "healthy")
                .containsEntry("connection", "CONNECTED")
                .containsEntry("connection.breaks", 0L);

        NATS.kill();

        await().atMost(PATIENCE).untilAsserted(() -> {
            HealthCheck.Result down = check(context, "consumer:listener");
            assertThat(down.getState()).isEqualTo(State.DOWN);
            assertThat(down.getDetails()).containsEntry("connection.breaks", 1L);
            assertThat(down.getMessage()).hasValue("The connection to the broker is down; it is being restored");
        });

        NATS.startAgain();

        await().atMost(PATIENCE).untilAsserted(() -> assertThat(state(context, "consumer:listener"))
                .isEqualTo(State.UP));
    }

    @Test
    void aProducerIsDownWhenNoneOfItsFileServersAnswers() {
        String uri;
        CamelContext context = camel.create();
        HealthCheckHelper.getHealthCheckRepository(context, "producers").setEnabled(true);
        context.getComponent("natsbridge", NatsBridgeComponent.class).setHealthCheckProducerEnabled(true);
        String id;
        try (EmbeddedPlik plik = EmbeddedPlik.start()) {
            uri = Uri.of(NATS, "sender", "fileserverUrl=" + plik.url());
            camel.start(context, routes -> routes.from("direct:in").to(uri));
            id = "producer:natsbridge-"
                    + context.getEndpoint(uri, DefaultEndpoint.class).getId();
            assertThat(state(context, id)).isEqualTo(State.UP);
        }
        HealthCheck.Result down = check(context, id);
        assertThat(down.getState()).isEqualTo(State.DOWN);
        assertThat(down.getMessage().orElse("")).startsWith("No file server takes uploads: http://");
    }

    @Test
    void aProducerIsDownAsLongAsItsBrokerIs() {
        CamelContext context = camel.create();
        HealthCheckHelper.getHealthCheckRepository(context, "producers").setEnabled(true);
        String uri = Uri.of(NATS, "sender");
        camel.start(context, routes -> routes.from("direct:in").to(uri));
        String id = "producer:natsbridge-"
                + context.getEndpoint(uri, DefaultEndpoint.class).getId();
        assertThat(state(context, id)).isEqualTo(State.UP);

        NATS.kill();

        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(state(context, id)).isEqualTo(State.DOWN));
    }

    private static State state(CamelContext context, String id) {
        return check(context, id).getState();
    }

    /** What a check of that id says now. */
    static HealthCheck.Result check(CamelContext context, String id) {
        return results(context).stream()
                .filter(result -> result.getCheck().getId().equals(id))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no check " + id + " among " + results(context)));
    }

    private static List<HealthCheck.Result> results(CamelContext context) {
        HealthCheckHelper.getHealthCheckRepository(context, "consumers").setEnabled(true);
        return List.copyOf(HealthCheckHelper.invoke(context));
    }
}
