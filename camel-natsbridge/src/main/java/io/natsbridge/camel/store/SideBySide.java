/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.store;

import io.natsbridge.camel.error.NatsBridgeException.FileserverException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.slf4j.MDC;

/**
 * The links of one message, a few of which are worked on at once: by the caller's thread and some that help it. The first failure ends what is under way, and is the caller's
 * when nothing of it runs any more.
 */
final class SideBySide {

    /** How many at once where nothing else is said. */
    static final int MOST = 4;

    private static final Executor HELPERS = new ThreadPoolExecutor(
            0, Integer.MAX_VALUE, 1, TimeUnit.SECONDS, new SynchronousQueue<>(), SideBySide::newThread);

    private final int count;
    private final int atOnce;
    private final Work work;
    private final Cancellation cancellation = new Cancellation();
    private final AtomicInteger next = new AtomicInteger();
    private final AtomicReference<Throwable> failure = new AtomicReference<>();

    /** What is done to one of them. */
    @FunctionalInterface
    interface Work {
        /** @param cancellation is to end it */
        void run(int index, Cancellation cancellation);
    }

    private SideBySide(int count, int atOnce, Work work) {
        this.count = count;
        this.atOnce = atOnce;
        this.work = work;
    }

    /**
     * Does the work for each index from zero on. When the caller is interrupted meanwhile, that counts as a failure.
     *
     * @param atOnce how many at once; 1 or less: one after the other in the caller's thread
     * @throws RuntimeException what the work throws first; nothing is under way any more
     */
    static void run(int count, int atOnce, Work work) {
        new SideBySide(count, atOnce, work).run();
    }

    private void run() {
        List<CompletableFuture<Void>> helpers = new ArrayList<>();
        for (int i = 1; i < Math.min(atOnce, count); i++) {
            helpers.add(CompletableFuture.runAsync(asIn(MDC.getCopyOfContextMap(), this::workOff), HELPERS));
        }
        workOff();
        helpers.forEach(this::awaitEnd);
        Throwable first = failure.get();
        if (first instanceof Error error) {
            throw error;
        }
        if (first != null) {
            throw (RuntimeException) first;
        }
    }

    private void workOff() {
        for (int i = next.getAndIncrement(); i < count && !cancellation.isCancelled(); i = next.getAndIncrement()) {
            try {
                work.run(i, cancellation);
            } catch (RuntimeException | Error e) {
                fail(e);
            }
        }
    }

    private void fail(Throwable e) {
        failure.compareAndSet(null, e);
        cancellation.cancel();
    }

    private void awaitEnd(CompletableFuture<Void> helper) {
        boolean interrupted = false;
        while (!helper.isDone()) {
            try {
                helper.get();
            } catch (InterruptedException e) {
                interrupted = true;
                fail(new FileserverException(
                        "Cannot transfer the links of a message: the thread was interrupted", 0, true, null, e));
            } catch (ExecutionException e) {
                fail(e.getCause());
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** A helper logs and loads classes as the thread does that it helps. */
    private static Runnable asIn(Map<String, String> context, Runnable task) {
        ClassLoader loader = Thread.currentThread().getContextClassLoader();
        return () -> {
            Thread.currentThread().setContextClassLoader(loader);
            MDC.setContextMap(context == null ? Map.of() : context);
            try {
                task.run();
            } finally {
                MDC.clear();
            }
        };
    }

    private static Thread newThread(Runnable task) {
        Thread thread = new Thread(task, "natsbridge-links");
        thread.setDaemon(true);
        return thread;
    }
}
