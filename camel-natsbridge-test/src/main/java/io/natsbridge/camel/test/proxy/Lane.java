/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.test.proxy;

import java.time.Duration;
import java.util.Random;

/** What happens to the bytes of one direction, of all connections. Thread-safe. */
final class Lane {

    private final Random random;
    private boolean open = true;
    private boolean paused;
    private boolean dropping;
    private long shortest;
    private long longest;
    private long passed;
    private long dropped;

    Lane(long seed) {
        random = new Random(seed);
    }

    synchronized void pause() {
        paused = true;
    }

    synchronized void drop() {
        dropping = true;
        paused = false;
        notifyAll();
    }

    /** Holds each block back for a time between two. */
    synchronized void delay(Duration least, Duration most) {
        shortest = least.toNanos();
        longest = most.toNanos();
    }

    /** Ends all faults. */
    synchronized void forward() {
        paused = false;
        dropping = false;
        shortest = 0;
        longest = 0;
        notifyAll();
    }

    synchronized void close() {
        open = false;
        forward();
    }

    /**
     * Waits until a block may go on.
     *
     * @return whether it does; false when it is to be dropped
     */
    synchronized boolean admit(int bytes) throws InterruptedException {
        long hold = longest == 0 ? 0 : shortest + (long) (random.nextDouble() * (longest - shortest));
        long start = System.nanoTime();
        for (long left = hold; left > 0 && longest > 0; left = hold - (System.nanoTime() - start)) {
            wait(1 + left / 1_000_000);
        }
        while (paused && open) {
            wait();
        }
        if (dropping) {
            dropped += bytes;
            return false;
        }
        passed += bytes;
        return true;
    }

    synchronized long passed() {
        return passed;
    }

    synchronized long dropped() {
        return dropped;
    }
}
