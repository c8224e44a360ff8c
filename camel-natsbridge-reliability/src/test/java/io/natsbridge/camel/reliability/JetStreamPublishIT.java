/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.reliability;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.nats.client.Message;
import io.natsbridge.camel.reliability.Event.Kind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Messages through a stream while the broker and the way to it fail in ten ways. */
@Tag("reliability")
@SuppressWarnings("try") // what only has to be open
class JetStreamPublishIT {

    private static final int COUNT = 50_000;
    private static final int PLAIN_COUNT = 10_000;
    private static final int PER_SECOND = 4000;
    private static final int LONG_ROUNDS = 30;
    private static final String STREAM = "jobs";
    private static final String SPACE = "jetstream { max_file_store: 200MB }";
    private static final Row ROW = Row.of(
            "jetstream-publish",
            "JetStream messages acknowledged, then lost, corrupted or stored twice, or calls not classified in time",
            LONG_ROUNDS);

    @Test
    void whatIsAcknowledgedIsStoredOnceAndDelivered() throws Exception {
        Tally tally = ROW.measure(JetStreamPublishIT::bridgeRound);
        assertThat(tally.bad()).as(tally.describe()).isZero();
        assertThat(tally.tried()).isPositive();
    }

    @Test
    void theSameFaultsOnCamelNatsAreCounted() throws Exception {
        Tally tally = ROW.onCamelNats().measure(JetStreamPublishIT::plainRound);
        assertThat(tally.tried()).isPositive();
    }

    private static void bridgeRound(long seed, Tally tally) throws Exception {
        try (Broker broker = Broker.start(seed, SPACE)) {
            Streams.make(broker.directUrl(), STREAM, "jobs.>");
            Ledger ledger = new Ledger();
            String uri = "natsbridge:jobs.new?jetstreamEnabled=true&servers=" + broker.url();
            try (DefaultCamelContext consumer = Camel.start(
                            routes -> routes.from(uri + "&durableName=worker&ackWait=10s&concurrentConsumers=2")
                                    .process(exchange ->
                                            record(ledger, exchange.getMessage().getBody(byte[].class))));
                    Sender sender = new BridgeSender(uri, "r" + seed, id -> "jobs.new")) {
                Load load = new Load(sender, ledger, new Letters(seed, 100, 600), Set.of(Kind.ERROR, Kind.UNKNOWN));
                blow(broker, load, seed, COUNT);
                await().atMost(Duration.ofSeconds(60))
                        .pollInterval(Duration.ofMillis(200))
                        .until(() -> ledger.ids(Kind.DELIVERED) >= COUNT);
            }
            Streams.audit(broker.directUrl(), STREAM, Streams::payload, ledger);
            judge(ledger, tally);
            Judgement.ofDelivered(ledger, tally);
        }
    }

    private static void plainRound(long seed, Tally tally) throws Exception {
        try (Broker broker = Broker.start(seed, SPACE)) {
            Streams.make(broker.directUrl(), STREAM, "jobs.>");
            Ledger ledger = new Ledger();
            String uri = "nats:jobs.new?jetstreamEnabled=true&jetstreamName=jobs&maxReconnectAttempts=-1&servers="
                    + broker.url();
            try (Sender sender = new PlainSender(uri)) {
                Load load = new Load(sender, ledger, new Letters(seed, 100, 600), Set.of(Kind.ERROR, Kind.UNKNOWN));
                blow(broker, load, seed, PLAIN_COUNT);
            }
            Streams.audit(broker.directUrl(), STREAM, Message::getData, ledger);
            judge(ledger, tally);
        }
    }

    private static void record(Ledger ledger, byte[] body) {
        ledger.delivered(Letters.idOf(body), Letters.digest(body));
    }

    /** Every fault once, in an order of the seed's. */
    private static void blow(Broker broker, Load load, long seed, int count) throws Exception {
        List<Fault> faults = new ArrayList<>(List.of(Fault.values()));
        Collections.shuffle(faults, new Random(seed));
        System.out.println("faults: " + faults);
        CompletableFuture<Void> storm = new Storm(broker, faults, seed).over(load::ended, count);
        load.run(count, PER_SECOND);
        storm.get(2, TimeUnit.MINUTES);
    }

    private static void judge(Ledger ledger, Tally tally) {
        tally.count("faults", Fault.values().length);
        Judgement.ofStored(ledger, tally);
    }
}
