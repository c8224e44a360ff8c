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

/** Messages through a stream with three replicas while the servers of the cluster, and the ways to them, fail one after the other. */
@Tag("reliability")
@SuppressWarnings("try") // what only has to be open
class ClusterIT {

    private static final int COUNT = 10_000;
    private static final int PER_SECOND = 400;
    private static final int PLAIN_COUNT = 3000;
    private static final int PLAIN_PER_SECOND = 120;
    private static final int LONG_ROUNDS = 10;
    private static final String STREAM = "jobs";
    private static final Row ROW = Row.of(
            "jetstream-cluster",
            "messages acknowledged by a stream with 3 replicas, then lost, corrupted or stored twice, or calls not classified in time",
            LONG_ROUNDS);

    @Test
    void whatIsAcknowledgedSurvivesEveryServerOfTheCluster() throws Exception {
        Tally tally = ROW.measure(ClusterIT::bridgeRound);
        assertThat(tally.bad()).as(tally.describe()).isZero();
        assertThat(tally.tried()).isPositive();
    }

    @Test
    void theSameFaultsOnCamelNatsAreCounted() throws Exception {
        Tally tally = ROW.onCamelNats().measure(ClusterIT::plainRound);
        assertThat(tally.tried()).isPositive();
    }

    private static void bridgeRound(long seed, Tally tally) throws Exception {
        try (Nodes nodes = Nodes.start(seed)) {
            Streams.makeReplicated(nodes.directUrl(), STREAM, "jobs.>");
            Ledger ledger = new Ledger();
            String uri = "natsbridge:jobs.new?jetstreamEnabled=true&servers=" + nodes.url();
            try (DefaultCamelContext one = consumer(uri, ledger);
                    DefaultCamelContext other = consumer(uri, ledger);
                    Sender sender = new BridgeSender(uri, "r" + seed, id -> "jobs.new")) {
                Load load = new Load(sender, ledger, new Letters(seed, 100, 600), Set.of(Kind.ERROR, Kind.UNKNOWN));
                blow(nodes, load, seed, new Pace(COUNT, PER_SECOND));
                await().atMost(Duration.ofSeconds(60))
                        .pollInterval(Duration.ofMillis(200))
                        .until(() -> ledger.ids(Kind.DELIVERED) >= COUNT);
            }
            Streams.audit(nodes.directUrl(), STREAM, Streams::payload, ledger);
            judge(ledger, tally);
            Judgement.ofDelivered(ledger, tally);
        }
    }

    private static void plainRound(long seed, Tally tally) throws Exception {
        try (Nodes nodes = Nodes.start(seed)) {
            Streams.makeReplicated(nodes.directUrl(), STREAM, "jobs.>");
            Ledger ledger = new Ledger();
            String uri = "nats:jobs.new?jetstreamEnabled=true&jetstreamName=jobs&maxReconnectAttempts=-1&servers="
                    + nodes.url().replace("nats://", "");
            try (Sender sender = new PlainSender(uri)) {
                Load load = new Load(sender, ledger, new Letters(seed, 100, 600), Set.of(Kind.ERROR, Kind.UNKNOWN));
                blow(nodes, load, seed, new Pace(PLAIN_COUNT, PLAIN_PER_SECOND));
            }
            Streams.audit(nodes.directUrl(), STREAM, Message::getData, ledger);
            judge(ledger, tally);
        }
    }

    private static DefaultCamelContext consumer(String uri, Ledger ledger) {
        return Camel.start(
                routes -> routes.from(uri + "&durableName=worker&ackWait=10s").process(exchange -> {
                    byte[] body = exchange.getMessage().getBody(byte[].class);
                    ledger.delivered(Letters.idOf(body), Letters.digest(body));
                }));
    }

    /** How many messages, and how many of them in a second. */
    private record Pace(int count, int perSecond) {}

    /** Every fault once, in an order of the seed's, each after the servers have recovered from the last one. */
    private static void blow(Nodes nodes, Load load, long seed, Pace pace) throws Exception {
        List<ClusterFault> faults = new ArrayList<>(List.of(ClusterFault.values()));
        Collections.shuffle(faults, new Random(seed));
        System.out.println("faults: " + faults);
        List<Storm.Strike> strikes = faults.stream()
                .<Storm.Strike>map(fault -> random -> {
                    fault.strike(nodes, STREAM, random);
                    nodes.cluster().awaitReady();
                })
                .toList();
        CompletableFuture<Void> storm = new Storm(strikes, seed).over(load::ended, pace.count());
        load.run(pace.count(), pace.perSecond());
        storm.get(3, TimeUnit.MINUTES);
    }

    private static void judge(Ledger ledger, Tally tally) {
        tally.count("faults", ClusterFault.values().length);
        Judgement.ofStored(ledger, tally);
    }
}
