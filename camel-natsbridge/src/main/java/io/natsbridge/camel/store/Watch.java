/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.store;

import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.hc.core5.concurrent.Cancellable;

/**
 * Guards one HTTP exchange: cancels it when its deadline is over, when the answer stays away, or when a body moves too slowly. A socket's own time-out covers neither a
 * trickle nor a write that nobody reads. The thread that runs the exchange reports what it does; the check runs on another.
 */
final class Watch implements AutoCloseable {

    private enum Phase {
        CONNECTING,
        WAITING,
        MOVING,
        OVER
    }

    private final ScheduledExecutorService timer;
    private final HttpTimeouts timeouts;
    private final Deadline deadline;
    private final Cancellable exchange;
    private final Runnable cancelled = this::check;
    private Phase phase = Phase.CONNECTING;
    private Deadline phaseEnd;
    private Future<?> nextCheck;
    private long movedBefore;
    private volatile long moved;
    private volatile boolean bodyCut;
    private volatile String verdict;

    Watch(ScheduledExecutorService timer, HttpTimeouts timeouts, Deadline deadline, Cancellable exchange) {
        this.timer = timer;
        this.timeouts = timeouts;
        this.deadline = deadline;
        this.exchange = exchange;
        enter(Phase.CONNECTING, deadline);
        deadline.cancellation().addListener(cancelled);
    }

    /** The request is out: from now on the answer must come. */
    void waitForAnswer() {
        enter(Phase.WAITING, Deadline.in(timeouts.answer()));
    }

    /** A body is on its way: from now on bytes must move. */
    synchronized void watchBody() {
        movedBefore = moved;
        enter(Phase.MOVING, Deadline.in(timeouts.floorWindow()));
    }

    /** So many bytes moved; only the thread that runs the exchange calls this. */
    @SuppressWarnings("NonAtomicVolatileUpdate") // one writer
    void moved(int bytes) {
        moved += bytes;
    }

    /** The request's body was not sent whole: what follows on this connection would be taken for the rest of it. */
    void bodyCut() {
        bodyCut = true;
    }

    boolean isBodyCut() {
        return bodyCut;
    }

    /** Why the exchange was cancelled, or null. */
    String verdict() {
        return verdict;
    }

    @Override
    public synchronized void close() {
        phase = Phase.OVER;
        nextCheck.cancel(false);
        deadline.cancellation().removeListener(cancelled);
    }

    private synchronized void enter(Phase next, Deadline end) {
        if (phase == Phase.OVER) {
            return;
        }
        phase = next;
        phaseEnd = end;
        if (nextCheck != null) {
            nextCheck.cancel(false);
        }
        schedule();
    }

    private void schedule() {
        Duration wait = phaseEnd.remaining();
        if (deadline.remaining().compareTo(wait) < 0) {
            wait = deadline.remaining();
        }
        nextCheck = timer.schedule(this::check, Math.max(0, wait.toNanos()), TimeUnit.NANOSECONDS);
    }

    private void check() {
        synchronized (this) {
            if (phase == Phase.OVER) {
                return;
            }
            verdict = judge();
            if (verdict == null) {
                schedule();
                return;
            }
            phase = Phase.OVER;
        }
        exchange.cancel();
    }

    private String judge() {
        if (deadline.isCancelled()) {
            return "given up after " + moved + " bytes, for another link of the same message failed";
        }
        if (deadline.isOver()) {
            return "not over by its deadline after " + moved + " bytes";
        }
        if (!phaseEnd.isOver()) {
            return null;
        }
        if (phase == Phase.WAITING) {
            return "no answer within " + timeouts.answer().toMillis() + " ms";
        }
        long least = timeouts.floor() * timeouts.floorWindow().toMillis() / 1000;
        if (moved - movedBefore < least) {
            return moved - movedBefore + " bytes moved in "
                    + timeouts.floorWindow().toMillis() + " ms, fewer than " + least;
        }
        movedBefore = moved;
        phaseEnd = Deadline.in(timeouts.floorWindow());
        return null;
    }
}
