/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel;

import io.nats.client.Message;
import io.natsbridge.camel.error.Names;
import io.natsbridge.camel.error.NatsBridgeException.PublishException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells JetStream what became of one message: an acknowledgement that the broker confirms, a wish to have it again after a wait that doubles with each delivery, or, when it can
 * never succeed, a dead letter and the end.
 */
final class JetStreamSettlement implements Settlement {

    private static final Logger LOG = LoggerFactory.getLogger(JetStreamSettlement.class);
    private static final long LONGEST_WAIT = Duration.ofMinutes(5).toMillis();
    /** How often the wait before a delivery doubles at most. */
    static final int MOST_DOUBLINGS = 20;

    private final Message message;
    private final JetStreamSource source;
    private final AtomicBoolean decided = new AtomicBoolean();
    private volatile Acknowledgement acknowledgement;

    JetStreamSettlement(Message message, JetStreamSource source) {
        this.message = message;
        this.source = source;
    }

    /** Bytes of the message's body. */
    int size() {
        return Inbound.size(message);
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

    /** Nobody here works on the message any more, but it may still be settled. */
    void leave() {
        source.settled(this);
    }

    /** Runs what follows an acknowledgement, away from the thread that made it. */
    void later(Runnable task) {
        source.later(task);
    }

    /** Gives the message back at once, because nobody here will work on it; where it is acknowledged already, the answer is not waited for any more. */
    void giveBack() {
        Acknowledgement sent = acknowledgement;
        if (decided.compareAndSet(false, true)) {
            quietly("give back", message::nak);
            source.settled(this);
        } else if (sent != null) {
            sent.giveUp();
        }
    }

    /** Gives the message up before a route sees it, because it was delivered too often. */
    void giveUp() {
        if (decided.compareAndSet(false, true)) {
            source.bury(this, DeadLetters.Reason.tooOften(deliveries() - 1));
        }
    }

    /** What a route decides: as {@link NatsBridgeManualAck#nakWithDelay}. */
    void giveBack(Duration delay) {
        decide();
        if (source.isLastDelivery(this)) {
            source.bury(this, DeadLetters.Reason.tooOften(deliveries()));
        } else {
            quietly("ask again for", () -> message.nakWithDelay(delay));
            source.settled(this);
        }
    }

    /** What a route decides: as {@link NatsBridgeManualAck#term}. */
    void terminate(DeadLetters.Reason reason) {
        decide();
        source.bury(this, reason);
    }

    /** What a route says: as {@link NatsBridgeManualAck#inProgress}. */
    void keep() {
        if (decided.get()) {
            throw settledAlready();
        }
        touch();
    }

    /** What a route decides: as {@link NatsBridgeManualAck#ack}. */
    void acknowledge() {
        decide();
        boolean confirmed = false;
        try {
            Exception failure = answer();
            if (failure != null) {
                throw unconfirmed(failure);
            }
            confirmed = true;
            source.settled(this);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw unconfirmed(e);
        } catch (IllegalStateException e) {
            throw unconfirmed(e);
        } finally {
            decided.set(confirmed);
        }
    }

    /** Waits in this thread for the broker's confirmation: null, or what went wrong. */
    private Exception answer() throws InterruptedException {
        BlockingQueue<Optional<Exception>> answers = new ArrayBlockingQueue<>(1);
        Acknowledgement sent = Acknowledgement.send(
                source.connection(), message.getReplyTo(), failure -> answers.add(Optional.ofNullable(failure)));
        Optional<Exception> answer;
        try {
            answer = answers.poll(Acknowledgement.PATIENCE.toNanos(), TimeUnit.NANOSECONDS);
        } finally {
            sent.giveUp();
        }
        return (answer == null ? answers.take() : answer).orElse(null);
    }

    private void decide() {
        if (!decided.compareAndSet(false, true)) {
            throw settledAlready();
        }
    }

    private IllegalStateException settledAlready() {
        return new IllegalStateException("Cannot settle message " + name()
                + ": it is settled already, or is being settled; call one of ack, nak and term, once");
    }

    private PublishException unconfirmed(Exception why) {
        return new PublishException(
                "The acknowledgement of message " + name() + " is not confirmed: " + Names.printable(why.toString())
                        + "; repeat it, or the message may come again",
                true,
                why);
    }

    /** Number and stream. */
    String name() {
        return message.metaData().streamSequence() + " of stream "
                + message.metaData().getStream();
    }

    @Override
    public void done(Runnable afterwards) {
        if (!decided.compareAndSet(false, true)) {
            return;
        }
        try {
            acknowledgement = Acknowledgement.send(
                    source.connection(), message.getReplyTo(), failure -> confirmed(failure, afterwards));
        } catch (IllegalStateException e) {
            confirmed(e, afterwards);
        }
    }

    /** Ends an acknowledgement that the broker has not answered for too long. */
    void expire() {
        Acknowledgement sent = acknowledgement;
        if (sent != null) {
            sent.expire();
        }
    }

    /** Called on the connection's thread, which must not be held up. */
    private void confirmed(Exception failure, Runnable afterwards) {
        source.settled(this);
        if (failure != null) {
            source.later(() -> LOG.warn(
                    "The acknowledgement of message {} is not confirmed: {}; it may come again",
                    name(),
                    Names.printable(failure.toString())));
        } else if (afterwards != NOTHING) {
            source.later(afterwards);
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
            source.bury(this, DeadLetters.Reason.of(why));
        }
    }

    /** The broker is to deliver the message to nobody any more. */
    void end() {
        quietly("end", message::term);
        source.settled(this);
    }

    private long delay(long delivery) {
        long longest = longestWait(source.firstWait(), delivery);
        return longest / 2 + ThreadLocalRandom.current().nextLong(longest / 2 + 1);
    }

    /**
     * The longest wait in ms between a failed delivery and the next.
     *
     * @param first the wait after the first delivery
     * @param delivery 1 for the first
     */
    static long longestWait(long first, long delivery) {
        return Math.min(LONGEST_WAIT, first << Math.min(delivery - 1, MOST_DOUBLINGS));
    }

    /** The message comes again by itself where the broker does not hear of it. */
    private void quietly(String what, Runnable call) {
        try {
            call.run();
        } catch (IllegalStateException e) {
            LOG.warn(
                    "Cannot {} message {}: {}; it comes again after ackWait",
                    what,
                    name(),
                    Names.printable(e.toString()));
        }
    }
}
