/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel;

import io.nats.client.Message;
import io.nats.client.api.PublishAck;
import io.natsbridge.camel.error.NatsBridgeException.PublishException;

/** A way to publish that tells what became of a message. */
interface Publisher extends AutoCloseable {

    /**
     * Publishes a message.
     *
     * @param result called once, from another thread, unless this method throws; must not block
     * @throws PublishException when the message was not sent
     */
    void publish(Message message, Result result);

    /**
     * Publishes a message and waits in this thread for what becomes of it.
     *
     * @return where the broker keeps the message; null when it keeps none
     * @throws PublishException when the message was not sent, or its fate is not known
     */
    PublishAck publishAndWait(Message message);

    /**
     * Publishes a request, whose reply tells as well that the broker has it.
     *
     * @param result as {@link #publish} has it; where nobody asks for it, it may never be called
     * @return asks for the result
     * @throws PublishException when the message was not sent
     */
    default Runnable publishRequest(Message message, Result result) {
        publish(message, result);
        return () -> {};
    }

    /** Whether nothing is under way but messages of threads that wait for them. */
    boolean isIdle();

    /** Takes no more messages; those under way come to an end soon, whatever it is. */
    @Override
    default void close() {}

    /** What became of a message. */
    interface Result {

        /**
         * @param stored where the broker keeps the message; null when it keeps none, or on a failure
         * @param failure null when the broker has the message
         */
        void done(PublishAck stored, PublishException failure);
    }
}
