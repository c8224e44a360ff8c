/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.reliability;

import static org.assertj.core.api.Assertions.assertThat;

import io.natsbridge.camel.reliability.Event.Kind;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** How long it takes after a broker is back until its routes get messages again. */
@Tag("reliability")
@SuppressWarnings("try") // what only has to be open
class FirstDeliveryIT {

    private static final int TIMES = 20;
    private static final int PLAIN_TIMES = 8;
    private static final int LONG_ROUNDS = 15;
    private static final int PER_SECOND = 100;
    private static final int LONGEST_OUTAGE = 500;
    private static final Duration SHORT_LIMIT = Duration.ofSeconds(2);
    private static final Duration LONG_LIMIT = Duration.ofSeconds(5);
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final String CORE = "core, ms";
    private static final String STREAM = "JetStream, ms";
    private static final Row ROW = Row.of(
            "first-delivery",
            "milliseconds from a killed broker's return to the first delivery; bad: none within 30 s",
            LONG_ROUNDS);

    @Test
    void routesGetMessagesSoonAfterTheBrokerIsBack() throws Exception {
        Tally tally = ROW.measure((seed, figures) -> {
            try (Broker broker = Broker.start(seed, "")) {
                Streams.make(broker.directUrl(), "first", "first");
                String servers = "?servers=" + broker.directUrl();
                String core = "natsbridge:pulse" + servers;
                String stream = "natsbridge:first" + servers + "&jetstreamEnabled=true&durableName=worker";
                Pulses pulses = new Pulses();
                try (DefaultCamelContext context = Camel.start(routes -> {
                            routes.from(core).process(exchange -> pulses.came(CORE));
                            routes.from(stream).process(exchange -> pulses.came(STREAM));
                        });
                        Sender cores = new BridgeSender(core, "c" + seed, id -> "pulse");
                        Sender streams = new BridgeSender(stream, "s" + seed, id -> "first")) {
                    outages(broker, List.of(cores, streams), pulses, new SplittableRandom(seed), figures);
                }
            }
        });
        assertThat(tally.bad()).as(tally.describe()).isZero();
        int percent = Row.isLong() ? 99 : 95;
        Duration limit = Row.isLong() ? LONG_LIMIT : SHORT_LIMIT;
        assertThat(tally.percentile(CORE, percent)).as(CORE).isLessThan(limit.toMillis());
        assertThat(tally.percentile(STREAM, percent)).as(STREAM).isLessThan(limit.toMillis());
    }

    @Test
    void theSameOutagesOnCamelNatsAreCounted() throws Exception {
        Tally tally = ROW.onCamelNats().measure((seed, figures) -> {
            try (Broker broker = Broker.start(seed, "")) {
                String core = "nats:pulse?maxReconnectAttempts=-1&servers=" + broker.directUrl();
                Pulses pulses = new Pulses();
                try (DefaultCamelContext context =
                                Camel.start(routes -> routes.from(core).process(exchange -> pulses.came(CORE)));
                        Sender cores = new PlainSender(core)) {
                    outages(broker, List.of(cores), pulses, new SplittableRandom(seed), figures);
                }
            }
        });
        assertThat(tally.tried()).isPositive();
    }

    /** When each route first got something since it was last asked to tell. */
    private static final class Pulses {
        private final Map<String, Long> first = new ConcurrentHashMap<>();

        void came(String route) {
            first.putIfAbsent(route, System.nanoTime());
        }

        /** Tells how long each route took from now on. */
        Map<String, Long> await(int routes) {
            first.clear();
            long start = System.nanoTime();
            while (first.size() < routes && System.nanoTime() - start < PATIENCE.toNanos()) {
                Pause.millis(2);
            }
            Map<String, Long> millis = new ConcurrentHashMap<>();
            first.forEach((route, nanos) -> millis.put(route, TimeUnit.NANOSECONDS.toMillis(nanos - start)));
            return millis;
        }
    }

    private static void outages(
            Broker broker, List<Sender> senders, Pulses pulses, SplittableRandom random, Tally tally) throws Exception {
        List<Load> loads = senders.stream()
                .map(sender -> new Load(sender, new Ledger(), new Letters(1, 10, 20), Set.<Kind>of()))
                .toList();
        List<CompletableFuture<Void>> running = loads.stream()
                .map(load -> CompletableFuture.runAsync(() -> pulse(load)))
                .toList();
        pulses.await(senders.size());
        int outages = senders.size() > 1 ? TIMES : PLAIN_TIMES;
        for (int i = 0; i < outages; i++) {
            broker.server().kill();
            Pause.between(random, 0, LONGEST_OUTAGE);
            broker.server().startAgain();
            Map<String, Long> times = pulses.await(senders.size());
            times.forEach(tally::sample);
            tally.tried(senders.size());
            tally.bad(senders.size() - times.size(), "nothing came within " + PATIENCE + " after outage " + i);
        }
        loads.forEach(Load::stop);
        for (CompletableFuture<Void> one : running) {
            one.get(1, TimeUnit.MINUTES);
        }
    }

    private static void pulse(Load load) {
        try {
            load.run(Integer.MAX_VALUE, PER_SECOND);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
