/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.benchmark;

import io.nats.client.Connection;
import io.nats.client.Nats;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.camel.ExchangePattern;

/** Requests, one at a time, 1 KB both ways, answered by a route of the component, beside jnats on both sides with the same bytes on the wire. */
final class RequestSuite {

    private static final int SIZE = 1_000;
    private static final double BOUND = 1.2;
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private RequestSuite() {}

    static List<Scenario> scenarios() {
        return List.of(scenario("p50", 0.5), scenario("p99", 0.99));
    }

    private static Scenario scenario(String name, double part) {
        return Scenario.of(
                        "request-1KB-" + name,
                        "request and reply 1KB, " + name,
                        Unit.MICROSECONDS,
                        stage -> new Bridge(stage, part))
                .against("jnats", BOUND, stage -> new Plain(stage, part));
    }

    /** Repeats requests and says how long one takes: that part of them is faster. */
    private static double time(Duration window, double part, Rate.Step request) throws Exception {
        List<Long> times = new ArrayList<>();
        long until = System.nanoTime() + window.toNanos();
        for (long start = System.nanoTime(); start < until; start = System.nanoTime()) {
            request.run();
            times.add(System.nanoTime() - start);
        }
        long[] sorted = times.stream().mapToLong(Long::longValue).toArray();
        Arrays.sort(sorted);
        return sorted[(int) (sorted.length * part)] / 1e3;
    }

    /** A route that asks and one that answers, each with a connection of its own. */
    private static final class Bridge implements Contender {
        private final double part;
        private final byte[] payload = Payloads.bytes(SIZE);
        private final Camel answering;
        private final Camel asking;
        private final Camel.Entry entry;

        Bridge(Stage stage, double part) throws Exception {
            this.part = part;
            String uri = "natsbridge:request." + part + "?payloadType=binary&servers=" + stage.natsUrl();
            answering = Camel.start(routes -> routes.from(uri).process(exchange -> {
                byte[] body = (byte[]) exchange.getMessage().getBody();
                if (body.length != SIZE) {
                    throw new IllegalStateException("The request has " + body.length + " bytes");
                }
            }));
            asking = Camel.start(routes -> routes.from("direct:in").to(ExchangePattern.InOut, uri));
            entry = asking.entry("direct:in");
        }

        @Override
        public double measure(Duration window) throws Exception {
            return time(window, part, () -> entry.send(payload));
        }

        @Override
        public void close() {
            asking.close();
            answering.close();
        }
    }

    /** jnats that asks jnats, each with a connection of its own. */
    private static final class Plain implements Contender {
        private final double part;
        private final byte[] message;
        private final String subject;
        private final Connection answering;
        private final Connection asking;

        Plain(Stage stage, double part) throws Exception {
            this.part = part;
            message = SendSuite.envelope(stage, Payloads.bytes(SIZE));
            subject = "plain." + part;
            asking = Nats.connect(stage.natsUrl());
            answering = Nats.connect(stage.natsUrl());
            answering
                    .createDispatcher(request -> answering.publish(request.getReplyTo(), message))
                    .subscribe(subject);
            answering.flush(PATIENCE);
        }

        @Override
        public double measure(Duration window) throws Exception {
            return time(window, part, () -> {
                if (asking.request(subject, message, PATIENCE) == null) {
                    throw new IllegalStateException("There is no reply");
                }
            });
        }

        @Override
        public void close() throws InterruptedException {
            asking.close();
            answering.close();
        }
    }
}
