/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.main;

import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** A bean that routes hand messages to; until its gate is open it keeps them waiting. */
public final class Arrivals {

    private final BlockingQueue<String> texts = new LinkedBlockingQueue<>();
    private final CountDownLatch gate = new CountDownLatch(1);

    /** Takes a message from a route. */
    public void take(String text) throws InterruptedException {
        if (!gate.await(60, TimeUnit.SECONDS)) {
            throw new IllegalStateException("The gate stayed shut for " + text);
        }
        texts.add(text);
    }

    void open() {
        gate.countDown();
    }

    List<String> texts() {
        return List.copyOf(texts);
    }
}
