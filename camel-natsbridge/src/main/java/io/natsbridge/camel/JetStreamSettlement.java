/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.nats.client.Message;
import io.natsbridge.camel.error.Names;
import io.natsbridge.camel.error.NatsBridgeException.PublishException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
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
    private static final byte[] ACK = "+ACK".getBytes(US_ASCII);
    private static final Duration CONFIRMATION = Duration.ofSeconds(2);
    private static final long LONGEST_WAIT = Duration.ofMinutes(5).toMillis();
    /** How often the wait before a delivery doubles at most. */
    static final int MOST_DOUBLINGS = 20;

    private final Message message;
    private final JetStreamSource source;
    private final AtomicBoolean decided = new AtomicBoolean();

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

    /** Gives the message back at once, because nobody here will work on it. */
    void giveBack() {
        if (decided.compareAndSet(false, true)) {
            quietly("give back", message::nak);
            source.settled(this);
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
            confirm().get();
            confirmed = true;
            source.settled(this);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw unconfirmed(e);
        } catch (ExecutionException | IllegalStateException e) {
            throw unconfirmed(e);
        } finally {
            decided.set(confirmed);
        }
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

    /** The client alone looks only every few seconds whether the time of a request is over. */
    private CompletableFuture<Message> confirm() {
        return source.nats()
                .requestWithTimeout(message.getReplyTo(), ACK, CONFIRMATION)
                .orTimeout(CONFIRMATION.toMillis(), TimeUnit.MILLISECONDS);
    }

    private String name() {
        return message.metaData().streamSequence() + " of stream "
                + message.metaData().getStream();
    }

    @Override
    public void done(Runnable afterwards) {
        if (!decided.compareAndSet(false, true)) {
            return;
        }
        try {
            CompletableFuture<Message> unused =
                    confirm().whenComplete((answer, failure) -> confirmed(failure, afterwards));
        } catch (IllegalStateException e) {
            confirmed(e, afterwards);
        }
    }

    /** Called on the connection's thread, which must not be held up. */
    private void confirmed(Throwable failure, Runnable afterwards) {
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
