/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.store;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Tells all that is under way together that it is to end. Thread-safe. */
final class Cancellation {

    private final CountDownLatch cancelled = new CountDownLatch(1);
    private final Set<Runnable> listeners = ConcurrentHashMap.newKeySet();

    void cancel() {
        cancelled.countDown();
        listeners.forEach(Runnable::run);
    }

    boolean isCancelled() {
        return cancelled.getCount() == 0;
    }

    /** Calls somebody when it comes to that, at once when it has; possibly twice. */
    void addListener(Runnable listener) {
        listeners.add(listener);
        if (isCancelled()) {
            listener.run();
        }
    }

    void removeListener(Runnable listener) {
        listeners.remove(listener);
    }

    /** Sleeps for that long, or until it comes to that. */
    void await(Duration time) throws InterruptedException {
        boolean unused = cancelled.await(time.toNanos(), TimeUnit.NANOSECONDS);
    }
}
