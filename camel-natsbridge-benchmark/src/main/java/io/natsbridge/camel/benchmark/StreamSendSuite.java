/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.benchmark;

import io.nats.client.Connection;
import io.nats.client.JetStream;
import io.nats.client.Nats;
import io.nats.client.PublishOptions;
import io.nats.client.api.DiscardPolicy;
import io.nats.client.api.StreamConfiguration;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.camel.AsyncProcessor;
import org.apache.camel.Exchange;

/** Sending to a JetStream stream on disk, each message acknowledged, beside jnats with messages of the same bytes and ids. */
final class StreamSendSuite {

    private static final int SIZE = 1_000;
    private static final int IN_FLIGHT = 256;
    private static final long STREAM_BYTES = 64 << 20;

    private StreamSendSuite() {}

    static List<Scenario> scenarios() {
        return List.of(
                Scenario.of(
                                "stream-send-one-at-a-time",
                                "publish 1 KB to a stream, one at a time",
                                Unit.MESSAGES_PER_SECOND,
                                stage -> new Bridge(stage, false))
                        .against("jnats publish", 0.9, stage -> new Ready(stage, false)),
                Scenario.of(
                                "stream-send-256-in-flight",
                                "publish 1 KB to a stream, 256 in flight",
                                Unit.MESSAGES_PER_SECOND,
                                stage -> new Bridge(stage, true))
                        .against("jnats publishAsync", 0.8, stage -> new Ready(stage, true)));
    }

    /** A stream for one subject, whose oldest messages make room for new ones. */
    private static Connection withStream(Stage stage, String subject) throws Exception {
        Connection nats = Nats.connect(stage.natsUrl());
        nats.jetStreamManagement()
                .addStream(StreamConfiguration.builder()
                        .name(subject)
                        .subjects(subject)
                        .maxBytes(STREAM_BYTES)
                        .discardPolicy(DiscardPolicy.Old)
                        .duplicateWindow(Duration.ofSeconds(10))
                        .build());
        return nats;
    }

    private static void removeStream(Connection nats, String subject) throws Exception {
        nats.jetStreamManagement().deleteStream(subject);
        nats.close();
    }

    /** A route to the component. */
    private static final class Bridge implements Contender {
        private static final String SUBJECT = "stream-bridge";
        private final Connection nats;
        private final Camel camel;
        private final Camel.Entry entry;
        private final boolean async;
        private final byte[] payload = Payloads.bytes(SIZE);

        Bridge(Stage stage, boolean async) throws Exception {
            this.async = async;
            nats = withStream(stage, SUBJECT);
            camel = Camel.start(routes -> routes.from("direct:in")
                    .to("natsbridge:" + SUBJECT + "?jetstreamEnabled=true&payloadType=binary&servers="
                            + stage.natsUrl()));
            entry = camel.entry("direct:in");
        }

        @Override
        public double measure(Duration window) throws Exception {
            if (!async) {
                return Rate.of(window, () -> entry.send(payload), () -> {});
            }
            AsyncProcessor route = (AsyncProcessor) entry.producer();
            return Crowd.inFlight(window, IN_FLIGHT, end -> {
                Exchange exchange = entry.endpoint().createExchange();
                exchange.getMessage().setBody(payload);
                route.process(exchange, synchronously -> end.accept(exchange.getException()));
            });
        }

        @Override
        public void close() throws Exception {
            camel.close();
            removeStream(nats, SUBJECT);
        }
    }

    /** jnats with bytes that are ready, and ids that are not. */
    private static final class Ready implements Contender {
        private static final String SUBJECT = "stream-jnats";
        private static final String ID = "11111111-2222-4333-8444-%012x";
        private final Connection nats;
        private final JetStream stream;
        private final boolean async;
        private final byte[] message;
        private final AtomicLong ids = new AtomicLong();

        Ready(Stage stage, boolean async) throws Exception {
            this.async = async;
            message = SendSuite.envelope(stage, Payloads.bytes(SIZE));
            nats = withStream(stage, SUBJECT);
            stream = nats.jetStream();
        }

        @Override
        public double measure(Duration window) throws Exception {
            if (!async) {
                return Rate.of(window, () -> stream.publish(SUBJECT, message, options()), () -> {});
            }
            return Crowd.inFlight(window, IN_FLIGHT, end -> {
                CompletableFuture<?> unused = stream.publishAsync(SUBJECT, message, options())
                        .whenComplete((stored, failure) -> end.accept(failure));
            });
        }

        private PublishOptions options() {
            return PublishOptions.builder()
                    .messageId(String.format(ID, ids.getAndIncrement()))
                    .build();
        }

        @Override
        public void close() throws Exception {
            removeStream(nats, SUBJECT);
        }
    }
}
