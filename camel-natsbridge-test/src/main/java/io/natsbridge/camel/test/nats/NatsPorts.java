/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.test.nats;

/** The ports of one server; 0 where it has none. */
record NatsPorts(int client, int monitoring, int websocket) {

    /** Chooses free ports for what the options ask for. */
    static NatsPorts choose(NatsOptions options) {
        int[] free = FreePorts.choose(3);
        return new NatsPorts(
                options.port() > 0 ? options.port() : free[0],
                options.monitoring() ? free[1] : 0,
                options.websocket() ? free[2] : 0);
    }
}
