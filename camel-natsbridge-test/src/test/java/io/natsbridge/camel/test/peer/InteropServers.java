/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.test.peer;

import io.nats.client.Connection;
import io.nats.client.Nats;
import io.natsbridge.camel.test.nats.NatsService;
import io.natsbridge.camel.test.nats.NatsServices;
import io.natsbridge.camel.test.plik.PlikService;
import io.natsbridge.camel.test.plik.PlikServices;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;

/** The servers of the peers' tests: given ones, else ones that are started with the first test and end with the JVM. */
final class InteropServers {

    private static final NatsService NATS = NatsServices.start();
    private static final PlikService PLIK = PlikServices.start();
    private static final AtomicInteger SUBJECTS = new AtomicInteger();

    private InteropServers() {}

    static String natsUrl() {
        return NATS.url();
    }

    static String fileserverUrl() {
        return PLIK.url();
    }

    static PeerProcess start(Peer peer) {
        return peer.start(natsUrl(), fileserverUrl());
    }

    /** Publishes past all peers. */
    static void publish(String subject, byte[] message) {
        try {
            Connection connection = Nats.connect(natsUrl());
            connection.publish(subject, message);
            connection.flush(Duration.ofSeconds(10));
            connection.close();
        } catch (IOException | TimeoutException e) {
            throw new IllegalStateException("Could not publish to " + subject, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while publishing to " + subject, e);
        }
    }

    /** A subject that no other test uses. */
    static String newSubject() {
        return "peer.it." + ProcessHandle.current().pid() + "." + SUBJECTS.incrementAndGet();
    }
}
