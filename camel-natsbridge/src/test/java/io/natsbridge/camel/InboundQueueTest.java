/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel;

import static org.assertj.core.api.Assertions.assertThat;

import io.nats.client.impl.NatsMessage;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class InboundQueueTest {

    private long nanos;

    @Test
    void givesMessagesInTheOrderInWhichTheyCame() throws Exception {
        InboundQueue queue = new InboundQueue(10, 1000);
        Inbound one = inbound(1);
        Inbound two = inbound(2);
        assertThat(queue.offer(one)).isTrue();
        assertThat(queue.offer(two)).isTrue();
        assertThat(queue.size()).isEqualTo(2);
        assertThat(queue.take()).isSameAs(one);
        assertThat(queue.take()).isSameAs(two);
        assertThat(queue.size()).isZero();
    }

    @Test
    void givesAFewThatWaitAtOnceInTheirOrder() throws Exception {
        InboundQueue queue = new InboundQueue(100, 1000);
        List<Inbound> all = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            all.add(inbound(1));
            queue.offer(all.get(i));
        }
        Queue<Inbound> taken = new ArrayDeque<>();
        queue.takeWaiting(taken);

        assertThat(taken).containsExactlyElementsOf(all.subList(0, 16));
        assertThat(queue.take()).isSameAs(all.get(16));
    }

    @Test
    void givesFewerAtOnceWhenTheyAreLarge() {
        InboundQueue queue = new InboundQueue(100, 200_000);
        for (int i = 0; i < 4; i++) {
            queue.offer(inbound(50_000));
        }
        Queue<Inbound> taken = new ArrayDeque<>();
        queue.takeWaiting(taken);

        assertThat(taken).hasSize(2);
        assertThat(queue.offer(inbound(100_000)))
                .as("there is room for what was taken")
                .isTrue();
    }

    @Test
    void givesNothingAtOnceWhenNothingWaits() {
        Queue<Inbound> taken = new ArrayDeque<>();
        new InboundQueue(10, 1000).takeWaiting(taken);

        assertThat(taken).isEmpty();
    }

    @Test
    void nobodyWantsMoreThanThereAreIdleTakers() throws Exception {
        InboundQueue queue = new InboundQueue(10, 1000, () -> nanos);
        assertThat(queue.awaitDemand(1, () -> 0, 1)).isZero();
        CompletableFuture<Inbound> taken = taking(queue);
        assertThat(queue.awaitDemand(1, () -> 0, 10_000)).isEqualTo(1);
        queue.offer(inbound(1));
        assertThat(taken.get(10, TimeUnit.SECONDS)).isNotNull();
        assertThat(queue.awaitDemand(1, () -> 0, 1)).isZero();
    }

    @Test
    void takersThatAreQuickWantMoreAndForgetItWhenTheyRest() throws Exception {
        InboundQueue queue = new InboundQueue(100, 1000, () -> nanos);
        for (int i = 0; i < 12; i++) {
            queue.offer(inbound(1));
        }
        for (int i = 0; i < 10; i++) {
            queue.take();
        }
        assertThat(queue.awaitDemand(2, () -> 0, 1))
                .as("10 taken by 2, 2 are here")
                .isEqualTo(6);
        nanos += 500_000_000;
        assertThat(queue.awaitDemand(2, () -> 0, 1)).isEqualTo(6);
        nanos += 500_000_000;
        assertThat(queue.awaitDemand(2, () -> 0, 1)).isZero();
    }

    @Test
    void whatIsUnderWayIsNotWantedOnceMore() throws Exception {
        InboundQueue queue = new InboundQueue(100, 1000, () -> nanos);
        for (int i = 0; i < 10; i++) {
            queue.offer(inbound(1));
        }
        for (int i = 0; i < 10; i++) {
            queue.take();
        }
        assertThat(queue.awaitDemand(1, () -> 3, 1)).as("9 less 3").isEqualTo(6);
        assertThat(queue.awaitDemand(1, () -> 5, 1))
                .as("4 more are not worth it while 5 come")
                .isZero();
    }

    @Test
    void whoWaitsForADemandIsToldToLookAgain() throws Exception {
        InboundQueue queue = new InboundQueue(10, 1000);
        AtomicInteger underWay = new AtomicInteger(1);
        CompletableFuture<Inbound> taken = taking(queue);
        assertThat(queue.awaitDemand(1, () -> 0, 10_000))
                .as("the taker is idle")
                .isEqualTo(1);
        CompletableFuture<Integer> demand = CompletableFuture.supplyAsync(() -> {
            try {
                return queue.awaitDemand(1, underWay::get, 60_000);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        });
        underWay.set(0);
        queue.look();

        assertThat(demand.get(10, TimeUnit.SECONDS)).isEqualTo(1);
        queue.offer(inbound(1));
        assertThat(taken.get(10, TimeUnit.SECONDS)).isNotNull();
    }

    @Test
    void dropsAndCountsWhatIsMoreThanItHolds() throws Exception {
        InboundQueue queue = new InboundQueue(2, 1000);
        assertThat(queue.offer(inbound(1))).isTrue();
        assertThat(queue.offer(inbound(1))).isTrue();
        assertThat(queue.offer(inbound(1))).isFalse();
        assertThat(queue.offer(inbound(1))).isFalse();
        assertThat(queue.dropped()).isEqualTo(2);
        queue.take();
        assertThat(queue.offer(inbound(1))).as("there is room again").isTrue();
        assertThat(queue.dropped()).isEqualTo(2);
    }

    @Test
    void holdsNoMoreBytesThanItMay() throws Exception {
        InboundQueue queue = new InboundQueue(100, 10);
        assertThat(queue.offer(inbound(6))).isTrue();
        assertThat(queue.offer(inbound(4))).as("exactly full").isTrue();
        assertThat(queue.offer(inbound(1))).isFalse();
        queue.take();
        assertThat(queue.offer(inbound(7))).isFalse();
        assertThat(queue.offer(inbound(6))).isTrue();
    }

    @Test
    void takesOneMessageThatIsLargerThanAllItMayHoldWhenItIsEmpty() throws Exception {
        InboundQueue queue = new InboundQueue(100, 10);
        assertThat(queue.offer(inbound(50))).isTrue();
        assertThat(queue.offer(inbound(0))).isFalse();
        assertThat(queue.take().size()).isEqualTo(50);
        assertThat(queue.offer(inbound(0))).isTrue();
    }

    @Test
    void waitsForAMessage() throws Exception {
        InboundQueue queue = new InboundQueue(10, 10);
        CompletableFuture<Inbound> taken = taking(queue);
        Inbound message = inbound(3);
        queue.offer(message);
        assertThat(taken.get(10, TimeUnit.SECONDS)).isSameAs(message);
    }

    @Test
    void givesWhatItHoldsBeforeItEnds() throws Exception {
        InboundQueue queue = new InboundQueue(10, 10);
        queue.offer(inbound(1));
        queue.close(1);
        assertThat(queue.take()).isNotNull();
        assertThat(queue.take()).isNull();
        assertThat(queue.take()).as("for every taker").isNull();
    }

    @Test
    void letsWaitingTakersGoWhenItIsClosed() throws Exception {
        InboundQueue queue = new InboundQueue(10, 10);
        CompletableFuture<Inbound> one = taking(queue);
        CompletableFuture<Inbound> two = taking(queue);
        queue.close(0);
        assertThat(one.get(10, TimeUnit.SECONDS)).isNull();
        assertThat(two.get(10, TimeUnit.SECONDS)).isNull();
    }

    @Test
    void waitsForTheLastMessageThatIsStillOnItsWay() throws Exception {
        InboundQueue queue = new InboundQueue(10, 10);
        queue.close(1);
        CompletableFuture<Inbound> taken = taking(queue);
        assertThat(taken).isNotDone();
        queue.offer(inbound(1));
        assertThat(taken.get(10, TimeUnit.SECONDS)).isNotNull();
        assertThat(queue.take()).isNull();
    }

    @Test
    void endsWhenTheLastMessageWasDropped() throws Exception {
        InboundQueue queue = new InboundQueue(1, 10);
        queue.offer(inbound(1));
        queue.close(2);
        queue.offer(inbound(1));
        assertThat(queue.take()).isNotNull();
        assertThat(queue.take()).isNull();
    }

    private static CompletableFuture<Inbound> taking(InboundQueue queue) {
        CompletableFuture<Inbound> taken = new CompletableFuture<>();
        Thread taker = new Thread(() -> {
            try {
                taken.complete(queue.take());
            } catch (InterruptedException e) {
                taken.completeExceptionally(e);
            }
        });
        taker.start();
        Awaitility.await()
                .atMost(10, TimeUnit.SECONDS)
                .until(() -> taker.getState() == Thread.State.WAITING || taken.isDone());
        return taken;
    }

    private static Inbound inbound(int size) {
        return new Inbound(
                NatsMessage.builder().subject("s").data(new byte[size]).build(), Settlement.NONE);
    }
}
