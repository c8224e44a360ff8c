/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.reliability;

import io.natsbridge.camel.test.nats.NatsOptions;
import io.natsbridge.camel.test.nats.NatsService;
import io.natsbridge.camel.test.nats.NatsServices;
import io.natsbridge.camel.test.proxy.FaultProxy;

/**
 * A nats-server process of a round, and the proxy in front of it.
 *
 * @param server is controllable
 * @param proxy what clients under test connect to
 */
record Broker(NatsService server, FaultProxy proxy) implements AutoCloseable {

    /** Lets a server in lame duck mode begin at once. */
    static final String LAME_DUCK = "lame_duck_grace_period: \"200ms\"";

    /**
     * Starts both.
     *
     * @param config lines for the server's configuration file
     */
    static Broker start(long seed, String config) {
        NatsService server = NatsServices.start(NatsOptions.defaults()
                .controllable(true)
                .jetStream(true)
                .config(LAME_DUCK)
                .config(config));
        return new Broker(server, FaultProxy.to(server.port(), seed));
    }

    /** The address of the proxy. */
    String url() {
        return "nats://127.0.0.1:" + proxy.port();
    }

    /** The address of the server itself, for those who look on. */
    String directUrl() {
        return server.url();
    }

    @Override
    public void close() {
        proxy.close();
        server.close();
    }
}
