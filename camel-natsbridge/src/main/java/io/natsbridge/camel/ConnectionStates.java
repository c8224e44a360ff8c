/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel;

import io.nats.client.Connection;
import io.nats.client.ConnectionListener;
import io.nats.client.api.ServerInfo;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Follows a connection through breaks and repairs. Thread-safe. */
final class ConnectionStates implements ConnectionListener {

    private static final Logger LOG = LoggerFactory.getLogger(ConnectionStates.class);

    private final AtomicLong breaks = new AtomicLong();
    private final AtomicLong interruptions = new AtomicLong();
    private final Listener listener;
    private volatile boolean broken;
    private volatile boolean wanted;

    /**
     * One time between two breaks. What was published in an epoch that is over may be lost.
     *
     * @param breaks how often the connection had broken before
     * @param server the broker's id
     * @param client the broker's number for the connection
     */
    record Epoch(long breaks, String server, int client) {}

    /** Who is told of breaks and repairs, in the connection's thread. */
    interface Listener {
        void lost();

        void restored();
    }

    ConnectionStates(Listener listener) {
        this.listener = listener;
    }

    /** Tells whether the connection has come about and is still wanted: only then the loss of it is news. */
    void wanted(boolean now) {
        wanted = now;
    }

    /** How often the connection was up and broke; one that is tried in vain breaks only once. */
    long interruptions() {
        return interruptions.get();
    }

    /** The epoch that a connection is in. */
    Epoch epoch(Connection connection) {
        ServerInfo server = connection.getServerInfo();
        return new Epoch(breaks.get(), server.getServerId(), server.getClientId());
    }

    /**
     * Whether the connection is up, with all its subscriptions. Before those are back, jnats lets a ping overtake messages, which its answer would then wrongly confirm.
     */
    boolean isUp(Connection connection) {
        return !broken && connection.getStatus() == Connection.Status.CONNECTED;
    }

    @Override
    @SuppressWarnings("deprecation") // jnats has no other method to implement
    public void connectionEvent(Connection source, Events type) {
        switch (type) {
            case DISCONNECTED -> {
                breaks.incrementAndGet();
                boolean news = !broken;
                broken = true;
                if (news) {
                    interruptions.incrementAndGet();
                }
                if (news && wanted) {
                    LOG.warn("The connection to NATS broke; it is being restored");
                    listener.lost();
                }
            }
            case CONNECTED -> broken = false;
            case RESUBSCRIBED -> {
                broken = false;
                LOG.info("The connection to NATS is restored");
                listener.restored();
            }
            case CLOSED -> breaks.incrementAndGet();
            default -> LOG.debug("Connection to NATS: {}", type);
        }
    }
}
