/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.store;

import io.natsbridge.camel.error.NatsBridgeException;
import io.natsbridge.camel.error.NatsBridgeException.FileserverException;
import io.natsbridge.camel.error.NatsBridgeException.LinkGoneException;
import io.natsbridge.camel.error.NatsBridgeException.PayloadIntegrityException;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.random.RandomGenerator;

/**
 * How often a transfer is tried, and how long to wait in between: a random time between zero and a bound that starts at {@code baseDelay} and doubles with every failure up
 * to {@code maxDelay}. A server that names its own time ({@code Retry-After}) gets it, up to 60 s. A try that goes to another server follows at
 * once, and none of several is waited for because of its own time. Only what can heal is tried again: an {@link IOException}, a
 * {@linkplain NatsBridgeException#isTransient() transient} failure, and once a {@link PayloadIntegrityException}.
 *
 * @param maxRetries attempts in total, 1 or more
 * @param baseDelay first bound of the wait, zero or more
 * @param maxDelay last bound of the wait, {@code baseDelay} or more
 */
public record RetryPolicy(int maxRetries, Duration baseDelay, Duration maxDelay) {

    /** 5 attempts, waits up to 100 ms doubling to 5 s. */
    public static final RetryPolicy DEFAULT = new RetryPolicy(5, Duration.ofMillis(100), Duration.ofSeconds(5));

    private static final Duration MAX_RETRY_AFTER = Duration.ofSeconds(60);

    /** Something to try. */
    @FunctionalInterface
    public interface Attempt<T> {
        T run() throws IOException;

        /** Whether the next try goes to another place, which need not be given time to recover. */
        default boolean goesElsewhere() {
            return false;
        }

        /** The places where it was tried so far, where there is a choice of them. */
        default Collection<String> places() {
            return List.of();
        }
    }

    /** Waits. */
    @FunctionalInterface
    interface Sleeper {
        void sleep(Duration time) throws InterruptedException;
    }

    /**
     * @throws IllegalArgumentException when a value is out of its range
     */
    public RetryPolicy {
        if (maxRetries < 1) {
            throw new IllegalArgumentException("maxRetries must be 1 or more, not " + maxRetries);
        }
        if (baseDelay.isNegative()) {
            throw new IllegalArgumentException("baseDelay must not be negative: " + baseDelay);
        }
        if (maxDelay.compareTo(baseDelay) < 0) {
            throw new IllegalArgumentException("maxDelay " + maxDelay + " must not be below baseDelay " + baseDelay);
        }
    }

    /**
     * Tries until it works, until it cannot heal, or until attempts or time are used up. An interrupt ends the waiting; the thread stays interrupted.
     *
     * @param what what is tried, to stand after "Cannot", such as {@code upload payload 'photo' to http://host:8080}
     * @param deadline when it must be over; no attempt starts after it
     * @return what the attempt returned
     * @throws NatsBridgeException the last failure, with the number of attempts in its message and the earlier failures suppressed; an {@link IOException} comes as a
     *     {@link FileserverException}
     */
    public <T> T execute(String what, Deadline deadline, Attempt<T> attempt) {
        return execute(
                new Task<>(what, deadline, attempt), deadline.cancellation()::await, ThreadLocalRandom.current());
    }

    <T> T execute(Task<T> task, Sleeper sleeper, RandomGenerator random) {
        List<Exception> failures = new ArrayList<>();
        while (true) {
            if (Thread.currentThread().isInterrupted()) {
                throw ended(task, failures, "the thread was interrupted");
            }
            if (task.deadline().isOver()) {
                throw ended(task, failures, "no time is left");
            }
            try {
                return task.attempt().run();
            } catch (IOException | NatsBridgeException e) {
                failures.add(e);
                if (failures.size() >= maxRetries || !canHeal(failures)) {
                    throw ended(task, failures, null);
                }
            }
            pause(task, failures, sleeper, random);
        }
    }

    /** What is tried, under which name, until when. */
    record Task<T>(String what, Deadline deadline, Attempt<T> attempt) {}

    private void pause(Task<?> task, List<Exception> failures, Sleeper sleeper, RandomGenerator random) {
        if (task.attempt().goesElsewhere()) {
            return;
        }
        boolean choice = !task.attempt().places().isEmpty();
        Duration wait = choice ? backoff(failures.size(), random) : delay(failures, random);
        if (wait.compareTo(task.deadline().remaining()) >= 0) {
            throw ended(task, failures, "no time is left for another try in " + wait.toMillis() + " ms");
        }
        try {
            sleeper.sleep(wait);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            NatsBridgeException ended = ended(task, failures, "the thread was interrupted");
            ended.addSuppressed(e);
            throw ended;
        }
    }

    private Duration backoff(int failures, RandomGenerator random) {
        long bound = maxDelay.toNanos();
        int doublings = failures - 1;
        if (doublings < 62 && baseDelay.toNanos() <= bound >> doublings) {
            bound = baseDelay.toNanos() << doublings;
        }
        return Duration.ofNanos(random.nextLong(bound + 1));
    }

    private Duration delay(List<Exception> failures, RandomGenerator random) {
        Duration wait = backoff(failures.size(), random);
        Duration asked = last(failures) instanceof FileserverException e ? e.retryAfter() : null;
        if (asked == null || asked.compareTo(wait) <= 0) {
            return wait;
        }
        return asked.compareTo(MAX_RETRY_AFTER) > 0 ? MAX_RETRY_AFTER : asked;
    }

    private static boolean canHeal(List<Exception> failures) {
        Exception last = last(failures);
        boolean secondOfItsKind = last instanceof PayloadIntegrityException
                && failures.stream()
                                .filter(PayloadIntegrityException.class::isInstance)
                                .count()
                        > 1;
        return mayHeal(last) && !secondOfItsKind;
    }

    /** Whether a failure is no reason to give up when it comes for the first time. */
    static boolean mayHeal(Exception failure) {
        return failure instanceof IOException
                || failure instanceof PayloadIntegrityException
                || (failure instanceof NatsBridgeException e && e.isTransient());
    }

    private static Exception last(List<Exception> failures) {
        return failures.get(failures.size() - 1);
    }

    private static NatsBridgeException ended(Task<?> task, List<Exception> failures, String reason) {
        if (failures.isEmpty()) {
            return new FileserverException("Cannot " + task.what() + ": " + reason, 0, true, null, null);
        }
        Exception last = last(failures);
        NatsBridgeException result = failures.size() == 1 && reason == null && last instanceof NatsBridgeException same
                ? same
                : counted(text(task, failures, reason), last);
        failures.stream()
                .filter(failure -> failure != result && failure != result.getCause())
                .forEach(result::addSuppressed);
        return result;
    }

    private static String text(Task<?> task, List<Exception> failures, String reason) {
        int attempts = failures.size();
        Exception last = last(failures);
        Collection<String> places = task.attempt().places();
        return (last instanceof NatsBridgeException ? "" : "Cannot " + task.what() + ": ")
                + bare(last)
                + " [" + attempts + (attempts == 1 ? " attempt" : " attempts")
                + (places.isEmpty() ? "" : " at " + String.join(", ", places))
                + (reason == null ? "" : "; " + reason)
                + "]";
    }

    private static NatsBridgeException counted(String text, Exception last) {
        if (last instanceof LinkGoneException gone) {
            return new LinkGoneException(gone.reason(), text, gone.status());
        }
        if (last instanceof FileserverException e) {
            return new FileserverException(text, e.status(), e.isTransient(), e.retryAfter(), e);
        }
        if (last instanceof NatsBridgeException same) {
            return same;
        }
        return new FileserverException(text, 0, true, null, last);
    }

    private static String bare(Exception e) {
        if (e instanceof NatsBridgeException known) {
            return known.getMessage().substring(known.code().length() + 2);
        }
        return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
    }
}
