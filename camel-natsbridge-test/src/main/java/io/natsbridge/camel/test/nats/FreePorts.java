/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.test.nats;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Chooses ports that nothing listens on.
 *
 * <p>They lie below the range from which systems take the local ports of outgoing connections. A port from that range
 * can be lost while its server is down: to any connection of the machine, and even to the server's own client, which
 * then reconnects to itself. A chosen port can still be taken before it is used; who starts a server tries again.
 */
final class FreePorts {

    private static final byte[] LOOPBACK = {127, 0, 0, 1};
    private static final int LOWEST = 10_000;
    private static final int HIGHEST = 32_000;
    private static final int TRIES = 200;

    private FreePorts() {}

    /**
     * Chooses different ports.
     *
     * @param count how many
     * @return free ports on the loopback address
     * @throws IllegalStateException if there are not enough
     */
    static int[] choose(int count) {
        List<ServerSocket> held = new ArrayList<>();
        try {
            for (int tries = 0; held.size() < count && tries < TRIES; tries++) {
                hold(ThreadLocalRandom.current().nextInt(LOWEST, HIGHEST)).ifPresent(held::add);
            }
            if (held.size() < count) {
                throw new IllegalStateException(
                        "Could not choose " + count + " free ports from " + LOWEST + " to " + HIGHEST + ": found "
                                + held.size() + " in " + TRIES + " tries; end servers that are left over");
            }
            return held.stream().mapToInt(ServerSocket::getLocalPort).toArray();
        } finally {
            held.forEach(FreePorts::release);
        }
    }

    private static Optional<ServerSocket> hold(int port) {
        try {
            return Optional.of(new ServerSocket(port, 1, InetAddress.getByAddress(LOOPBACK)));
        } catch (IOException taken) {
            return Optional.empty();
        }
    }

    private static void release(ServerSocket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            throw new IllegalStateException("Could not release port " + socket.getLocalPort(), e);
        }
    }
}
