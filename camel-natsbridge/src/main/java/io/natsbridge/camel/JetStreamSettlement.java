/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.nats.client.Message;
import io.natsbridge.camel.error.Names;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells JetStream what became of one message: an acknowledgement that the broker confirms, a wish to have it again after a wait that doubles with each delivery, or, when it can
 * never succeed, a dead letter and the end.
 */
final class JetStreamSettlement implements Settlement {

    private static final Logger LOG = LoggerFactory.getLogger(JetStreamSettlement.class);
    private static final byte[] ACK = "+ACK".getBytes(US_ASCII);
    private static final Duration CONFIRMATION = Duration.ofSeconds(2);
    private static final long LONGEST_WAIT = Duration.ofMinutes(5).toMillis();
    private static final int MOST_DOUBLINGS = 20;

    private final Message message;
    private final JetStreamSource source;
    private final AtomicBoolean decided = new AtomicBoolean();

    JetStreamSettlement(Message message, JetStreamSource source) {
        this.message = message;
        this.source = source;
    }

    int size() {
        byte[] data = message.getData();
        return data == null ? 0 : data.length;
    }

    Message message() {
        return message;
    }

    /** How often the broker has delivered the message, this time included. */
    long deliveries() {
        return message.metaData().deliveredCount();
    }

    /** Tells the broker that somebody works on the message. */
    void touch() {
        quietly("keep", message::inProgress);
    }

    /** Gives the message back at once, because nobody here will work on it. */
    void giveBack() {
        if (decided.compareAndSet(false, true)) {
            quietly("give back", message::nak);
            source.settled(this);
        }
    }

    @Override
    public void done(Runnable afterwards) {
        if (!decided.compareAndSet(false, true)) {
            return;
        }
        try {
            CompletableFuture<Message> unused = source.nats()
                    .requestWithTimeout(message.getReplyTo(), ACK, CONFIRMATION)
                    .whenComplete((answer, failure) -> source.later(() -> confirmed(failure, afterwards)));
        } catch (IllegalStateException e) {
            confirmed(e, afterwards);
        }
    }

    private void confirmed(Throwable failure, Runnable afterwards) {
        source.settled(this);
        if (failure == null) {
            afterwards.run();
        } else {
            LOG.warn(
                    "The acknowledgement of message {} of stream {} is not confirmed: {}; it may come again",
                    message.metaData().streamSequence(),
                    message.metaData().getStream(),
                    Names.printable(failure.toString()));
        }
    }

    @Override
    public void failed(Exception why) {
        if (source.isLastDelivery(this)) {
            refused(why);
        } else if (decided.compareAndSet(false, true)) {
            quietly("ask again for", () -> message.nakWithDelay(Duration.ofMillis(delay(deliveries()))));
            source.settled(this);
        }
    }

    @Override
    public void refused(Exception why) {
        if (decided.compareAndSet(false, true)) {
            source.bury(this, why);
        }
    }

    /** The broker is to deliver the message to nobody any more. */
    void end() {
        quietly("end", message::term);
        source.settled(this);
    }

    private long delay(long delivery) {
        long longest = Math.min(LONGEST_WAIT, source.firstWait() << Math.min(delivery - 1, MOST_DOUBLINGS));
        return longest / 2 + ThreadLocalRandom.current().nextLong(longest / 2 + 1);
    }

    /** The message comes again by itself where the broker does not hear of it. */
    private void quietly(String what, Runnable call) {
        try {
            call.run();
        } catch (IllegalStateException e) {
            LOG.warn(
                    "Cannot {} message {} of stream {}: {}; it comes again after ackWait",
                    what,
                    message.metaData().streamSequence(),
                    message.metaData().getStream(),
                    Names.printable(e.toString()));
        }
    }
}
