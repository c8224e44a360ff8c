/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.reliability;

import io.natsbridge.camel.reliability.Event.Kind;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Sends ids one after the other at a steady pace, many at once, and repeats calls that did not succeed where that is wanted. */
final class Load {

    private static final int AT_ONCE = 256;
    private static final Duration BEFORE_REPEAT = Duration.ofMillis(50);
    private static final long PATIENCE_SECONDS = 300;

    private final Sender sender;
    private final Ledger ledger;
    private final Letters letters;
    private final Set<Kind> repeated;
    private final int atOnce;
    private final Semaphore slots;
    private final AtomicInteger ended = new AtomicInteger();
    private volatile boolean stopped;

    /**
     * How it sends.
     *
     * @param repeated how a call must have ended for its id to be sent again
     * @param atOnce how many calls are open at most
     */
    record Manner(Set<Kind> repeated, int atOnce) {}

    /** @param repeated how a call must have ended for its id to be sent again */
    Load(Sender sender, Ledger ledger, Letters letters, Set<Kind> repeated) {
        this(sender, ledger, letters, new Manner(repeated, AT_ONCE));
    }

    Load(Sender sender, Ledger ledger, Letters letters, Manner manner) {
        this.sender = sender;
        this.ledger = ledger;
        this.letters = letters;
        this.repeated = manner.repeated();
        this.atOnce = manner.atOnce();
        this.slots = new Semaphore(atOnce);
    }

    /**
     * Sends ids and returns when all calls have ended.
     *
     * @param end the id after the last one
     * @param perSecond the pace
     * @return the id after the last one that was sent
     */
    int run(int end, int perSecond) throws InterruptedException {
        return run(0, end, perSecond);
    }

    /**
     * The same from another id on.
     *
     * @param first the first id
     */
    int run(int first, int end, int perSecond) throws InterruptedException {
        long gap = TimeUnit.SECONDS.toNanos(1) / perSecond;
        long next = System.nanoTime();
        int id = first;
        for (; id < end && !stopped; id++) {
            take(1);
            call(id);
            next = Math.max(next + gap, System.nanoTime() - 10 * gap);
            long early = next - System.nanoTime();
            if (early > 1_000_000) {
                Pause.of(Duration.ofNanos(early));
            }
        }
        take(atOnce);
        return id;
    }

    /** Sends no further ids. */
    void stop() {
        stopped = true;
    }

    private void take(int permits) throws InterruptedException {
        if (!slots.tryAcquire(permits, PATIENCE_SECONDS, TimeUnit.SECONDS)) {
            throw new IllegalStateException("Calls do not end: " + (atOnce - slots.availablePermits()) + " are open");
        }
    }

    /** How many ids are through. */
    int ended() {
        return ended.get();
    }

    private void call(int id) {
        byte[] body = letters.body(id);
        ledger.sent(id, Letters.digest(body));
        sender.send(id, body, outcome -> {
            ledger.ended(id, outcome);
            if (repeated.contains(outcome) && !stopped) {
                CompletableFuture.delayedExecutor(BEFORE_REPEAT.toMillis(), TimeUnit.MILLISECONDS)
                        .execute(() -> call(id));
            } else {
                ended.incrementAndGet();
                slots.release();
            }
        });
    }
}
