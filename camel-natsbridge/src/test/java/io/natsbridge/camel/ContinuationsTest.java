/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ContinuationsTest {

    private static final long MOST_SECONDS = 20;

    private final ExecutorService workers = Executors.newCachedThreadPool();
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
    private final Continuations continuations = new Continuations(workers, timer);

    @AfterEach
    void stop() {
        workers.shutdownNow();
        timer.shutdownNow();
    }

    @Test
    void runsEveryTaskOfSeveralThreadsOnce() throws Exception {
        CountDownLatch done = new CountDownLatch(40_000);
        List<Integer> ran = new CopyOnWriteArrayList<>();
        List<Thread> threads = new ArrayList<>();
        for (int t = 0; t < 4; t++) {
            int number = t;
            threads.add(new Thread(() -> {
                for (int i = 0; i < 10_000; i++) {
                    int id = number * 10_000 + i;
                    continuations.execute(() -> {
                        if (id % 100 == 0) {
                            ran.add(id);
                        }
                        done.countDown();
                    });
                }
            }));
        }
        threads.forEach(Thread::start);
        assertThat(done.await(MOST_SECONDS, TimeUnit.SECONDS)).isTrue();
        assertThat(ran)
                .containsExactlyInAnyOrderElementsOf(
                        IntStream.range(0, 400).mapToObj(i -> i * 100).toList());
    }

    @Test
    void letsOthersGoOnBehindOneThatWaitsForThem() throws Exception {
        CountDownLatch second = new CountDownLatch(1);
        CountDownLatch first = new CountDownLatch(1);
        continuations.execute(() -> {
            await(second);
            first.countDown();
        });
        continuations.execute(second::countDown);
        assertThat(first.await(MOST_SECONDS, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void bringsAsManyWorkersAsWaitForEachOther() throws Exception {
        int parties = 20;
        CyclicBarrier barrier = new CyclicBarrier(parties);
        CountDownLatch done = new CountDownLatch(parties);
        for (int i = 0; i < parties; i++) {
            continuations.execute(() -> {
                try {
                    barrier.await(MOST_SECONDS, TimeUnit.SECONDS);
                    done.countDown();
                } catch (Exception e) {
                    throw new IllegalStateException(e);
                }
            });
        }
        assertThat(done.await(MOST_SECONDS, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void goesOnAfterATaskThatFails() throws Exception {
        CountDownLatch next = new CountDownLatch(1);
        continuations.execute(() -> {
            throw new IllegalStateException("as a route might");
        });
        continuations.execute(next::countDown);
        assertThat(next.await(MOST_SECONDS, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void runsATaskAtOnceWhenTheWorkersAreStopped() {
        workers.shutdownNow();
        timer.shutdownNow();
        CountDownLatch ran = new CountDownLatch(2);
        continuations.execute(ran::countDown);
        continuations.execute(ran::countDown);
        assertThat(ran.getCount()).isZero();
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(MOST_SECONDS, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
