/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.it;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.natsbridge.camel.test.nats.NatsExtension;
import io.natsbridge.camel.test.nats.NatsOptions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.apache.camel.CamelContext;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Start, stop, suspend and resume: nothing that the broker handed over is lost, and nothing is left. */
class LifecycleIT {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @RegisterExtension
    static final NatsExtension NATS =
            NatsExtension.create(NatsOptions.defaults().monitoring(true).controllable(true));

    @RegisterExtension
    final Contexts camel = new Contexts();

    @RepeatedTest(20)
    void whatIsPublishedRightAfterTheStartArrives() {
        try (Wire wire = Wire.to(NATS.url())) {
            AtomicInteger received = new AtomicInteger();
            camel.start(routes -> routes.from(Uri.of(NATS, "start")).process(exchange -> received.incrementAndGet()));
            for (int i = 0; i < 30; i++) {
                wire.connection().publish("start", message(i));
            }
            wire.flush();
            await().atMost(PATIENCE).untilAsserted(() -> assertThat(received).hasValue(30));
        }
    }

    @RepeatedTest(10)
    void whatWasReceivedIsProcessedWhenTheContextStops() throws Exception {
        try (Wire wire = Wire.to(NATS.url())) {
            List<String> processed = new ArrayList<>();
            CountDownLatch first = new CountDownLatch(1);
            CamelContext context = camel.start(routes -> routes.from(Uri.of(NATS, "stop"))
                    .process(exchange -> first.countDown())
                    .delay(10)
                    .process(exchange -> processed.add(exchange.getMessage().getBody(String.class))));
            for (int i = 0; i < 50; i++) {
                wire.connection().publish("stop", message(i));
            }
            wire.flush();
            assertThat(first.await(10, TimeUnit.SECONDS)).isTrue();
            context.stop();
            assertThat(processed).hasSize(50).startsWith("0", "1", "2").endsWith("48", "49");
        }
    }

    @Test
    void whatWasReceivedIsProcessedByAllThreadsWhenARouteStops() throws Exception {
        try (Wire wire = Wire.to(NATS.url())) {
            AtomicInteger processed = new AtomicInteger();
            CountDownLatch first = new CountDownLatch(1);
            CamelContext context =
                    camel.start(routes -> routes.from(Uri.of(NATS, "stop.route", "concurrentConsumers=4"))
                            .routeId("slow")
                            .process(exchange -> first.countDown())
                            .delay(20)
                            .process(exchange -> processed.incrementAndGet()));
            for (int i = 0; i < 50; i++) {
                wire.connection().publish("stop.route", message(i));
            }
            wire.flush();
            assertThat(first.await(10, TimeUnit.SECONDS)).isTrue();
            context.getRouteController().stopRoute("slow");
            assertThat(processed).hasValue(50);
        }
    }

    @Test
    void aSuspendedRouteGetsNothingAndAResumedOneEverythingFromThere() throws Exception {
        try (Wire wire = Wire.to(NATS.url())) {
            List<String> received = new ArrayList<>();
            CamelContext context = camel.start(routes -> routes.from(Uri.of(NATS, "suspend"))
                    .routeId("suspended")
                    .process(exchange -> received.add(exchange.getMessage().getBody(String.class))));
            publish(wire, "suspend", "before");
            context.getRouteController().suspendRoute("suspended");
            publish(wire, "suspend", "meanwhile");
            context.getRouteController().resumeRoute("suspended");
            publish(wire, "suspend", "after");
            await().atMost(PATIENCE).untilAsserted(() -> assertThat(received).containsExactly("before", "after"));
        }
    }

    @Test
    void aRouteThatStopsAndStartsAgainReceivesAgain() throws Exception {
        try (Wire wire = Wire.to(NATS.url())) {
            List<String> received = new ArrayList<>();
            CamelContext context = camel.start(routes -> routes.from(Uri.of(NATS, "again"))
                    .routeId("again")
                    .process(exchange -> received.add(exchange.getMessage().getBody(String.class))));
            for (int round = 0; round < 2; round++) {
                publish(wire, "again", "round " + round);
                context.getRouteController().stopRoute("again");
                context.getRouteController().startRoute("again");
            }
            publish(wire, "again", "last");
            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(received).containsExactly("round 0", "round 1", "last"));
        }
    }

    @Test
    void aContextThatStopsLeavesNoConnectionAndNoThread() throws Exception {
        Set<Thread> before = threads();
        CamelContext context = camel.start(routes -> {
            routes.from(Uri.of(NATS, "left.in", "concurrentConsumers=3"))
                    .to(Uri.of(NATS, "left.out", "connectionName=left"));
            routes.from("direct:request").to(Uri.of(NATS, "left.reply"));
            routes.from(Uri.of(NATS, "left.reply")).setBody(routes.constant("answer"));
        });
        for (int round = 0; round < 2; round++) {
            Contexts.sent(context, Uri.of(NATS, "left.in"), "hello");
            assertThat(Contexts.template(context).requestBody("direct:request", "question", String.class))
                    .isEqualTo("answer");
            assertThat(Monitoring.connections(NATS)).isEqualTo(2);
            context.stop();
            await().atMost(PATIENCE).untilAsserted(() -> assertThat(Monitoring.connections(NATS))
                    .isZero());
            await().atMost(PATIENCE).untilAsserted(() -> assertThat(threads()).allMatch(before::contains));
            context.start();
        }
    }

    @Test
    void aConsumerThatStopsWhileTheBrokerIsDownTakesNothingAfterwards() throws Exception {
        List<String> stopped = new ArrayList<>();
        List<String> staying = new ArrayList<>();
        CamelContext context = camel.start(routes -> {
            routes.from(Uri.of(NATS, "down", "queueName=group"))
                    .routeId("stops")
                    .process(exchange -> stopped.add(exchange.getMessage().getBody(String.class)));
            routes.from(Uri.of(NATS, "down", "queueName=group&maxInFlight=2048"))
                    .routeId("stays")
                    .process(exchange -> staying.add(exchange.getMessage().getBody(String.class)));
        });
        NATS.kill();
        context.getRouteController().stopRoute("stops");
        NATS.startAgain();
        try (Wire wire = Wire.to(NATS.url())) {
            await().atMost(PATIENCE).until(() -> Monitoring.connections(NATS) == 2);
            for (int i = 0; i < 100; i++) {
                wire.connection().publish("down", message(i));
            }
            wire.flush();
            await().atMost(PATIENCE).untilAsserted(() -> assertThat(staying).hasSize(100));
            assertThat(stopped).isEmpty();
        }
    }

    /** The JVM's own threads come and go: that of its HTTP client, which asks the broker here, lives some seconds longer than the connection. */
    private static Set<Thread> threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.isAlive() && !thread.getName().startsWith("awaitility"))
                .filter(thread -> !thread.getName().endsWith("ShutdownTask"))
                .filter(thread -> !thread.getName().startsWith("ForkJoinPool"))
                .filter(thread -> !thread.getName().equals("Keep-Alive-Timer"))
                .collect(Collectors.toSet());
    }

    private static void publish(Wire wire, String subject, String text) {
        wire.publish(subject, Envelopes.of(Envelopes.text("payload", text)).toString());
    }

    private static byte[] message(int number) {
        return Envelopes.of(Envelopes.text("payload", String.valueOf(number)))
                .toString()
                .getBytes(UTF_8);
    }
}
