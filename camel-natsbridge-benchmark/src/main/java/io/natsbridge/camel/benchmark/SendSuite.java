/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.benchmark;

import io.nats.client.Connection;
import io.nats.client.Nats;
import io.nats.client.Options;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;

/** Sending over core NATS without waiting for the broker, beside jnats that publishes ready bytes of the same length. */
final class SendSuite {

    private static final Duration FLUSH = Duration.ofSeconds(30);
    private static final Map<Integer, Double> BOUNDS = Map.of(1_000, 0.55, 10_000, 0.75, 100_000, 0.95);

    private SendSuite() {}

    static List<Scenario> scenarios() {
        List<Scenario> all = new ArrayList<>();
        for (int size : new int[] {1_000, 10_000, 100_000}) {
            all.add(Scenario.of(
                            "send-" + Payloads.name(size),
                            "send " + Payloads.name(size) + ", not confirmed",
                            Unit.MESSAGES_PER_SECOND,
                            stage -> new Bridge(stage, size))
                    .against("jnats", BOUNDS.get(size), stage -> new Ready(stage, size)));
        }
        return all;
    }

    /** What a message of that payload is on the wire. */
    static byte[] envelope(Stage stage, byte[] payload) throws Exception {
        BlockingQueue<byte[]> got = new ArrayBlockingQueue<>(1);
        try (Connection nats = Nats.connect(stage.natsUrl());
                Camel camel = Camel.start(routes -> routes.from("direct:in")
                        .to("natsbridge:wire?servers=" + stage.natsUrl() + "&payloadType=binary"))) {
            nats.createDispatcher(message -> got.offer(message.getData())).subscribe("wire");
            nats.flush(FLUSH);
            camel.entry("direct:in").send(payload);
            byte[] message = got.poll(10, TimeUnit.SECONDS);
            if (message == null) {
                throw new IllegalStateException("The message did not arrive");
            }
            return message;
        }
    }

    /** A route to the component. */
    private static final class Bridge implements Contender {
        private final Camel camel;
        private final Camel.Entry entry;
        private final Camel.Entry flush;
        private final byte[] payload;

        Bridge(Stage stage, int size) throws Exception {
            payload = Payloads.bytes(size);
            String uri = "natsbridge:send?payloadType=binary&servers=" + stage.natsUrl();
            camel = Camel.start(routes -> {
                routes.from("direct:in").to(uri + "&publishConfirm=false");
                routes.from("direct:flush").to(uri);
            });
            entry = camel.entry("direct:in");
            flush = camel.entry("direct:flush");
        }

        @Override
        public double measure(Duration window) throws Exception {
            return Rate.of(window, () -> entry.send(payload), () -> flush.send(payload));
        }

        @Override
        public void close() {
            camel.close();
        }
    }

    /** jnats with bytes that are ready. */
    private static final class Ready implements Contender {
        private final Connection nats;
        private final byte[] message;

        Ready(Stage stage, int size) throws Exception {
            message = envelope(stage, Payloads.bytes(size));
            nats = Nats.connect(new Options.Builder().server(stage.natsUrl()).build());
        }

        @Override
        public double measure(Duration window) throws Exception {
            return Rate.of(window, () -> nats.publish("send", message), () -> nats.flush(FLUSH));
        }

        @Override
        public void close() throws InterruptedException {
            nats.close();
        }
    }
}
