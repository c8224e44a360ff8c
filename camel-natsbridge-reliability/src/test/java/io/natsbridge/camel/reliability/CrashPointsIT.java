/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.reliability;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** JVMs that are killed at named points on the way of a message; consumers and producers at the same time, which saves some. */
@Tag("reliability")
class CrashPointsIT {

    private static final int CONSUMER_LONG_ROUNDS = 5;
    private static final int PRODUCER_LONG_ROUNDS = 20;
    private static final Row CONSUMER = Row.of(
            "consumer-killed", "consumers killed at 6 points: messages lost or with wrong bytes", CONSUMER_LONG_ROUNDS);
    private static final Row PRODUCER = Row.of(
            "producer-killed",
            "producers killed at 5 points, then repeated: messages lost, with wrong bytes, or stored twice",
            PRODUCER_LONG_ROUNDS);

    private interface Measurement {
        Tally take() throws Exception;
    }

    @Test
    void aKilledJvmLosesNothing() throws Exception {
        CompletableFuture<Tally> consumers = start(() -> CONSUMER.measure(ConsumerCrashes::round));
        CompletableFuture<Tally> producers = start(() -> PRODUCER.measure(ProducerCrashes::round));
        assertClean(consumers.get(5, TimeUnit.HOURS));
        assertClean(producers.get(5, TimeUnit.HOURS));
    }

    @Test
    void theSameKillsOnCamelNatsAreCounted() throws Exception {
        CompletableFuture<Tally> consumers = start(() -> CONSUMER.onCamelNats().measure(ConsumerCrashes::plainRound));
        CompletableFuture<Tally> producers = start(() -> PRODUCER.onCamelNats().measure(ProducerCrashes::plainRound));
        assertThat(consumers.get(10, TimeUnit.MINUTES).tried()).isPositive();
        assertThat(producers.get(10, TimeUnit.MINUTES).tried()).isPositive();
    }

    private static CompletableFuture<Tally> start(Measurement measurement) {
        CompletableFuture<Tally> result = new CompletableFuture<>();
        Thread thread = new Thread(() -> {
            try {
                result.complete(measurement.take());
            } catch (Exception | Error e) {
                result.completeExceptionally(e);
            }
        });
        thread.start();
        return result;
    }

    private static void assertClean(Tally tally) {
        assertThat(tally.bad()).as(tally.describe()).isZero();
        assertThat(tally.tried()).isPositive();
    }
}
