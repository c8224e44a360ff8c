/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.reliability;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.natsbridge.camel.reliability.Event.Kind;
import java.time.Duration;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Contexts that are stopped while messages come and go. */
@Tag("reliability")
@SuppressWarnings("try") // what only has to be open
class StopIT {

    private static final int TIMES = 20;
    private static final int LONG_ROUNDS = 10;
    private static final int PER_SECOND = 3000;
    private static final int IDS_PER_STOP = 1_000_000;
    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final Duration WORK = Duration.ofMillis(1);
    private static final String TIME = "stop, ms";
    private static final Row ROW = Row.of(
            "stop-under-load",
            "contexts stopped while they send and receive: stops that took 30 s or more, acknowledged messages lost",
            LONG_ROUNDS);

    @Test
    void aStopLosesNothingAndEndsInTime() throws Exception {
        Tally tally = ROW.measure(StopIT::round);
        assertThat(tally.bad()).as(tally.describe()).isZero();
        assertThat(tally.tried()).isPositive();
    }

    private static void round(long seed, Tally tally) throws Exception {
        SplittableRandom random = new SplittableRandom(seed);
        Ledger ledger = new Ledger();
        try (Broker broker = Broker.start(seed, "")) {
            Streams.make(broker.directUrl(), "jobs", "jobs");
            String uri = "natsbridge:jobs?jetstreamEnabled=true&durableName=worker&concurrentConsumers=2&servers="
                    + broker.directUrl();
            for (int i = 0; i < TIMES; i++) {
                stopOnce(uri, ledger, new Letters(seed + i, 100, 600), i * IDS_PER_STOP, random, tally);
            }
            try (DefaultCamelContext last = consumer(uri, ledger)) {
                await().atMost(Duration.ofSeconds(60))
                        .pollInterval(Duration.ofMillis(200))
                        .until(() -> verdict(ledger).count(Anomaly.LOST) == 0);
            } finally {
                judge(ledger, tally);
            }
        }
    }

    private static void stopOnce(
            String uri, Ledger ledger, Letters letters, int first, SplittableRandom random, Tally tally)
            throws Exception {
        DefaultCamelContext consumer = consumer(uri, ledger);
        Sender sender = new BridgeSender(uri, "s" + first, id -> "jobs");
        Load load = new Load(sender, ledger, letters, Set.of());
        CompletableFuture<Void> sending = CompletableFuture.runAsync(() -> send(load, first));
        long before = ledger.count(Kind.DELIVERED);
        await().atMost(Duration.ofSeconds(20))
                .pollInterval(Duration.ofMillis(10))
                .until(() -> ledger.count(Kind.DELIVERED) >= before + 200);
        Pause.between(random, 0, 200);
        long start = System.nanoTime();
        CompletableFuture<Void> receiverStopped = CompletableFuture.runAsync(consumer::stop);
        load.stop();
        sender.close();
        receiverStopped.get(2, TimeUnit.MINUTES);
        Duration took = Duration.ofNanos(System.nanoTime() - start);
        sending.get(1, TimeUnit.MINUTES);
        tally.tried(1);
        tally.sample(TIME, took.toMillis());
        tally.bad(took.compareTo(LIMIT) < 0 ? 0 : 1, "a stop took " + took);
    }

    private static void send(Load load, int first) {
        try {
            load.run(first, first + IDS_PER_STOP, PER_SECOND);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static DefaultCamelContext consumer(String uri, Ledger ledger) {
        return Camel.start(routes -> routes.from(uri).process(exchange -> {
            byte[] body = exchange.getMessage().getBody(byte[].class);
            Pause.of(WORK);
            ledger.delivered(Letters.idOf(body), Letters.digest(body));
        }));
    }

    private static Verdict verdict(Ledger ledger) {
        return new Checker(Duration.ofSeconds(30)).check(ledger.history(), Kind.DELIVERED);
    }

    private static void judge(Ledger ledger, Tally tally) {
        Verdict verdict = verdict(ledger);
        tally.bad(verdict.count(Anomaly.LOST), verdict.toString());
        tally.bad(verdict.count(Anomaly.CORRUPTED), verdict.toString());
        tally.bad(verdict.count(Anomaly.UNCLASSIFIED), verdict.toString());
        tally.count("acknowledged", ledger.ids(Kind.OK));
        tally.count("lost", verdict.count(Anomaly.LOST));
        tally.count("delivered again", verdict.count(Anomaly.DOUBLED));
    }
}
