/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel;

import io.natsbridge.camel.error.NatsBridgeException.PublishException;
import java.time.Duration;

/**
 * Lets a route decide what becomes of a message of a JetStream stream. It is in the header {@link NatsBridgeConstants#MANUAL_ACK} of what a consumer with {@code manualAck=true}
 * receives.
 *
 * <p>A message is settled once, by {@link #ack}, {@link #nak}, {@link #nakWithDelay} or {@link #term}; that may happen after the exchange has ended, and in another thread. Until
 * the exchange ends the broker is told that somebody works on the message. What is not settled by then is delivered again after {@code ackWait}, unless it is settled before. An
 * exchange that fails without a decision is dealt with as without {@code manualAck}. Thread-safe.
 *
 * <pre>{@code
 * NatsBridgeManualAck ack = exchange.getMessage().getHeader(NatsBridgeConstants.MANUAL_ACK, NatsBridgeManualAck.class);
 * ack.ack();
 * }</pre>
 */
public interface NatsBridgeManualAck {

    /**
     * Tells the broker that the message is dealt with, and waits up to 2 s for its confirmation: after that the message does not come again.
     *
     * @throws PublishException when the broker has not confirmed it. The message is not settled then: this may be called again, else the message may come again
     * @throws IllegalStateException when the message is settled
     */
    void ack();

    /**
     * Gives the message back: it is delivered again at once. The last delivery that {@code maxDeliver} allows ends as a dead letter.
     *
     * @throws IllegalStateException when the message is settled
     */
    void nak();

    /**
     * Gives the message back: it is delivered again after a wait. The last delivery that {@code maxDeliver} allows ends as a dead letter.
     *
     * @param delay 0 for at once
     * @throws IllegalArgumentException when the delay is negative
     * @throws IllegalStateException when the message is settled
     */
    void nakWithDelay(Duration delay);

    /**
     * Ends the message: it is not delivered again. Where there is a {@code deadLetterSubject} its bytes are stored there first. Does not wait for that.
     *
     * @throws IllegalStateException when the message is settled
     */
    void term();

    /**
     * Ends the message as {@link #term()} does.
     *
     * @param reason goes into the log and into a header of the dead letter; not the place for secrets
     * @throws IllegalStateException when the message is settled
     */
    void term(String reason);

    /**
     * Tells the broker that somebody works on the message, so that {@code ackWait} begins anew. Needed only after the exchange has ended.
     *
     * @throws IllegalStateException when the message is settled
     */
    void inProgress();
}
