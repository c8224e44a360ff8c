/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets routes go on after a confirmation, away from the thread that confirms. One worker takes all that are ready, without a hand-over for each; when it does not keep up,
 * because a route blocks or has much to do, more and more workers help until nothing is left. Thread-safe.
 */
final class Continuations implements Executor {

    private static final Logger LOG = LoggerFactory.getLogger(Continuations.class);
    private static final long PATIENCE_MILLIS = 5;

    private final Executor workers;
    private final ScheduledExecutorService timer;
    private final Queue<Runnable> tasks = new ConcurrentLinkedQueue<>();
    private final AtomicInteger working = new AtomicInteger();
    private final AtomicBoolean watched = new AtomicBoolean();
    private volatile boolean emptied;

    /**
     * @param workers run the tasks
     * @param timer tells when help is due
     */
    Continuations(Executor workers, ScheduledExecutorService timer) {
        this.workers = workers;
        this.timer = timer;
    }

    /** Runs a task soon, in its turn; when the workers are being stopped, now. */
    @Override
    public void execute(Runnable task) {
        tasks.add(task);
        if (working.compareAndSet(0, 1)) {
            start();
        } else {
            watch();
        }
    }

    private void start() {
        try {
            workers.execute(this::work);
        } catch (RejectedExecutionException stopped) {
            LOG.debug("The workers are being stopped; what is left is done by who asks", stopped);
            work();
        }
    }

    private void work() {
        do {
            for (Runnable task = tasks.poll(); task != null; task = tasks.poll()) {
                run(task);
            }
            emptied = true;
            working.decrementAndGet();
        } while (!tasks.isEmpty() && working.compareAndSet(0, 1));
    }

    private static void run(Runnable task) {
        try {
            task.run();
        } catch (RuntimeException | Error e) {
            LOG.error("A route could not go on after a message was sent", e);
        }
    }

    /** Sees to it that somebody looks in a moment whether those at work keep up. */
    private void watch() {
        if (!watched.get() && watched.compareAndSet(false, true)) {
            emptied = false;
            try {
                ScheduledFuture<?> unused = timer.schedule(this::look, PATIENCE_MILLIS, TimeUnit.MILLISECONDS);
            } catch (RejectedExecutionException stopped) {
                LOG.debug("The timer is stopped; those at work get no help", stopped);
            }
        }
    }

    private void look() {
        watched.set(false);
        if (tasks.isEmpty()) {
            return;
        }
        int helpers = emptied ? 0 : Math.max(1, working.get());
        watch();
        for (int i = 0; i < helpers; i++) {
            working.incrementAndGet();
            start();
        }
    }
}
