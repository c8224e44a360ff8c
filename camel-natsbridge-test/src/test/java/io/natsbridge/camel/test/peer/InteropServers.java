/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.test.peer;

import static org.assertj.core.api.Assumptions.assumeThat;

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

    /** A subject that no other test uses. */
    static String newSubject() {
        return "peer.it." + ProcessHandle.current().pid() + "." + SUBJECTS.incrementAndGet();
    }
}
