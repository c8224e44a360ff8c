/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.reliability;

import io.nats.client.Connection;
import io.nats.client.Nats;
import java.io.IOException;

/**
 * A connection of those who look on; the caller closes it.
 *
 * @param nats the client
 */
record Wire(Connection nats) implements AutoCloseable {

    static Wire to(String url) {
        try {
            return new Wire(Nats.connect(url));
        } catch (IOException e) {
            throw new IllegalStateException("Cannot connect to " + url, e);
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    @Override
    public void close() {
        try {
            nats.close();
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    private static IllegalStateException interrupted(InterruptedException e) {
        Thread.currentThread().interrupt();
        return new IllegalStateException("Interrupted", e);
    }
}
