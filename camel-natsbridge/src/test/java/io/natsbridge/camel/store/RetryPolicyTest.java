/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.natsbridge.camel.error.NatsBridgeException;
import io.natsbridge.camel.error.NatsBridgeException.FileserverException;
import io.natsbridge.camel.error.NatsBridgeException.LinkGoneException;
import io.natsbridge.camel.error.NatsBridgeException.LinkGoneException.Reason;
import io.natsbridge.camel.error.NatsBridgeException.LinkRefusedException;
import io.natsbridge.camel.error.NatsBridgeException.PayloadIntegrityException;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Random;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RetryPolicyTest {

    private static final RandomGenerator LONGEST = new RandomGenerator() {
        @Override
        public long nextLong() {
            return 0;
        }

        @Override
        public long nextLong(long bound) {
            return bound - 1;
        }
    };

    private final List<Duration> pauses = new ArrayList<>();
    private long nanos;

    @AfterEach
    void clearInterrupt() {
        Thread.interrupted();
    }

    @Test
    void returnsWhatTheFirstAttemptReturns() {
        assertThat(run(RetryPolicy.DEFAULT, hour())).isEqualTo("done after 1");
        assertThat(pauses).isEmpty();
    }

    @Test
    void triesAgainAfterAnIoException() {
        assertThat(run(RetryPolicy.DEFAULT, hour(), new IOException("a"), new IOException("b")))
                .isEqualTo("done after 3");
        assertThat(pauses).hasSize(2);
    }

    @Test
    void boundOfTheWaitDoublesUpToItsMaximum() {
        RetryPolicy policy = new RetryPolicy(9, Duration.ofMillis(100), Duration.ofSeconds(5));

        run(policy, hour(), io(8));

        assertThat(pauses)
                .extracting(Duration::toMillis)
                .containsExactly(100L, 200L, 400L, 800L, 1600L, 3200L, 5000L, 5000L);
    }

    @Test
    void waitIsSpreadOverTheWholeRangeBelowItsBound() {
        RetryPolicy policy = new RetryPolicy(2, Duration.ofSeconds(1), Duration.ofSeconds(1));
        Random random = new Random(7);
        for (int i = 0; i < 1000; i++) {
            policy.execute(task(hour(), io(1)), pauses::add, random);
        }

        assertThat(pauses).allMatch(pause -> pause.compareTo(Duration.ofSeconds(1)) <= 0);
        assertThat(pauses).anyMatch(pause -> pause.toMillis() < 50).anyMatch(pause -> pause.toMillis() > 950);
        assertThat(pauses.stream().mapToLong(Duration::toMillis).average().orElseThrow())
                .isBetween(450.0, 550.0);
    }

    @Test
    void zeroDelayDoesNotWait() {
        run(new RetryPolicy(4, Duration.ZERO, Duration.ZERO), hour(), io(3));

        assertThat(pauses).containsOnly(Duration.ZERO).hasSize(3);
    }

    @Test
    void aTryAtAnotherPlaceFollowsAtOnce() {
        run(RetryPolicy.DEFAULT, elsewhere(2, task(hour(), io(4))));

        assertThat(pauses).extracting(Duration::toMillis).containsExactly(400L, 800L);
    }

    @Test
    void oneOfSeveralPlacesDoesNotMakeTheOthersWaitForItsOwnTime() {
        FileserverException busy = new FileserverException("Cannot: busy", 503, true, Duration.ofSeconds(30), null);

        run(RetryPolicy.DEFAULT, elsewhere(0, task(hour(), busy)));

        assertThat(pauses).extracting(Duration::toMillis).containsExactly(100L);
    }

    @Test
    void lastFailureTellsThePlaces() {
        FileserverException e = catchThrowableOfType(
                FileserverException.class, () -> run(RetryPolicy.DEFAULT, elsewhere(4, task(hour(), io(9)))));

        assertThat(e).hasMessage("NB-105: Cannot test: failure 4 [5 attempts at a, b]");
    }

    @Test
    void doublingDoesNotOverflow() {
        run(
                new RetryPolicy(200, Duration.ofMillis(1), Duration.ofDays(1)),
                Deadline.in(Duration.ofDays(3000), () -> nanos),
                io(199));

        assertThat(pauses).hasSize(199).allMatch(pause -> !pause.isNegative() && pause.toDays() <= 1);
    }

    @Test
    void lastFailureTellsTheAttemptsAndKeepsTheEarlierOnes() {
        IOException first = new IOException("first");
        IOException last = new IOException("last");

        FileserverException e = failure(new RetryPolicy(2, Duration.ZERO, Duration.ZERO), hour(), first, last);

        assertThat(e).hasMessage("NB-105: Cannot test: last [2 attempts]").hasCause(last);
        assertThat(e.getSuppressed()).containsExactly(first);
        assertThat(e.isTransient()).isTrue();
    }

    @Test
    void fileserverFailureKeepsStatusAndCode() {
        FileserverException last = new FileserverException("Cannot x: busy", 503, true, Duration.ofSeconds(1), null);

        FileserverException e =
                failure(new RetryPolicy(2, Duration.ZERO, Duration.ZERO), hour(), new IOException("first"), last);

        assertThat(e).hasMessage("NB-105: Cannot x: busy [2 attempts]").hasCause(last);
        assertThat(e.status()).isEqualTo(503);
        assertThat(e.isTransient()).isTrue();
        assertThat(e.retryAfter()).isEqualTo(Duration.ofSeconds(1));
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 401, 403, 404, 413, 451})
    void permanentFailureIsThrownAsItIsAtOnce(int status) {
        FileserverException permanent = new FileserverException("no", status, false, null, null);

        assertThat(failure(RetryPolicy.DEFAULT, hour(), permanent)).isSameAs(permanent);
        assertThat(pauses).isEmpty();
    }

    @Test
    void refusedLinkIsNotTriedAgain() {
        LinkRefusedException refused = new LinkRefusedException("no");

        assertThat(catchThrowableOfType(LinkRefusedException.class, () -> run(RetryPolicy.DEFAULT, hour(), refused)))
                .isSameAs(refused);
    }

    @Test
    void goneAfterAFailureKeepsItsReason() {
        IOException first = new IOException("broken");

        LinkGoneException e = catchThrowableOfType(
                LinkGoneException.class,
                () -> run(RetryPolicy.DEFAULT, hour(), first, new LinkGoneException(Reason.CONSUMED, "gone", 404)));

        assertThat(e.reason()).isEqualTo(Reason.CONSUMED);
        assertThat(e).hasMessage("NB-106: gone [2 attempts]");
        assertThat(e.getSuppressed()).contains(first);
    }

    @Test
    void wrongBytesAreFetchedOnceMoreOnly() {
        PayloadIntegrityException wrong = new PayloadIntegrityException("p", "flipped");
        PayloadIntegrityException wrongAgain = new PayloadIntegrityException("p", "flipped again");

        PayloadIntegrityException e = catchThrowableOfType(
                PayloadIntegrityException.class,
                () -> run(RetryPolicy.DEFAULT, hour(), wrong, new IOException("x"), wrongAgain));

        assertThat(e).isSameAs(wrongAgain);
        assertThat(e.getSuppressed()).contains(wrong);
        assertThat(pauses).hasSize(2);
    }

    @Test
    void oneAttemptMeansOne() {
        FileserverException e = failure(new RetryPolicy(1, Duration.ZERO, Duration.ZERO), hour(), new IOException("x"));

        assertThat(e).hasMessage("NB-105: Cannot test: x [1 attempt]");
    }

    @ParameterizedTest
    @CsvSource({"3, 3", "60, 60", "61, 60", "3600, 60", "315360000, 60", "0, 0"})
    void serverSaysWhenUpToAMinute(int asked, int waited) {
        run(
                new RetryPolicy(2, Duration.ZERO, Duration.ZERO),
                hour(),
                new FileserverException("busy", 429, true, Duration.ofSeconds(asked), null));

        assertThat(pauses).containsExactly(Duration.ofSeconds(waited));
    }

    @Test
    void givesUpBeforeAPauseThatTheDeadlineDoesNotAllow() {
        Deadline deadline = Deadline.in(Duration.ofSeconds(10), () -> nanos);

        FileserverException e = failure(
                RetryPolicy.DEFAULT,
                deadline,
                new FileserverException("busy", 503, true, Duration.ofSeconds(30), null));

        assertThat(e).hasMessageContaining("busy").hasMessageContaining("no time is left for another try in 30000 ms");
        assertThat(pauses).isEmpty();
    }

    @Test
    void attemptsEndWithTheDeadline() {
        Deadline deadline = Deadline.in(Duration.ofSeconds(1), () -> nanos);
        RetryPolicy policy = new RetryPolicy(1000, Duration.ofMillis(100), Duration.ofMillis(100));

        FileserverException e = failure(policy, deadline, io(1000));

        assertThat(nanos).isLessThanOrEqualTo(Duration.ofSeconds(1).toNanos());
        assertThat(pauses).hasSize(9);
        assertThat(e).hasMessageContaining("10 attempts");
    }

    @Test
    void noAttemptStartsAfterTheDeadline() {
        Deadline over = Deadline.in(Duration.ZERO, () -> nanos);

        FileserverException e = failure(RetryPolicy.DEFAULT, over, io(5));

        assertThat(e).hasMessage("NB-105: Cannot test: no time is left");
    }

    @Test
    void interruptEndsThePauseAndStays() {
        IOException first = new IOException("first");

        FileserverException e = catchThrowableOfType(
                FileserverException.class,
                () -> RetryPolicy.DEFAULT.execute(
                        task(hour(), first),
                        time -> {
                            throw new InterruptedException("now");
                        },
                        LONGEST));

        assertThat(e)
                .hasMessageContaining("first")
                .hasMessageContaining("interrupted")
                .hasCause(first);
        assertThat(Thread.currentThread().isInterrupted()).isTrue();
    }

    @Test
    void interruptedThreadStartsNoAttempt() {
        Thread.currentThread().interrupt();

        FileserverException e = failure(RetryPolicy.DEFAULT, hour());

        assertThat(e).hasMessage("NB-105: Cannot test: the thread was interrupted");
    }

    @Test
    void realPauseIsInterrupted() {
        Thread.currentThread().interrupt();
        RetryPolicy policy = new RetryPolicy(2, Duration.ofHours(1), Duration.ofHours(1));

        FileserverException e = catchThrowableOfType(
                FileserverException.class, () -> policy.execute("test", Deadline.in(Duration.ofDays(1)), () -> "x"));

        assertThat(e).hasMessageContaining("interrupted");
    }

    @Test
    void programmingErrorsPass() {
        IllegalStateException bug = new IllegalStateException("bug");

        assertThat(catchThrowableOfType(
                        IllegalStateException.class,
                        () -> RetryPolicy.DEFAULT.execute("test", Deadline.in(Duration.ofHours(1)), () -> {
                            throw bug;
                        })))
                .isSameAs(bug);
    }

    @Test
    void refusesValuesOutOfRange() {
        Duration second = Duration.ofSeconds(1);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new RetryPolicy(0, second, second))
                .withMessageContaining("maxRetries")
                .withMessageContaining("0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new RetryPolicy(1, second.negated(), second))
                .withMessageContaining("baseDelay");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new RetryPolicy(1, second, Duration.ZERO))
                .withMessageContaining("maxDelay");
    }

    private String run(RetryPolicy policy, Deadline deadline, Exception... failures) {
        return run(policy, task(deadline, failures));
    }

    private String run(RetryPolicy policy, RetryPolicy.Task<String> task) {
        return policy.execute(task, this::pass, LONGEST);
    }

    /** The same task with other places to go to for the first times. */
    private static RetryPolicy.Task<String> elsewhere(int times, RetryPolicy.Task<String> task) {
        return new RetryPolicy.Task<>(task.what(), task.deadline(), new RetryPolicy.Attempt<>() {
            private int left = times;

            @Override
            public String run() throws IOException {
                return task.attempt().run();
            }

            @Override
            public boolean goesElsewhere() {
                return left-- > 0;
            }

            @Override
            public List<String> places() {
                return List.of("a", "b");
            }
        });
    }

    private FileserverException failure(RetryPolicy policy, Deadline deadline, Exception... failures) {
        return catchThrowableOfType(FileserverException.class, () -> run(policy, deadline, failures));
    }

    private static RetryPolicy.Task<String> task(Deadline deadline, Exception... failures) {
        Deque<Exception> left = new ArrayDeque<>(Arrays.asList(failures));
        int[] attempts = {0};
        return new RetryPolicy.Task<>("test", deadline, () -> {
            attempts[0]++;
            Exception next = left.poll();
            if (next instanceof IOException e) {
                throw e;
            }
            if (next instanceof NatsBridgeException e) {
                throw e;
            }
            return "done after " + attempts[0];
        });
    }

    private void pass(Duration time) {
        pauses.add(time);
        nanos += time.toNanos();
    }

    private Deadline hour() {
        return Deadline.in(Duration.ofHours(1), () -> nanos);
    }

    private static Exception[] io(int count) {
        Exception[] failures = new Exception[count];
        Arrays.setAll(failures, i -> new IOException("failure " + i));
        return failures;
    }
}
