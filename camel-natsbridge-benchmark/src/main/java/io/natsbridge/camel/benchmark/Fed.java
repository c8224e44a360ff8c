/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.benchmark;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/** Somebody who takes messages as fast as they come from a {@link Feeder}: messages a second. */
final class Fed implements Contender {

    private static final AtomicLong NEXT = new AtomicLong();

    private final String natsUrl;
    private final String subject;
    private final byte[] message;
    private final Tally tally;
    private final AutoCloseable taking;

    /** @param size bytes of the payload */
    Fed(Stage stage, int size, Taker taker) throws Exception {
        natsUrl = stage.natsUrl();
        subject = "fed." + NEXT.incrementAndGet();
        message = SendSuite.envelope(stage, Payloads.bytes(size));
        tally = new Tally(taker.decodes() ? size : message.length);
        taking = taker.start().open(stage, subject, tally);
    }

    @Override
    public double measure(Duration window) throws Exception {
        try (Feeder feeder = Feeder.open(natsUrl, subject, message)) {
            return feeder.feed(window, tally);
        }
    }

    /** Takes that many messages, or a few more. */
    long take(long messages) throws Exception {
        try (Feeder feeder = Feeder.open(natsUrl, subject, message)) {
            return feeder.feed(messages, tally);
        }
    }

    /** Bytes of the message on the wire. */
    int wireSize() {
        return message.length;
    }

    @Override
    public void close() throws Exception {
        taking.close();
    }
}
