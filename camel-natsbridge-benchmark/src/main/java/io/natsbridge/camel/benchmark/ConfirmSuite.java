/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.benchmark;

import io.nats.client.Connection;
import io.nats.client.Nats;
import io.nats.client.Options;
import java.time.Duration;
import java.util.List;
import org.apache.camel.AsyncProcessor;
import org.apache.camel.Exchange;

/** Sending over core NATS where each message is confirmed by the broker, beside jnats that flushes after each. */
final class ConfirmSuite {

    private static final Duration FLUSH = Duration.ofSeconds(30);
    private static final int SIZE = 1_000;
    private static final int IN_FLIGHT = 256;

    private ConfirmSuite() {}

    static List<Scenario> scenarios() {
        return List.of(
                byThreads(1, 0.9),
                byThreads(16, 1.0),
                byThreads(64, 0),
                Scenario.of(
                                "send-confirmed-256-in-flight",
                                "send 1 KB, confirmed, 256 in flight",
                                Unit.MESSAGES_PER_SECOND,
                                stage ->
                                        new Bridge(stage, (camel, payload, window) -> inFlight(camel, payload, window)))
                        .against("jnats, not confirmed", 0.5, stage -> new Ready(stage, 0)));
    }

    private static Scenario byThreads(int threads, double bound) {
        String many = threads == 1 ? "1 thread" : threads + " threads";
        return Scenario.of(
                        "send-confirmed-" + many.replace(' ', '-'),
                        "send 1 KB, confirmed, by " + many,
                        Unit.MESSAGES_PER_SECOND,
                        stage -> new Bridge(
                                stage,
                                (entry, payload, window) -> Crowd.threads(window, threads, () -> entry.send(payload))))
                .against("jnats publish and flush, by " + many, bound, stage -> new Ready(stage, threads));
    }

    private static double inFlight(Camel.Entry entry, byte[] payload, Duration window) throws Exception {
        AsyncProcessor route = (AsyncProcessor) entry.producer();
        return Crowd.inFlight(window, IN_FLIGHT, end -> {
            Exchange exchange = entry.endpoint().createExchange();
            exchange.getMessage().setBody(payload);
            route.process(exchange, synchronously -> end.accept(exchange.getException()));
        });
    }

    /** How a route is used. */
    private interface Use {
        double measure(Camel.Entry entry, byte[] payload, Duration window) throws Exception;
    }

    /** A route to the component. */
    private static final class Bridge implements Contender {
        private final Camel camel;
        private final Camel.Entry entry;
        private final Use use;

        Bridge(Stage stage, Use use) throws Exception {
            this.use = use;
            camel = Camel.start(routes ->
                    routes.from("direct:in").to("natsbridge:confirmed?payloadType=binary&servers=" + stage.natsUrl()));
            entry = camel.entry("direct:in");
        }

        @Override
        public double measure(Duration window) throws Exception {
            return use.measure(entry, Payloads.bytes(SIZE), window);
        }

        @Override
        public void close() {
            camel.close();
        }
    }

    /** jnats with bytes that are ready; with 0 threads one flush at the end is all. */
    private static final class Ready implements Contender {
        private final Connection nats;
        private final byte[] message;
        private final int threads;

        Ready(Stage stage, int threads) throws Exception {
            this.threads = threads;
            message = SendSuite.envelope(stage, Payloads.bytes(SIZE));
            // with more flushes under way than that jnats gives its connection up, and it miscounts those of many
            // threads
            nats = Nats.connect(new Options.Builder()
                    .server(stage.natsUrl())
                    .maxPingsOut(100_000)
                    .build());
        }

        @Override
        public double measure(Duration window) throws Exception {
            if (threads == 0) {
                return Rate.of(window, () -> nats.publish("confirmed", message), () -> nats.flush(FLUSH));
            }
            return Crowd.threads(window, threads, () -> {
                nats.publish("confirmed", message);
                nats.flush(FLUSH);
            });
        }

        @Override
        public void close() throws InterruptedException {
            nats.close();
        }
    }
}
