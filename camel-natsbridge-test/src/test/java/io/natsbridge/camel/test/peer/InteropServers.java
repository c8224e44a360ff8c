/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.test.peer;

import static org.assertj.core.api.Assumptions.assumeThat;

import io.nats.client.Connection;
import io.nats.client.Nats;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;

/** The servers that the tests of the peers are given by system properties; without them the tests are skipped. */
final class InteropServers {

    private static final String NATS = System.getProperty("nats.service.url", "");
    private static final String PLIK = System.getProperty("plik.service.url", "");
    private static final String NO_FILESERVER = "http://127.0.0.1:9";
    private static final AtomicInteger SUBJECTS = new AtomicInteger();

    private InteropServers() {}

    static String natsUrl() {
        assumeThat(NATS).as("system property nats.service.url").isNotEmpty();
        return NATS;
    }

    /** The address of a Plik server, or one where nobody listens. */
    static String fileserverUrl() {
        return PLIK.isEmpty() ? NO_FILESERVER : PLIK;
    }

    static void assumeFileserver() {
        assumeThat(PLIK).as("system property plik.service.url").isNotEmpty();
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
