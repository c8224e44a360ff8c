/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.benchmark;

import io.nats.client.Connection;
import io.nats.client.ConsumerContext;
import io.nats.client.JetStreamApiException;
import io.nats.client.Nats;
import io.nats.client.api.AckPolicy;
import io.nats.client.api.ConsumerConfiguration;
import io.nats.client.api.ConsumerInfo;
import io.nats.client.api.PublishAck;
import io.nats.client.api.StorageType;
import io.nats.client.api.StreamConfiguration;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/** Consuming from a stream on disk, each message acknowledged; the time ends when the broker has all acknowledgements. */
final class ConsumeSuite {

    private static final int SIZE = 1_000;
    private static final double BOUND = 0.5;
    private static final int MESSAGES = 60_000;
    private static final int MESSAGES_IN_SMOKE = 1_000;
    private static final int IN_FLIGHT = 256;
    private static final long PAUSE_NANOS = Duration.ofMillis(2).toNanos();
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final AtomicLong NEXT = new AtomicLong();

    private ConsumeSuite() {}

    static List<Scenario> scenarios() {
        return List.of(Scenario.of(
                        "consume-1KB",
                        "JetStream consume 1KB, each message acknowledged; the component has each acknowledgement confirmed",
                        Unit.MESSAGES_PER_SECOND,
                        stage -> new Consuming(stage, SIZE, ConsumeSuite::route))
                .against("jnats with plain ack", BOUND, stage -> {
                    int wireSize = SendSuite.envelope(stage, Payloads.bytes(SIZE)).length;
                    return new Consuming(stage, wireSize, ConsumeSuite::jnats);
                }));
    }

    /** Takes all messages of the stream by a durable consumer. */
    private interface Taking {
        AutoCloseable open(Consuming consuming, String durable, Tally tally) throws Exception;
    }

    private static AutoCloseable route(Consuming consuming, String durable, Tally tally) throws Exception {
        return Taker.route("&jetstreamEnabled=true&durableName=" + durable)
                .start()
                .open(consuming.stage, consuming.name, tally);
    }

    private static AutoCloseable jnats(Consuming consuming, String durable, Tally tally) throws Exception {
        Connection nats = Nats.connect(consuming.stage.natsUrl());
        ConsumerContext consumer = nats.getStreamContext(consuming.name)
                .createOrUpdateConsumer(ConsumerConfiguration.builder()
                        .durable(durable)
                        .ackPolicy(AckPolicy.Explicit)
                        .build());
        consumer.consume(message -> {
            tally.add(message.getData());
            message.ack();
        });
        return nats;
    }

    /** A stream that is consumed from its first message to its last, by a new consumer in each round. */
    private static final class Consuming implements Contender {
        private final Stage stage;
        private final int size;
        private final Taking taking;
        private final Connection nats;
        private final String name = "consume-" + NEXT.incrementAndGet();
        private final int messages;

        Consuming(Stage stage, int size, Taking taking) throws Exception {
            this.stage = stage;
            this.size = size;
            this.taking = taking;
            this.messages = stage.form().isSmoke() ? MESSAGES_IN_SMOKE : MESSAGES;
            this.nats = Nats.connect(stage.natsUrl());
            nats.jetStreamManagement()
                    .addStream(StreamConfiguration.builder()
                            .name(name)
                            .subjects(name)
                            .storageType(StorageType.File)
                            .build());
            fill(SendSuite.envelope(stage, Payloads.bytes(SIZE)));
        }

        private void fill(byte[] message) throws Exception {
            for (int done = 0; done < messages; done += IN_FLIGHT) {
                List<CompletableFuture<PublishAck>> stored = new ArrayList<>();
                for (int i = done; i < Math.min(messages, done + IN_FLIGHT); i++) {
                    stored.add(nats.jetStream().publishAsync(name, message));
                }
                for (CompletableFuture<PublishAck> each : stored) {
                    each.get();
                }
            }
        }

        @Override
        public double measure(Duration window) throws Exception {
            String durable = "durable-" + NEXT.incrementAndGet();
            Tally tally = new Tally(size);
            AutoCloseable open = taking.open(this, durable, tally);
            try {
                await(() -> tally.count() > 0);
                long start = System.nanoTime();
                long before = tally.count();
                await(() -> tally.count() >= messages && isSettled(durable));
                tally.check();
                return (messages - before) * 1e9 / (System.nanoTime() - start);
            } finally {
                open.close();
                nats.jetStreamManagement().deleteConsumer(name, durable);
            }
        }

        private boolean isSettled(String durable) throws IOException, JetStreamApiException {
            ConsumerInfo info = nats.jetStreamManagement().getConsumerInfo(name, durable);
            return info.getNumPending() == 0 && info.getNumAckPending() == 0;
        }

        private static void await(Condition condition) throws Exception {
            long until = System.nanoTime() + PATIENCE.toNanos();
            while (!condition.holds()) {
                LockSupport.parkNanos(PAUSE_NANOS);
                if (System.nanoTime() > until) {
                    throw new TimeoutException("The stream was not consumed in " + PATIENCE);
                }
            }
        }

        private interface Condition {
            boolean holds() throws Exception;
        }

        @Override
        public void close() throws Exception {
            nats.jetStreamManagement().deleteStream(name);
            nats.close();
        }
    }
}
