/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.reliability;

import io.natsbridge.camel.reliability.Event.Kind;
import java.util.function.Consumer;

/** Sends messages through some component. Thread-safe. */
interface Sender extends AutoCloseable {

    /**
     * Sends a message; a repeat of it has the same id.
     *
     * @param ended told once how the call ended, on any thread
     */
    void send(int id, byte[] body, Consumer<Kind> ended);

    @Override
    void close();
}
