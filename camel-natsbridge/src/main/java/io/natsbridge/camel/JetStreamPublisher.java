/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel;

import io.nats.client.JetStream;
import io.nats.client.JetStreamApiException;
import io.nats.client.Message;
import io.nats.client.api.PublishAck;
import io.natsbridge.camel.error.Names;
import io.natsbridge.camel.error.NatsBridgeException.PublishException;
import java.io.IOException;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Publishes to a JetStream stream: a message counts as sent when the stream has stored it. A try that is not answered, or that a server without a leader turns down, is repeated
 * under the same message id, after waits with full jitter, until a deadline; the stream stores the id once.
 */
final class JetStreamPublisher implements Publisher {

    private static final Duration ONE_TRY = Duration.ofSeconds(5);
    private static final long DEADLINE_NANOS = TimeUnit.SECONDS.toNanos(30);
    private static final long CLOSE_MILLIS = 2000;
    private static final long FIRST_WAIT = 100;
    private static final long LONGEST_WAIT = 5000;

    /** The broker has nobody to store the message for the moment: no leader, JetStream switched off, a stream that moves. */
    private static final Set<Integer> NOBODY_STORES = Set.of(10008, 10009, 10014, 10023, 10039, 10074, 10076);

    private final NatsBridgeConnection connection;
    private final JetStream stream;
    private final ScheduledExecutorService timer;
    private final Executor workers;

    /** Guarded by its own lock. */
    private final Set<Attempts> open = new HashSet<>();

    private volatile boolean closing;

    /**
     * @param timer tells when a wait is over
     * @param workers repeat tries
     */
    JetStreamPublisher(NatsBridgeConnection connection, ScheduledExecutorService timer, Executor workers) {
        this.connection = connection;
        this.stream = StreamSetup.client(connection.nats());
        this.timer = timer;
        this.workers = workers;
    }

    @Override
    public void publish(Message message, Result result) {
        connection.confirmer().checkUp(message.getSubject());
        Attempts attempts = new Attempts(message, result);
        synchronized (open) {
            open.add(attempts);
        }
        attempts.next();
    }

    @Override
    public PublishAck publishAndWait(Message message) {
        CompletableFuture<PublishAck> end = new CompletableFuture<>();
        publish(message, (stored, failure) -> {
            if (failure == null) {
                end.complete(stored);
            } else {
                end.completeExceptionally(failure);
            }
        });
        try {
            return end.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new PublishException(
                    "The stream has not confirmed a message to subject '" + Names.printable(message.getSubject())
                            + "': the thread that waited was interrupted; it may have stored it all the same, repeat it with the same message id",
                    true,
                    e);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof PublishException failure ? failure : new IllegalStateException(e.getCause());
        }
    }

    @Override
    public boolean isIdle() {
        synchronized (open) {
            return open.isEmpty();
        }
    }

    /** Gives messages that wait for their answer a moment, and repeats none. */
    @Override
    public void close() {
        closing = true;
        List<Attempts> left;
        synchronized (open) {
            awaitAnswers();
            left = List.copyOf(open);
        }
        left.forEach(Attempts::giveUp);
    }

    private void awaitAnswers() {
        long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(CLOSE_MILLIS);
        try {
            for (long wait = CLOSE_MILLIS; !open.isEmpty() && wait > 0; wait = (end - System.nanoTime()) / 1_000_000) {
                open.wait(wait);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** The tries for one message. */
    private final class Attempts {
        private final Message message;
        private final Result result;
        private final long start = System.nanoTime();
        private volatile int tries;
        private volatile boolean maybeStored;

        Attempts(Message message, Result result) {
            this.message = message;
            this.result = result;
        }

        void next() {
            tries++;
            CompletableFuture<PublishAck> answer;
            try {
                answer = stream.publishAsync(message);
            } catch (IllegalStateException | IllegalArgumentException e) {
                failed(e);
                return;
            }
            CompletableFuture<PublishAck> unused = answer.orTimeout(ONE_TRY.toMillis(), TimeUnit.MILLISECONDS)
                    .whenComplete((stored, failure) -> {
                        if (failure == null) {
                            end(stored, null);
                        } else {
                            failed(cause(failure));
                        }
                    });
        }

        private void failed(Throwable failure) {
            boolean refused = failure instanceof JetStreamApiException
                    || failure instanceof IllegalArgumentException
                    || isUnheard(failure);
            maybeStored |= !refused;
            long wait =
                    ThreadLocalRandom.current().nextLong(1 + Math.min(LONGEST_WAIT, FIRST_WAIT << Math.min(tries, 10)));
            boolean late = System.nanoTime() - start + TimeUnit.MILLISECONDS.toNanos(wait) > DEADLINE_NANOS;
            if (late || closing || refused && !isPassing(failure)) {
                end(null, outcome(failure));
                return;
            }
            try {
                Future<?> unused = timer.schedule(() -> again(failure), wait, TimeUnit.MILLISECONDS);
            } catch (RejectedExecutionException stopped) {
                end(null, outcome(failure));
            }
        }

        private void again(Throwable failure) {
            try {
                workers.execute(this::next);
            } catch (RejectedExecutionException stopped) {
                end(null, outcome(failure));
            }
        }

        /** The first end counts. */
        private void end(PublishAck stored, PublishException failure) {
            synchronized (open) {
                if (!open.remove(this)) {
                    return;
                }
                open.notifyAll();
            }
            result.done(stored, failure);
        }

        void giveUp() {
            maybeStored = true;
            end(null, outcome(new TimeoutException("the route stops before the stream has answered")));
        }

        private PublishException outcome(Throwable failure) {
            String why = failure instanceof TimeoutException && failure.getMessage() == null
                    ? "no answer within " + ONE_TRY.toSeconds() + " s"
                    : Names.printable(String.valueOf(failure.getMessage()));
            return new PublishException(
                    "The stream has not confirmed a message to subject '" + Names.printable(message.getSubject())
                            + "' after " + tries + (tries == 1 ? " try: " : " tries: ") + why
                            + (maybeStored
                                    ? "; it may have stored it all the same, repeat it with the same message id"
                                    : "; check that a stream takes this subject and has room"),
                    maybeStored,
                    failure);
        }
    }

    /** Whether the same try may succeed a little later. */
    private static boolean isPassing(Throwable failure) {
        return isUnheard(failure)
                || failure instanceof JetStreamApiException e
                        && (NOBODY_STORES.contains(e.getApiErrorCode()) || e.getErrorCode() == 503);
    }

    /** Whether the broker says that nobody listens: no stream takes the subject, or none does for the moment. */
    private static boolean isUnheard(Throwable failure) {
        return failure instanceof IOException
                && String.valueOf(failure.getMessage()).contains("503");
    }

    private static Throwable cause(Throwable failure) {
        Throwable cause = failure;
        while (cause.getCause() != null
                && cause.getClass() != JetStreamApiException.class
                && !(cause instanceof IOException)) {
            cause = cause.getCause();
        }
        return cause;
    }
}
