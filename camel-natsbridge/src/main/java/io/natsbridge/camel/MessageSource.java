/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel;

/** Where a consumer's messages come from. */
interface MessageSource {

    /** Begins to put messages into a queue. Returns only when the broker knows: what is published from here on arrives. */
    void open(InboundQueue queue) throws InterruptedException;

    /**
     * Takes no more messages from the broker.
     *
     * @return how many were put into the queue, or are about to be
     */
    long stop() throws InterruptedException;

    /** Why no messages come though the connection is up, or null. */
    default String trouble() {
        return null;
    }

    /** Waits until the broker was told what became of every message. Called once the last exchange has ended. */
    void settle() throws InterruptedException;
}
