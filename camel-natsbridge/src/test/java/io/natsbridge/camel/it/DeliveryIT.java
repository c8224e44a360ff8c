/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.it;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.natsbridge.camel.NatsBridgeConsumer;
import io.natsbridge.camel.test.nats.NatsExtension;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Which messages a route gets, in which order, and how many at once. */
class DeliveryIT {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @RegisterExtension
    static final NatsExtension NATS = NatsExtension.create();

    @RegisterExtension
    final Contexts camel = new Contexts();

    @Test
    void aHundredThousandMessagesArriveInOrder() throws Exception {
        int count = 100_000;
        Sequence received = new Sequence();
        CamelContext context = camel.start(routes -> routes.from(Uri.of(NATS, "order", "maxInFlight=" + count))
                .process(exchange -> received.next(exchange.getMessage().getBody(String.class))));
        AtomicInteger failed = new AtomicInteger();
        try (Sender sender = new Sender(context, Uri.of(NATS, "order"), 256)) {
            for (int i = 0; i < count; i++) {
                String body = String.valueOf(i);
                sender.send(
                        exchange -> exchange.getMessage().setBody(body),
                        exchange -> failed.addAndGet(exchange.getException() == null ? 0 : 1));
            }
        }
        assertThat(failed).as("sends that failed").hasValue(0);
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(received.count()).isEqualTo(count));
        assertThat(received.outOfOrder()).isEmpty();
    }

    @Test
    void sendsThatWaitForTheirConfirmationAllArriveInOrder() {
        int count = 10_000;
        Sequence received = new Sequence();
        CamelContext context = camel.start(routes -> routes.from(Uri.of(NATS, "steady", "maxInFlight=" + count))
                .process(exchange -> received.next(exchange.getMessage().getBody(String.class))));
        ProducerTemplate template = Contexts.template(context);
        for (int i = 0; i < count; i++) {
            template.sendBody(Uri.of(NATS, "steady"), String.valueOf(i));
        }
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(received.count()).isEqualTo(count));
        assertThat(received.outOfOrder()).isEmpty();
    }

    @Test
    void whatASlowRouteMissesIsCounted() throws Exception {
        AtomicInteger handled = new AtomicInteger();
        CountDownLatch goOn = new CountDownLatch(1);
        CamelContext context = camel.start(routes -> routes.from(Uri.of(NATS, "slow", "maxInFlight=100"))
                .routeId("slow")
                .process(exchange -> goOn.await())
                .process(exchange -> handled.incrementAndGet()));
        NatsBridgeConsumer consumer =
                (NatsBridgeConsumer) context.getRoute("slow").getConsumer();
        publish("slow", 500);
        await().atMost(PATIENCE).until(() -> consumer.getDroppedMessages() >= 399);
        goOn.countDown();
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(handled.get() + consumer.getDroppedMessages())
                .isEqualTo(500));
        assertThat(handled.get()).isBetween(100, 101);
    }

    @Test
    void waitingMessagesAreBoundedInBytes() throws Exception {
        AtomicInteger handled = new AtomicInteger();
        CountDownLatch goOn = new CountDownLatch(1);
        CamelContext context = camel.start(routes -> routes.from(Uri.of(NATS, "large"))
                .routeId("large")
                .process(exchange -> goOn.await())
                .process(exchange -> handled.incrementAndGet()));
        NatsBridgeConsumer consumer =
                (NatsBridgeConsumer) context.getRoute("large").getConsumer();
        byte[] message = Envelopes.of(Envelopes.direct("a", "binary", new byte[700_000]))
                .toString()
                .getBytes(UTF_8);
        int fit = (64 << 20) / message.length;
        try (Wire wire = Wire.to(NATS.url())) {
            for (int i = 0; i < 100; i++) {
                wire.publish("large", null, null, message);
            }
        }
        await().atMost(PATIENCE).until(() -> consumer.getDroppedMessages() >= 99 - fit);
        goOn.countDown();
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(handled.get() + consumer.getDroppedMessages())
                .isEqualTo(100));
        assertThat(handled.get()).isBetween(fit, fit + 1);
    }

    @Test
    void aQueueGroupSharesTheMessages() {
        AtomicInteger first = new AtomicInteger();
        AtomicInteger second = new AtomicInteger();
        AtomicInteger alone = new AtomicInteger();
        camel.start(routes -> {
            routes.from(Uri.of(NATS, "shared", "queueName=group")).process(exchange -> first.incrementAndGet());
            routes.from(Uri.of(NATS, "shared", "queueName=group", "connectionName=other"))
                    .process(exchange -> second.incrementAndGet());
            routes.from(Uri.of(NATS, "shared", "queueName=alone")).process(exchange -> alone.incrementAndGet());
        });
        publish("shared", 200);
        await().atMost(PATIENCE).untilAsserted(() -> {
            assertThat(first.get() + second.get()).isEqualTo(200);
            assertThat(alone).hasValue(200);
        });
        assertThat(first.get()).isBetween(20, 180);
    }

    @Test
    void wildcardsTakeWhatTheyStandFor() {
        List<String> star = new CopyOnWriteArrayList<>();
        List<String> rest = new CopyOnWriteArrayList<>();
        camel.start(routes -> {
            routes.from(Uri.of(NATS, "wild.*.end")).process(exchange -> star.add(subject(exchange)));
            routes.from(Uri.of(NATS, "wild.>")).process(exchange -> rest.add(subject(exchange)));
        });
        for (String subject : List.of("wild.a.end", "wild.b.end", "wild.a.b.end", "wild.x", "wild", "other")) {
            publish(subject, 1);
        }
        await().atMost(PATIENCE).untilAsserted(() -> {
            assertThat(star).containsExactly("wild.a.end", "wild.b.end");
            assertThat(rest).containsExactly("wild.a.end", "wild.b.end", "wild.a.b.end", "wild.x");
        });
    }

    @Test
    void concurrentConsumersRunAtOnce() {
        CyclicBarrier allThere = new CyclicBarrier(5);
        Set<Thread> threads = ConcurrentHashMap.newKeySet();
        AtomicInteger met = new AtomicInteger();
        camel.start(routes -> routes.from(Uri.of(NATS, "concurrent", "concurrentConsumers=5"))
                .process(exchange -> {
                    allThere.await(10, TimeUnit.SECONDS);
                    threads.add(Thread.currentThread());
                    met.incrementAndGet();
                }));
        publish("concurrent", 10);
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(met).hasValue(10));
        assertThat(threads).hasSize(5);
    }

    @Test
    void oneConsumerRunsOneExchangeAtATime() {
        AtomicInteger running = new AtomicInteger();
        List<Integer> seen = new CopyOnWriteArrayList<>();
        camel.start(routes -> routes.from(Uri.of(NATS, "single"))
                .process(exchange -> seen.add(running.incrementAndGet()))
                .delay(1)
                .process(exchange -> running.decrementAndGet()));
        publish("single", 50);
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(seen).hasSize(50));
        assertThat(seen).containsOnly(1);
    }

    private static String subject(Exchange exchange) {
        return exchange.getMessage().getHeader("CamelNatsBridgeSubject", String.class);
    }

    private static void publish(String subject, int count) {
        try (Wire wire = Wire.to(NATS.url())) {
            for (int i = 0; i < count; i++) {
                wire.publish(subject, Envelopes.of(Envelopes.text("a", "b")).toString());
            }
        }
    }

    /** Checks that numbers come one after the other from 0. */
    private static final class Sequence {
        private final List<String> outOfOrder = new ArrayList<>();
        private int count;

        synchronized void next(String number) {
            if (!number.equals(String.valueOf(count))) {
                outOfOrder.add(number + " as number " + count);
            }
            count++;
        }

        synchronized int count() {
            return count;
        }

        synchronized List<String> outOfOrder() {
            return List.copyOf(outOfOrder);
        }
    }
}
