/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.reliability;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.natsbridge.camel.reliability.Event.Kind;
import io.natsbridge.camel.test.plik.EmbeddedPlik;
import java.time.Duration;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.IntSupplier;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** Two hours of messages, one in ten by link, with a fault every 20 s; in the long form only. */
@Tag("reliability")
@EnabledIfSystemProperty(named = Row.FORM, matches = "long")
@SuppressWarnings("try") // what only has to be open
class SoakIT {

    private static final int PER_SECOND = 200;
    private static final int SECONDS = 7200;
    private static final int WARM_UP = 2000;
    private static final int THRESHOLD = 900;
    private static final Duration SETTLING = Duration.ofMinutes(2);
    private static final Duration BETWEEN_FAULTS = Duration.ofSeconds(20);
    private static final Row ROW = Row.of(
            "soak",
            "200 messages a second, one in ten by link, a fault every 20 s: messages lost, or resources kept",
            1);

    @Test
    void nothingIsLostAndNothingIsKept() throws Exception {
        Tally tally = ROW.measure(SoakIT::round);
        assertThat(tally.bad()).as(tally.describe()).isZero();
        assertThat(tally.tried()).isPositive();
    }

    private static void round(long seed, Tally tally) throws Exception {
        int count = (int) (PER_SECOND * SECONDS * Row.scale());
        Ledger ledger = new Ledger();
        try (Broker broker = Broker.start(seed, "jetstream { max_file_store: 300MB }");
                EmbeddedPlik plik = EmbeddedPlik.start()) {
            Streams.makeQueue(broker.directUrl(), "soak");
            String uri = "natsbridge:soak?jetstreamEnabled=true&sizeThreshold=" + THRESHOLD + "&fileserverUrl="
                    + plik.url() + "&servers=" + broker.url();
            try (DefaultCamelContext consumer = Camel.start(
                            routes -> routes.from(uri + "&durableName=worker&concurrentConsumers=2&deleteAfterAck=true")
                                    .process(exchange ->
                                            record(ledger, exchange.getMessage().getBody(byte[].class))));
                    Sender sender = new BridgeSender(uri, "s" + seed, id -> "soak")) {
                Letters letters = new Letters(seed, 100, 1000);
                Set<Kind> repeated = Set.of(Kind.ERROR, Kind.UNKNOWN);
                new Load(sender, ledger, letters, repeated).run(0, WARM_UP, PER_SECOND);
                awaitDelivered(ledger, WARM_UP);
                Resources before = Resources.now();
                Load load = new Load(sender, ledger, letters, repeated);
                IntSupplier faults = faults(broker, seed, load, count);
                load.run(WARM_UP, WARM_UP + count, PER_SECOND);
                tally.count("faults", faults.getAsInt());
                awaitDelivered(ledger, WARM_UP + count);
                tally.tried(count);
                judge(new Checker(Duration.ofSeconds(30)).check(ledger.history(), Kind.DELIVERED), tally);
                ledger.forget();
                judge(before, tally);
            }
        }
    }

    private static void record(Ledger ledger, byte[] body) {
        ledger.delivered(Letters.idOf(body), Letters.digest(body));
    }

    private static void awaitDelivered(Ledger ledger, int count) {
        await().atMost(Duration.ofMinutes(2))
                .pollInterval(Duration.ofSeconds(1))
                .until(() -> ledger.ids(Kind.DELIVERED) >= count);
    }

    /** Faults until the load is through; the result waits for the last one and tells how many there were. */
    private static IntSupplier faults(Broker broker, long seed, Load load, int count) {
        CompletableFuture<Integer> end = CompletableFuture.supplyAsync(() -> {
            SplittableRandom random = new SplittableRandom(seed);
            int faults = 0;
            for (; load.ended() < count; faults++) {
                Pause.of(BETWEEN_FAULTS);
                try {
                    Fault.values()[random.nextInt(Fault.values().length)].strike(broker, random);
                } catch (Exception e) {
                    throw new IllegalStateException("A fault could not be undone", e);
                }
            }
            return faults;
        });
        return () -> end.orTimeout(2, TimeUnit.MINUTES).join();
    }

    private static void judge(Verdict verdict, Tally tally) {
        tally.bad(verdict.count(Anomaly.LOST) + verdict.count(Anomaly.CORRUPTED), verdict.toString());
        tally.bad(verdict.count(Anomaly.UNCLASSIFIED), verdict.toString());
        tally.count("delivered again", verdict.count(Anomaly.DOUBLED));
    }

    /** Idle threads of pools end after a minute, so that what is held is looked at until it is no more than before. */
    private static void judge(Resources before, Tally tally) throws Exception {
        Resources after = Resources.now();
        for (long left = SETTLING.toSeconds(); left > 0 && !after.isBackTo(before); left--) {
            Pause.of(Duration.ofSeconds(1));
            after = Resources.now();
        }
        tally.count("heap MiB at the start", before.heap() >> 20);
        tally.count("heap MiB at the end", after.heap() >> 20);
        tally.count("threads at the start", before.threads());
        tally.count("threads at the end", after.threads());
        tally.bad(after.isBackTo(before) ? 0 : 1, "not back to " + before + " but at " + after);
    }
}
