/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;
import static org.awaitility.Awaitility.await;

import io.natsbridge.camel.error.NatsBridgeException.ConnectionException;
import io.natsbridge.camel.error.NatsBridgeException.PublishException;
import io.natsbridge.camel.test.nats.NatsExtension;
import io.natsbridge.camel.test.nats.NatsOptions;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.camel.CamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A broker that is not there: every send says so at once, nothing piles up, and all goes on when it is back. */
class BrokerDownIT {

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

    @ParameterizedTest
    @ValueSource(strings = {"publishConfirm=true", "publishConfirm=false", "exchangePattern=InOut"})
    void aSendFailsAtOnce(String option) {
        CamelContext context = camel.start();
        String uri = Uri.of(NATS, "down", option);
        Contexts.send(context, uri.replace("InOut", "InOnly"), "connects");
        NATS.kill();
        awaitDown(context, uri);
        long start = System.nanoTime();
        Exception failure = Contexts.send(context, uri, "lost").getException();
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(1));
        assertThat(failure)
                .isInstanceOf(PublishException.class)
                .hasMessageStartingWith("NB-109: Cannot publish to subject 'down'")
                .extracting(e -> ((PublishException) e).isOutcomeUnknown())
                .isEqualTo(false);
    }

    @Test
    void theFlowResumesWhenTheBrokerComesBackAfterTenSeconds() {
        List<String> received = new CopyOnWriteArrayList<>();
        CamelContext context = camel.start(routes -> routes.from(Uri.of(NATS, "resume"))
                .process(exchange -> received.add(exchange.getMessage().getBody(String.class))));
        String uri = Uri.of(NATS, "resume");
        Contexts.sent(context, uri, "before");
        NATS.kill();
        awaitDown(context, uri);
        await().during(Duration.ofSeconds(10))
                .atMost(Duration.ofSeconds(15))
                .until(() -> Contexts.send(context, uri, "meanwhile").getException() instanceof PublishException);
        NATS.startAgain();
        await().atMost(Duration.ofSeconds(6))
                .until(() -> Contexts.send(context, uri, "after").getException() == null);
        await().atMost(Duration.ofSeconds(5))
                .untilAsserted(() -> assertThat(received).containsExactly("before", "after"));
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void nothingPilesUpMeanwhile(boolean confirm) throws Exception {
        CamelContext context = camel.start();
        String uri = Uri.of(NATS, "heap", "publishConfirm=" + confirm);
        Contexts.sent(context, uri, "connects");
        NATS.kill();
        awaitDown(context, uri);
        byte[] body = new byte[64 * 1024];
        long before = usedHeap();
        AtomicInteger failed = new AtomicInteger();
        try (Sender sender = new Sender(context, uri, 100)) {
            for (int i = 0; i < 10_000; i++) {
                sender.send(
                        exchange -> exchange.getMessage().setBody(body),
                        exchange -> failed.addAndGet(exchange.getException() instanceof PublishException ? 1 : 0));
            }
        }
        assertThat(failed).hasValue(10_000);
        assertThat(usedHeap() - before).isLessThan(64L << 20);
    }

    @Test
    void aRouteDoesNotStartAndSaysWhy() {
        NATS.kill();
        assertThatThrownBy(() ->
                        camel.start(routes -> routes.from(Uri.of(NATS, "late")).to("mock:never")))
                .hasRootCauseMessage("Unable to connect to NATS servers: [" + NATS.url() + "]")
                .extracting(BrokerDownIT::typed, type(ConnectionException.class))
                .isNotNull()
                .satisfies(e -> assertThat(e.isTransient()).isTrue());
    }

    @Test
    void aRouteThatGaveUpReconnectingWorksAgainOnceItIsRestarted() throws Exception {
        List<String> received = new CopyOnWriteArrayList<>();
        CamelContext context = camel.start(routes -> {
            routes.from(Uri.of(NATS, "given.up", "reconnect=false"))
                    .routeId("in")
                    .process(exchange -> received.add(exchange.getMessage().getBody(String.class)));
            routes.from("direct:out").to(Uri.of(NATS, "given.up", "reconnect=false"));
        });
        NATS.kill();
        await().atMost(Duration.ofSeconds(10)).untilAsserted(() -> assertThat(
                        Contexts.send(context, "direct:out", "lost").getException())
                .hasMessageContaining("reconnecting was given up"));
        NATS.startAgain();
        context.getRouteController().stopRoute("in");
        context.getRouteController().startRoute("in");
        try (Wire wire = Wire.to(NATS.url())) {
            wire.publish("given.up", Envelopes.of(Envelopes.text("a", "back")).toString());
        }
        await().atMost(Duration.ofSeconds(5))
                .untilAsserted(() -> assertThat(received).containsExactly("back"));
    }

    private static void awaitDown(CamelContext context, String uri) {
        await().atMost(Duration.ofSeconds(10))
                .until(() -> Contexts.send(context, uri, "probe").getException() instanceof PublishException e
                        && !e.isOutcomeUnknown());
    }

    private static ConnectionException typed(Throwable failure) {
        Throwable cause = failure;
        while (cause != null && !(cause instanceof ConnectionException)) {
            cause = cause.getCause();
        }
        return (ConnectionException) cause;
    }

    private static long usedHeap() {
        System.gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }
}
