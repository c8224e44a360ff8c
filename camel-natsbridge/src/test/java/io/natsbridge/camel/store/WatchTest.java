/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class WatchTest {

    private static final Duration LONG = Duration.ofMinutes(5);
    private static final Duration SHORT = Duration.ofMillis(200);

    private final ScheduledThreadPoolExecutor timer = new ScheduledThreadPoolExecutor(1);
    private final AtomicInteger cancelled = new AtomicInteger();

    @AfterEach
    void stopTimer() {
        timer.shutdownNow();
    }

    @Test
    void endsAnExchangeAtItsDeadlineWhateverItDoes() {
        try (Watch watch = watch(LONG, LONG, SHORT)) {
            watch.watchBody();
            watch.moved(1_000_000);

            awaitVerdict(watch, "deadline after 1000000 bytes");
        }
    }

    @Test
    void endsAnExchangeThatIsNotAnswered() {
        try (Watch watch = watch(SHORT, LONG, LONG)) {
            watch.waitForAnswer();

            awaitVerdict(watch, "no answer within 200 ms");
        }
    }

    @Test
    void endsABodyThatIsTooSlow() {
        try (Watch watch = watch(LONG, SHORT, LONG)) {
            watch.watchBody();
            watch.moved(199);

            awaitVerdict(watch, "199 bytes moved in 200 ms, fewer than 200");
        }
    }

    @Test
    void measuresTheBodyAnewInEveryWindow() {
        try (Watch watch = watch(LONG, SHORT, LONG)) {
            watch.watchBody();
            watch.moved(500);

            awaitVerdict(watch, "0 bytes moved in 200 ms");
        }
    }

    @Test
    void waitingForAConnectionIsBoundedByTheDeadlineAlone() {
        try (Watch watch = watch(SHORT, SHORT, LONG)) {
            await().pollDelay(Duration.ofMillis(500)).until(() -> watch.verdict() == null);

            assertThat(cancelled).hasValue(0);
        }
    }

    @Test
    void closedWatchEndsNothing() {
        Watch watch = watch(SHORT, SHORT, SHORT);
        watch.waitForAnswer();
        watch.close();
        watch.watchBody();

        await().pollDelay(Duration.ofMillis(500)).until(() -> watch.verdict() == null);
        assertThat(cancelled).hasValue(0);
        assertThat(timer.getQueue()).isEmpty();
    }

    private void awaitVerdict(Watch watch, String text) {
        await().atMost(Duration.ofSeconds(10)).until(() -> cancelled.get() == 1);
        assertThat(watch.verdict()).contains(text);
    }

    private Watch watch(Duration answer, Duration window, Duration deadline) {
        timer.setRemoveOnCancelPolicy(true);
        HttpTimeouts timeouts = new HttpTimeouts(LONG, answer, 1000, window);
        return new Watch(timer, timeouts, Deadline.in(deadline), () -> cancelled.incrementAndGet() > 0);
    }
}
