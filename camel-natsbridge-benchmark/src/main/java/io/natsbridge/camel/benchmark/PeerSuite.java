/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.benchmark;

import io.nats.client.Connection;
import io.nats.client.Dispatcher;
import io.nats.client.Nats;
import io.natsbridge.camel.test.peer.NodePeer;
import io.natsbridge.camel.test.peer.Peer;
import io.natsbridge.camel.test.peer.PythonPeer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Sending and receiving beside the peers in other languages, their trace logs left out; nobody waits for the broker. A peer that cannot run here is left out, and that is
 * said.
 */
@SuppressWarnings("try") // a contender may wait for its end
final class PeerSuite {

    private static final Duration PATIENCE = Duration.ofMinutes(10);
    private static final AtomicLong NEXT = new AtomicLong();

    private static final NodePeer NODE = new NodePeer();
    private static final PythonPeer PYTHON = new PythonPeer();
    private static final List<Anchor> ANCHORS = List.of(
            new Anchor(
                    NODE,
                    "the Node.js peer",
                    arguments -> NODE.run("rate.mjs", arguments),
                    Map.of("send-1KB", 10.0, "receive-1KB", 2.5, "send-100KB", 3.0, "receive-100KB", 3.0)),
            new Anchor(
                    PYTHON,
                    "the CPython peer",
                    arguments -> PYTHON.run("rate.py", arguments),
                    Map.of("send-1KB", 10.0, "receive-1KB", 8.0, "send-100KB", 3.0, "receive-100KB", 3.0)));

    private PeerSuite() {}

    /** Runs a peer's script that sends or receives. */
    private interface Script {
        String run(String... arguments);
    }

    /**
     * A peer to compare with.
     *
     * @param bounds by the beginning of a scenario's name
     */
    private record Anchor(Peer peer, String name, Script script, Map<String, Double> bounds) {}

    static List<Scenario> scenarios() {
        List<Scenario> all = new ArrayList<>();
        for (int size : new int[] {1_000, 100_000}) {
            String name = Payloads.name(size);
            all.add(beside(
                    "send-" + name,
                    Scenario.of(
                            "send-" + name + "-beside-peers",
                            "send " + name + ", not confirmed",
                            Unit.MESSAGES_PER_SECOND,
                            stage -> new SendSuite.Bridge(stage, Payloads.bytes(size))),
                    anchor -> stage -> new Sending(stage, size, anchor.script)));
            all.add(beside(
                    "receive-" + name,
                    Scenario.of(
                            "receive-" + name + "-beside-peers",
                            "receive and decode " + name,
                            Unit.MESSAGES_PER_SECOND,
                            stage -> new Fed(stage, size, Taker.route(""))),
                    anchor -> stage -> new Receiving(stage, size, anchor.script)));
        }
        return all;
    }

    private interface Opening {
        Contender.Opening of(Anchor anchor);
    }

    private static Scenario beside(String name, Scenario scenario, Opening opening) {
        Scenario all = scenario;
        for (Anchor anchor : ANCHORS) {
            String missing = anchor.peer.unavailableReason().orElse(null);
            if (missing == null) {
                all = all.against(anchor.name, anchor.bounds.get(name), opening.of(anchor));
            } else {
                System.out.println(scenario.name() + " is not compared with " + anchor.name + ": " + missing);
            }
        }
        return all;
    }

    /** A peer that sends and says how fast; it starts anew each time and warms up for half of the window. */
    private record Sending(Stage stage, int size, Script script) implements Contender {
        @Override
        public double measure(Duration window) {
            String output = script.run(
                    stage.natsUrl(), "send", "peers", String.valueOf(size), String.valueOf(window.toMillis()));
            String[] words = output.strip().split("\\s+");
            return Double.parseDouble(words[words.length - 1]);
        }
    }

    /** A peer that is fed; it starts anew each time and warms up for half of the window. */
    private record Receiving(Stage stage, int size, Script script) implements Contender {
        @Override
        public double measure(Duration window) throws Exception {
            String subject = "peers." + NEXT.incrementAndGet();
            byte[] message = SendSuite.envelope(stage, Payloads.bytes(size));
            try (Connection nats = Nats.connect(stage.natsUrl());
                    Feeder feeder = Feeder.open(stage.natsUrl(), subject, message)) {
                Tally tally = new Tally(size);
                CompletableFuture<String> ready = new CompletableFuture<>();
                Dispatcher dispatcher = nats.createDispatcher();
                dispatcher.subscribe(subject + ".step", step -> tally.add(feeder.step()));
                dispatcher.subscribe(subject + ".ready", there -> ready.complete(subject));
                nats.flush(PATIENCE);
                CompletableFuture<String> peer = CompletableFuture.supplyAsync(
                        () -> script.run(stage.natsUrl(), "receive", subject, String.valueOf(feeder.step())));
                CompletableFuture.anyOf(ready, peer).get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
                feeder.feed(window.dividedBy(2), tally);
                double rate = feeder.feed(window, tally);
                nats.publish(subject + ".end", new byte[0]);
                nats.flush(PATIENCE);
                peer.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
                return rate;
            }
        }
    }
}
