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
import org.apache.camel.Exchange;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Contexts that are stopped while messages come and go. */
@Tag("reliability")
@SuppressWarnings("try") // what only has to be open
class StopIT {

    private static final int TIMES = 20;
    private static final int PLAIN_TIMES = 5;
    private static final int LONG_ROUNDS = 10;
    private static final int PER_SECOND = 3000;
    private static final int PLAIN_PER_SECOND = 500;
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

    @Test
    void theSameStopsOnCamelNatsAreCounted() throws Exception {
        Tally tally = ROW.onCamelNats().measure(StopIT::plainRound);
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
                int first = i * IDS_PER_STOP;
                Running running =
                        new Running(consumer(uri, ledger), new BridgeSender(uri, "s" + first, id -> "jobs"), ledger);
                stopOnce(running, new Batch(new Letters(seed + i, 100, 600), first, PER_SECOND), random, tally);
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

    private static void plainRound(long seed, Tally tally) throws Exception {
        SplittableRandom random = new SplittableRandom(seed);
        Ledger ledger = new Ledger();
        try (Broker broker = Broker.start(seed, "");
                Wire wire = Wire.to(broker.directUrl())) {
            String url = broker.directUrl();
            Streams.make(url, "jobs", "jobs");
            for (int i = 0; i < PLAIN_TIMES; i++) {
                Running running =
                        new Running(plainConsumer(url, ledger), new PlainSender(Plain.producer("jobs", url)), ledger);
                stopOnce(
                        running,
                        new Batch(new Letters(seed + i, 100, 600), i * IDS_PER_STOP, PLAIN_PER_SECOND),
                        random,
                        tally);
            }
            try (DefaultCamelContext last = plainConsumer(url, ledger)) {
                await().atMost(Duration.ofMinutes(2))
                        .pollInterval(Duration.ofMillis(200))
                        .until(() -> Plain.isNothingLeft(wire, "jobs"));
            } finally {
                judge(ledger, tally);
            }
        }
    }

    private static DefaultCamelContext plainConsumer(String url, Ledger ledger) {
        return Plain.start("jobs", url, exchange -> work(exchange, ledger));
    }

    /** What is stopped. */
    private record Running(DefaultCamelContext consumer, Sender sender, Ledger ledger) {}

    /** What is sent meanwhile, from an id on, and how many in a second. */
    private record Batch(Letters letters, int first, int perSecond) {}

    private static void stopOnce(Running running, Batch batch, SplittableRandom random, Tally tally) throws Exception {
        Ledger ledger = running.ledger();
        Load load = new Load(running.sender(), ledger, batch.letters(), Set.of());
        CompletableFuture<Void> sending = CompletableFuture.runAsync(() -> send(load, batch));
        long before = ledger.count(Kind.DELIVERED);
        await().atMost(Duration.ofSeconds(20))
                .pollInterval(Duration.ofMillis(10))
                .until(() -> ledger.count(Kind.DELIVERED) >= before + 200);
        Pause.between(random, 0, 200);
        long start = System.nanoTime();
        CompletableFuture<Void> receiverStopped = CompletableFuture.runAsync(running.consumer()::stop);
        load.stop();
        running.sender().close();
        receiverStopped.get(2, TimeUnit.MINUTES);
        Duration took = Duration.ofNanos(System.nanoTime() - start);
        sending.get(1, TimeUnit.MINUTES);
        tally.tried(1);
        tally.sample(TIME, took.toMillis());
        tally.bad(took.compareTo(LIMIT) < 0 ? 0 : 1, "a stop took " + took);
    }

    private static void send(Load load, Batch batch) {
        try {
            load.run(batch.first(), batch.first() + IDS_PER_STOP, batch.perSecond());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static DefaultCamelContext consumer(String uri, Ledger ledger) {
        return Camel.start(routes -> routes.from(uri).process(exchange -> work(exchange, ledger)));
    }

    private static void work(Exchange exchange, Ledger ledger) {
        byte[] body = exchange.getMessage().getBody(byte[].class);
        Pause.of(WORK);
        ledger.delivered(Letters.idOf(body), Letters.digest(body));
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
