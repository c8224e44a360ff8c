/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel;

import io.nats.client.Message;
import io.nats.client.api.PublishAck;

/** Publishes over core NATS, where the broker keeps nothing: a message counts as sent when the broker has it. */
record CorePublisher(PublishConfirmer confirmer) implements Publisher {

    @Override
    public void publish(Message message, Result result) {
        confirmer.publish(message, failure -> result.done(null, failure));
    }

    @Override
    public PublishAck publishAndWait(Message message) {
        confirmer.publishAndWait(message);
        return null;
    }

    @Override
    public Runnable publishRequest(Message message, Result result) {
        PublishConfirmer.Pending pending = confirmer.send(message);
        return () -> confirmer.confirm(pending, failure -> result.done(null, failure));
    }

    @Override
    public boolean isIdle() {
        return confirmer.isIdle();
    }
}
