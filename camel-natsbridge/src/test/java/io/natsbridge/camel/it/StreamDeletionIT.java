/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.nats.client.api.StreamConfiguration;
import io.natsbridge.camel.test.nats.NatsExtension;
import io.natsbridge.camel.test.nats.NatsOptions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.camel.CamelContext;
import org.apache.camel.health.HealthCheck;
import org.apache.camel.health.HealthCheck.State;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Streams and consumers that somebody deletes while messages go in and out. */
class StreamDeletionIT {

    private static final Duration PATIENCE = Duration.ofSeconds(40);

    @RegisterExtension
    static final NatsExtension NATS =
            NatsExtension.create(NatsOptions.defaults().controllable(true).jetStream(true));

    final Contexts camel = new Contexts();

    @RegisterExtension
    final Streams streams = new Streams(NATS, camel);

    private final Set<String> received = ConcurrentHashMap.newKeySet();

    @Test
    void nothingIsLostWhenTheConsumerIsDeletedUnderLoad() {
        CamelContext context = start();
        List<String> sent = new ArrayList<>();
        for (int i = 0; i < 300; i++) {
            if (i % 100 == 50) {
                await().atMost(PATIENCE).until(() -> received.containsAll(sent));
                streams.ask(management -> management.deleteConsumer(Streams.STREAM, Streams.DURABLE));
            }
            send(context, sent, "text " + i);
        }
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(received).containsAll(sent));
    }

    @Test
    void aRouteGoesOnWithTheStreamThatTakesThePlaceOfADeletedOne() {
        CamelContext context = start("createStream=true");
        List<String> before = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            send(context, before, "before " + i);
        }
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(received).containsAll(before));
        streams.ask(management -> management.deleteStream(Streams.STREAM));
        List<String> after = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            send(context, after, "after " + i);
        }
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(received).containsAll(after));
    }

    @Test
    void aRouteWaitsForADeletedStreamThatItMayNotMake() {
        CamelContext context = start();
        streams.ask(management -> management.deleteStream(Streams.STREAM));
        await().during(Duration.ofSeconds(2)).until(received::isEmpty);
        streams.add(StreamConfiguration.builder()
                .name(Streams.STREAM)
                .subjects("jobs.>")
                .build());
        List<String> sent = new ArrayList<>();
        send(context, sent, "again");
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(received).containsAll(sent));
    }

    @Test
    void aRouteWithoutItsStreamIsUnhealthyUntilThereIsOneAgain() {
        CamelContext context = start();
        String id = "consumer:" + context.getRoutes().get(0).getId();
        assertThat(HealthIT.check(context, id).getState()).isEqualTo(State.UP);
        streams.ask(management -> management.deleteStream(Streams.STREAM));
        await().atMost(PATIENCE).untilAsserted(() -> {
            HealthCheck.Result down = HealthIT.check(context, id);
            assertThat(down.getState()).isEqualTo(State.DOWN);
            assertThat(down.getMessage().orElse(""))
                    .startsWith("No messages come: the durable consumer '" + Streams.DURABLE + "'");
        });
        streams.add(StreamConfiguration.builder()
                .name(Streams.STREAM)
                .subjects("jobs.>")
                .build());
        await().atMost(PATIENCE)
                .untilAsserted(
                        () -> assertThat(HealthIT.check(context, id).getState()).isEqualTo(State.UP));
    }

    private CamelContext start(String... options) {
        return camel.start(routes -> routes.from(streams.uri(options))
                .process(exchange -> received.add(exchange.getMessage().getBody(String.class))));
    }

    private void send(CamelContext context, List<String> sent, String text) {
        if (Contexts.send(context, streams.uri(), text).getException() != null) {
            await().atMost(PATIENCE)
                    .until(() -> Contexts.send(context, streams.uri(), text).getException() == null);
        }
        sent.add(text);
    }
}
