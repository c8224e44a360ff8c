/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.test.peer;

import java.util.Optional;

/**
 * A NATSBridge implementation in another language that can be run on this machine.
 *
 * <pre>{@code
 * try (PeerProcess peer = new NodePeer().start("nats://localhost:4222", "http://localhost:8080")) {
 *     peer.subscribe("orders");
 *     ...
 *     PeerMessage message = peer.awaitMessage(Duration.ofSeconds(5));
 * }
 * }</pre>
 *
 * <p>Thread-safe.
 */
public interface Peer {

    /** Returns a short name: {@code node}, {@code python}, {@code micropython}. */
    String name();

    /** Returns why the peer cannot run here, for instance since its runtime is not installed; empty when it can. */
    Optional<String> unavailableReason();

    /** Tells whether the peer can run here. Nothing is installed by asking. */
    default boolean isAvailable() {
        return unavailableReason().isEmpty();
    }

    /**
     * Installs the peer where that has not been done yet (which needs the language's package registry), and starts it.
     *
     * @param natsUrl of the broker, with user and password if it wants them
     * @param fileserverUrl base URL of the Plik server to use for large payloads; nothing need be there as long as
     *     payloads stay small
     * @return the running peer, connected to the broker; the caller closes it
     * @throws PeerException if it cannot be installed or started
     */
    PeerProcess start(String natsUrl, String fileserverUrl);
}
