/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.benchmark;

import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** The most that a piece of work keeps alive in this JVM's heap: while it runs, collections are asked for, and what is left after each is looked at. */
final class LivePeak {

    private static final int LEAST_SAMPLES = 5;
    private static final long PAUSE = 100; // milliseconds

    private LivePeak() {}

    /**
     * Does the work again and again until it was looked at a few times.
     *
     * @return bytes
     */
    static long whileDoing(Rate.Step work) throws Exception {
        Sampler sampler = new Sampler();
        Thread thread = new Thread(sampler, "live-peak");
        thread.start();
        try {
            do {
                work.run();
            } while (sampler.samples < LEAST_SAMPLES);
        } finally {
            sampler.over.countDown();
            thread.join();
        }
        return sampler.peak;
    }

    private static final class Sampler implements Runnable {
        private final CountDownLatch over = new CountDownLatch(1);
        private volatile int samples;
        private volatile long peak;

        @Override
        public void run() {
            try {
                while (!over.await(PAUSE, TimeUnit.MILLISECONDS)) {
                    System.gc();
                    peak = Math.max(peak, leftByCollection());
                    samples = samples + 1;
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }

        private static long leftByCollection() {
            return ManagementFactory.getMemoryPoolMXBeans().stream()
                    .filter(pool -> pool.getType() == MemoryType.HEAP)
                    .map(MemoryPoolMXBean::getCollectionUsage)
                    .mapToLong(usage -> usage == null ? 0 : usage.getUsed())
                    .sum();
        }
    }
}
