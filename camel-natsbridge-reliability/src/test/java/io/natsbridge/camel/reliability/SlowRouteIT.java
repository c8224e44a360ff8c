/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.reliability;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.natsbridge.camel.NatsBridgeConsumer;
import io.natsbridge.camel.reliability.Event.Kind;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.Callable;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Messages of a megabyte for a route that is slower than their sender. */
@Tag("reliability")
class SlowRouteIT {

    private static final int COUNT = 500;
    private static final int PER_SECOND = 10_000;
    private static final int AT_ONCE = 8;
    private static final int SIZE = 780_000;
    private static final int LONG_ROUNDS = 40;
    private static final Duration WORK = Duration.ofMillis(20);
    private static final Row ROW = Row.of(
            "slow-route",
            "messages of 1 MB for a route that takes 20 ms: core drops that are not reported, JetStream messages lost",
            LONG_ROUNDS);

    @Test
    void everyDropIsReportedAndAStreamDropsNothing() throws Exception {
        Tally tally = ROW.measure((seed, figures) -> {
            coreRound(seed, figures);
            streamRound(seed, figures);
        });
        assertThat(tally.bad()).as(tally.describe()).isZero();
        assertThat(tally.counted("core dropped and reported"))
                .as("a route that keeps up proves nothing")
                .isPositive();
    }

    @Test
    void theSameRouteOnCamelNatsIsCounted() throws Exception {
        Tally tally = ROW.onCamelNats().measure(SlowRouteIT::plainRound);
        assertThat(tally.tried()).isPositive();
    }

    private static void coreRound(long seed, Tally tally) throws Exception {
        Ledger ledger = new Ledger();
        try (Broker broker = Broker.start(seed, "")) {
            String uri = "natsbridge:slow?servers=" + broker.directUrl();
            try (DefaultCamelContext context = consumer(uri, ledger);
                    Sender sender = new BridgeSender(uri, "r" + seed, id -> "slow")) {
                send(sender, ledger, seed);
                NatsBridgeConsumer route =
                        (NatsBridgeConsumer) context.getRoutes().get(0).getConsumer();
                awaitSame(() -> ledger.count(Kind.DELIVERED) + route.getDroppedMessages());
                long handled = ledger.count(Kind.DELIVERED);
                long reported = route.getDroppedMessages();
                long missing = Math.abs(ledger.count(Kind.OK) - handled - reported);
                long silent = route.getConnectionBreaks() == 0 ? missing : 0;
                tally.tried(COUNT);
                tally.bad(
                        silent,
                        "of " + COUNT + " core messages " + handled + " were handled, " + reported + " reported");
                tally.count("core dropped and reported", reported);
                tally.count("core lost with a connection that broke, reported without their number", missing - silent);
                tally.count("core dropped and not reported", silent);
            }
        }
    }

    private static void streamRound(long seed, Tally tally) throws Exception {
        Ledger ledger = new Ledger();
        try (Broker broker = Broker.start(seed, "")) {
            Streams.make(broker.directUrl(), "slow", "slow");
            String uri = "natsbridge:slow?jetstreamEnabled=true&durableName=worker&servers=" + broker.directUrl();
            try (DefaultCamelContext context = consumer(uri, ledger);
                    Sender sender = new BridgeSender(uri, "r" + seed, id -> "slow")) {
                send(sender, ledger, seed);
                await().atMost(Duration.ofMinutes(2)).until(() -> ledger.ids(Kind.DELIVERED) >= COUNT);
                assertThat(context.isStarted()).isTrue();
            }
        }
        Verdict verdict = new Checker(Duration.ofSeconds(30)).check(ledger.history(), Kind.DELIVERED);
        tally.tried(COUNT);
        tally.bad(verdict.count(Anomaly.LOST) + verdict.count(Anomaly.CORRUPTED), "JetStream: " + verdict);
        tally.count("JetStream lost", verdict.count(Anomaly.LOST));
        tally.count("JetStream delivered again", verdict.count(Anomaly.DOUBLED));
    }

    private static void plainRound(long seed, Tally tally) throws Exception {
        Ledger ledger = new Ledger();
        try (Broker broker = Broker.start(seed, "")) {
            String uri = "nats:slow?servers=" + broker.directUrl();
            try (DefaultCamelContext context = consumer(uri, ledger);
                    Sender sender = new PlainSender(uri)) {
                send(sender, ledger, seed);
                awaitSame(() -> ledger.count(Kind.DELIVERED));
                assertThat(context.isStarted()).isTrue();
                long silent = ledger.count(Kind.OK) - ledger.count(Kind.DELIVERED);
                tally.tried(COUNT);
                tally.bad(silent, "of " + COUNT + " messages " + ledger.count(Kind.DELIVERED) + " were handled");
                tally.count("core dropped and not reported", silent);
            }
        }
    }

    private static DefaultCamelContext consumer(String uri, Ledger ledger) {
        return Camel.start(routes -> routes.from(uri).process(exchange -> {
            byte[] body = exchange.getMessage().getBody(byte[].class);
            Pause.of(WORK);
            ledger.delivered(Letters.idOf(body), Letters.digest(body));
        }));
    }

    private static void send(Sender sender, Ledger ledger, long seed) throws InterruptedException {
        Load.Manner manner = new Load.Manner(Set.of(Kind.ERROR, Kind.UNKNOWN), AT_ONCE);
        new Load(sender, ledger, new Letters(seed, SIZE, SIZE), manner).run(COUNT, PER_SECOND);
    }

    /** Until a number does not change any more. */
    private static void awaitSame(Callable<Long> number) throws Exception {
        long before = -1;
        for (long now = 0; now != before; now = number.call()) {
            before = now;
            Pause.of(Duration.ofSeconds(1));
        }
    }
}
