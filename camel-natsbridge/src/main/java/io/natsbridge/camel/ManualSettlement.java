/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;

/** Lets the route tell JetStream what became of a message. Only a message that the route never saw, or failed with before it decided, is settled for it. */
final class ManualSettlement implements Settlement, NatsBridgeManualAck {

    private static final String ENDED = "the route ended it";

    private final JetStreamSettlement message;
    private final CompletableFuture<Void> acknowledged = new CompletableFuture<>();

    ManualSettlement(JetStreamSettlement message) {
        this.message = message;
    }

    @Override
    public void ack() {
        message.acknowledge();
        acknowledged.complete(null);
    }

    @Override
    public void nak() {
        message.giveBack(Duration.ZERO);
    }

    @Override
    public void nakWithDelay(Duration delay) {
        if (delay.isNegative()) {
            throw new IllegalArgumentException("Cannot give a message back after " + delay + ": less than 0");
        }
        message.giveBack(delay);
    }

    @Override
    public void term() {
        term(ENDED);
    }

    @Override
    public void term(String reason) {
        message.terminate(new DeadLetters.Reason("terminated", reason == null ? ENDED : reason));
    }

    @Override
    public void inProgress() {
        message.keep();
    }

    @Override
    public void done(Runnable afterwards) {
        message.leave();
        Future<Void> unused = acknowledged.thenRun(() -> message.later(afterwards));
    }

    @Override
    public void failed(Exception why) {
        message.failed(why);
    }

    @Override
    public void refused(Exception why) {
        message.refused(why);
    }
}
