/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.natsbridge.camel.error.NatsBridgeException.FileserverException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.slf4j.MDC;

@Timeout(60)
class SideBySideTest {

    private static final int MANY = 100;

    private final AtomicInteger running = new AtomicInteger();

    @Test
    void everythingIsDoneOnce() {
        Map<Integer, Integer> done = new ConcurrentHashMap<>();

        SideBySide.run(MANY, SideBySide.MOST, (i, cancellation) -> done.merge(i, 1, Integer::sum));

        assertThat(done).hasSize(MANY).allSatisfy((i, times) -> assertThat(times)
                .isOne());
    }

    @Test
    void nothingIsDoneForNothing() {
        SideBySide.run(0, SideBySide.MOST, (i, cancellation) -> {
            throw new AssertionError("called");
        });
    }

    @Test
    void oneAloneIsDoneByTheCaller() {
        Thread caller = Thread.currentThread();

        SideBySide.run(1, SideBySide.MOST, (i, cancellation) -> assertThat(Thread.currentThread())
                .isSameAs(caller));
    }

    @Test
    void oneAtATimeIsDoneInOrderByTheCaller() {
        Thread caller = Thread.currentThread();
        List<Integer> order = new ArrayList<>();

        SideBySide.run(3, 1, (i, cancellation) -> {
            assertThat(Thread.currentThread()).isSameAs(caller);
            order.add(i);
        });

        assertThat(order).containsExactly(0, 1, 2);
    }

    @Test
    void aFewAreDoneAtOnceAndNoMore() {
        CyclicBarrier together = new CyclicBarrier(SideBySide.MOST);
        AtomicInteger most = new AtomicInteger();

        SideBySide.run(5 * SideBySide.MOST, SideBySide.MOST, (i, cancellation) -> {
            most.accumulateAndGet(running.incrementAndGet(), Math::max);
            await(together);
            running.decrementAndGet();
        });

        assertThat(most).hasValue(SideBySide.MOST);
    }

    @Test
    void aFailureIsTheCallersWhenNothingRunsAnyMore() {
        IllegalStateException failure = new IllegalStateException("broken");
        CyclicBarrier together = new CyclicBarrier(SideBySide.MOST);
        Set<Integer> begun = ConcurrentHashMap.newKeySet();

        assertThatThrownBy(() -> SideBySide.run(MANY, SideBySide.MOST, (i, cancellation) -> {
                    begun.add(i);
                    running.incrementAndGet();
                    await(together);
                    if (i == 1) {
                        running.decrementAndGet();
                        throw failure;
                    }
                    awaitEnd(cancellation);
                    running.decrementAndGet();
                    throw new FileserverException("given up", 0, false, null, null);
                }))
                .isSameAs(failure);

        assertThat(running).hasValue(0);
        assertThat(begun).hasSize(SideBySide.MOST);
    }

    @Test
    void anErrorIsAFailureToo() {
        assertThatThrownBy(() -> SideBySide.run(MANY, SideBySide.MOST, (i, cancellation) -> {
                    throw new AssertionError("broken");
                }))
                .isInstanceOf(AssertionError.class);
    }

    @Test
    void anInterruptOfTheCallerEndsTheOthersAndStays() throws InterruptedException {
        Thread caller = Thread.currentThread();
        CountDownLatch begun = new CountDownLatch(1);
        Thread interrupter = new Thread(() -> {
            await(begun);
            caller.interrupt();
        });
        interrupter.start();

        assertThatThrownBy(() -> SideBySide.run(2, SideBySide.MOST, (i, cancellation) -> {
                    if (!Thread.currentThread().equals(caller)) {
                        begun.countDown();
                        awaitEnd(cancellation);
                    } else {
                        await(begun);
                    }
                }))
                .isInstanceOf(FileserverException.class)
                .hasMessageContaining("interrupted");

        assertThat(Thread.interrupted()).isTrue();
        interrupter.join();
    }

    @Test
    void helpersLogAsTheCallerDoes() {
        MDC.put("correlationId", "c1");
        CyclicBarrier together = new CyclicBarrier(2);
        Set<String> seen = ConcurrentHashMap.newKeySet();
        try {
            SideBySide.run(2, SideBySide.MOST, (i, cancellation) -> {
                await(together);
                seen.add(i + MDC.get("correlationId"));
            });
        } finally {
            MDC.clear();
        }

        assertThat(seen).containsExactlyInAnyOrder("0c1", "1c1");
    }

    @Test
    void aSleepEndsWithACancellation() throws InterruptedException {
        Deadline deadline = Deadline.in(Duration.ofHours(1));
        assertThat(deadline.isOver()).isFalse();

        deadline.cancellation().cancel();
        deadline.cancellation().await(Duration.ofHours(1));

        assertThat(deadline.isOver()).isTrue();
        assertThat(deadline.remaining()).isZero();
    }

    private static void awaitEnd(Cancellation cancellation) {
        try {
            cancellation.await(Duration.ofSeconds(30));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        assertThat(cancellation.isCancelled()).isTrue();
    }

    private static void await(CyclicBarrier barrier) {
        try {
            barrier.await(30, TimeUnit.SECONDS);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(30, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
