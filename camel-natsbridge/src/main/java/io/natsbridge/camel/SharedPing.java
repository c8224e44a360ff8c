/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel;

import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

/** One ping for all threads that ask while another is under way: the first of them sends it, the others wait for its answer. Thread-safe. */
final class SharedPing {

    private final NatsBridgeConnection connection;

    /** Guarded by this: the ping that is still to be sent. */
    private Round open = new Round();

    SharedPing(NatsBridgeConnection connection) {
        this.connection = connection;
    }

    private static final class Round {
        /** What went wrong, or null; cancelled when the ping was not sent. */
        private final CompletableFuture<String> answer = new CompletableFuture<>();

        private boolean led;
    }

    /**
     * Waits until the broker has answered a ping that follows everything sent before this call.
     *
     * @return null when the broker has answered, else what went wrong
     */
    String await() throws InterruptedException {
        Round round;
        boolean first;
        synchronized (this) {
            round = open;
            first = !round.led;
            round.led = true;
        }
        return first ? lead(round) : follow(round);
    }

    private String lead(Round round) throws InterruptedException {
        try {
            String failure = connection.ping(() -> close(round));
            round.answer.complete(failure);
            return failure;
        } finally {
            close(round);
            round.answer.cancel(false);
        }
    }

    /** Whoever asks from now on waits for the next ping. */
    private synchronized void close(Round round) {
        if (open == round) {
            open = new Round();
        }
    }

    private String follow(Round round) throws InterruptedException {
        try {
            return round.answer.get();
        } catch (CancellationException notSent) {
            return await();
        } catch (ExecutionException e) {
            throw new IllegalStateException("a ping fails by its answer alone", e);
        }
    }
}
