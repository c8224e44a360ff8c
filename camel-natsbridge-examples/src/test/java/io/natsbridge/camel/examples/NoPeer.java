/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.examples;

import io.natsbridge.camel.test.peer.Peer;
import io.natsbridge.camel.test.peer.PeerProcess;
import java.util.Optional;

/** A Node.js peer on a machine without Node.js. */
final class NoPeer implements Peer {

    @Override
    public String name() {
        return "node";
    }

    @Override
    public Optional<String> unavailableReason() {
        return Optional.of("no Node.js 20 or later");
    }

    @Override
    public PeerProcess start(String natsUrl, String fileserverUrl) {
        throw new AssertionError("a peer that cannot run was started");
    }
}
