/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.reliability;

import io.natsbridge.camel.test.plik.EmbeddedPlik;
import io.natsbridge.camel.test.proxy.FaultProxy;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** Servers, a ledger, and one JVM after the other: while one is used the next one starts. */
final class CrashLane implements AutoCloseable {

    static final String STREAM = "jobs";
    static final int SIZE = 200_000;

    private static final int TIMES_EACH = 10;
    private static final String BRIDGE =
            "natsbridge:jobs?jetstreamEnabled=true&sizeThreshold=1000&servers=%s&fileserverUrl=%s";

    final Broker broker;
    final EmbeddedPlik plik = EmbeddedPlik.start();
    final Ledger ledger = new Ledger();
    final Letters letters;
    private final String endpoint;
    private final Starter starter;
    private Place spare;

    /**
     * A JVM and its way to the broker.
     *
     * @param child runs
     * @param proxy what it connects to, and no other
     */
    record Place(Child child, FaultProxy proxy) implements AutoCloseable {
        @Override
        public void close() {
            child.close();
            proxy.close();
        }
    }

    /** How a lane starts its JVMs. */
    interface Starter {
        Child start(String uri, Consumer<String> listener);
    }

    /** A lane for endpoints of this component. */
    CrashLane(long seed, Starter starter) throws Exception {
        this(seed, BRIDGE, starter);
    }

    /** @param endpoint with places for the broker's address and that of the file server */
    CrashLane(long seed, String endpoint, Starter starter) throws Exception {
        this.endpoint = endpoint;
        this.broker = Broker.start(seed, "");
        this.letters = new Letters(seed, SIZE, SIZE);
        this.starter = starter;
        Streams.make(broker.directUrl(), STREAM, STREAM);
        this.spare = place();
    }

    /** An endpoint at an address. */
    String uri(String url) {
        return String.format(endpoint, url, plik.url());
    }

    /** Each point as often as the others, in an order of the seed's. */
    static <P> List<P> shuffled(P[] points, long seed) {
        return shuffled(List.of(points), TIMES_EACH, seed);
    }

    static <P> List<P> shuffled(List<P> points, int times, long seed) {
        List<P> all = new ArrayList<>();
        for (int i = 0; i < times; i++) {
            all.addAll(points);
        }
        Collections.shuffle(all, new Random(seed));
        return all;
    }

    /** Sends a message from this JVM, which must succeed. */
    void send(Sender sender, int id) throws Exception {
        byte[] body = letters.body(id);
        CompletableFuture<Event.Kind> outcome = new CompletableFuture<>();
        ledger.sent(id, Letters.digest(body));
        sender.send(id, body, outcome::complete);
        ledger.ended(id, outcome.get(1, TimeUnit.MINUTES));
    }

    private Place place() {
        FaultProxy proxy = FaultProxy.to(broker.server().port());
        return new Place(starter.start(uri("nats://127.0.0.1:" + proxy.port()), this::heard), proxy);
    }

    /** The next JVM, which is ready; the caller closes it. */
    Place next() {
        Place ready = spare;
        ready.child().awaitTold(Child.READY);
        spare = place();
        return ready;
    }

    private void heard(String line) {
        String[] parts = line.split(" ");
        switch (parts[0]) {
            case "done" -> ledger.delivered(Integer.parseInt(parts[2]), parts[3]);
            case "OK", "ERROR", "UNKNOWN" -> ledger.ended(Integer.parseInt(parts[1]), Event.Kind.valueOf(parts[0]));
            default -> {
                // for the child's own parent
            }
        }
    }

    @Override
    public void close() {
        spare.close();
        plik.close();
        broker.close();
    }
}
