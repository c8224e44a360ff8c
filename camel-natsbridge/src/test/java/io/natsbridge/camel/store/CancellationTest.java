/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class CancellationTest {

    private final Cancellation cancellation = new Cancellation();
    private final AtomicInteger calls = new AtomicInteger();

    @Test
    void whoListensIsCalled() {
        cancellation.addListener(calls::incrementAndGet);
        assertThat(calls).hasValue(0);
        cancellation.cancel();
        assertThat(calls).hasValue(1);
    }

    @Test
    void whoComesLateIsCalledAtOnce() {
        cancellation.cancel();
        cancellation.addListener(calls::incrementAndGet);
        assertThat(calls).hasValue(1);
    }

    @Test
    void whoListensNoMoreIsNotCalled() {
        Runnable listener = calls::incrementAndGet;
        cancellation.addListener(listener);
        cancellation.removeListener(listener);
        cancellation.cancel();
        assertThat(calls).hasValue(0);
    }

    @Test
    void aPauseEndsWithIt() throws InterruptedException {
        cancellation.cancel();
        long start = System.nanoTime();
        cancellation.await(Duration.ofMinutes(1));
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(10));
    }
}
