/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.nats.client.Message;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

/**
 * An acknowledgement that waits for the broker's answer. It has no timer of its own: who sends it asks from time to time whether it is overdue. Of answer and end of patience only
 * the first counts: whoever takes its token out of the inbox ends it. Thread-safe.
 */
final class Acknowledgement {

    /** How long an answer is waited for. */
    static final Duration PATIENCE = Duration.ofSeconds(2);

    private static final byte[] ACK = "+ACK".getBytes(US_ASCII);

    private final ReplyInbox inbox;
    private final String answerTo;
    private final Consumer<Exception> end;
    private final long sent = System.nanoTime();

    private Acknowledgement(ReplyInbox inbox, Consumer<Exception> end) {
        this.inbox = inbox;
        this.end = end;
        this.answerTo = inbox.expect(this::answered);
    }

    /**
     * Acknowledges a message.
     *
     * @param subject where the broker wants to hear of the message
     * @param end called once, with null when the broker has confirmed it, else with what went wrong; from the connection's thread, so it must not block
     * @throws IllegalStateException when it could not be sent; the end is then not told
     */
    static Acknowledgement send(NatsBridgeConnection connection, String subject, Consumer<Exception> end) {
        Acknowledgement acknowledgement = new Acknowledgement(connection.inbox(), end);
        try {
            connection.nats().publish(subject, acknowledgement.answerTo, ACK);
        } catch (IllegalStateException e) {
            connection.inbox().forget(acknowledgement.answerTo);
            throw e;
        }
        return acknowledgement;
    }

    private void answered(Message answer) {
        end.accept(
                answer.isStatusMessage()
                        ? new IOException(
                                "the broker says " + answer.getStatus().getMessageWithCode())
                        : null);
    }

    /** Ends it when it has waited too long. */
    void expire() {
        if (System.nanoTime() - sent > PATIENCE.toNanos()) {
            giveUp();
        }
    }

    /** Waits no longer, if there is no answer yet. */
    void giveUp() {
        if (inbox.forget(answerTo)) {
            long waited = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - sent);
            end.accept(new TimeoutException("the broker has not answered within " + waited + " ms"));
        }
    }
}
