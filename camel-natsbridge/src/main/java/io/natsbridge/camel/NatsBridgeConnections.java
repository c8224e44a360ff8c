/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel;

import io.nats.client.Connection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.camel.CamelContext;

/** The connections of one component: endpoints with equal settings share one, which lives as long as one of them uses it. Thread-safe. */
final class NatsBridgeConnections {

    /** By {@link ConnectionSettings}, or by the {@link Connection} that was handed in. */
    private final Map<Object, NatsBridgeConnection> open = new HashMap<>();

    private final ConnectionStates.Listener listener;

    /** @param listener is told of breaks and repairs */
    NatsBridgeConnections(ConnectionStates.Listener listener) {
        this.listener = listener;
    }

    /**
     * The connection for a configuration, opened if need be. Each call is matched by one of {@link #release}.
     *
     * @throws io.natsbridge.camel.error.NatsBridgeException.ConnectionException when it cannot be opened
     */
    synchronized NatsBridgeConnection acquire(NatsBridgeConfiguration configuration, CamelContext context) {
        Connection given = configuration.getConnection();
        Object key = given != null ? given : ConnectionSettings.of(configuration, context.getName());
        NatsBridgeConnection connection = open.get(key);
        if (connection == null || connection.isClosed()) {
            connection = given != null
                    ? NatsBridgeConnection.over(given, listener)
                    : NatsBridgeConnection.open((ConnectionSettings) key, context, listener);
            open.put(key, connection);
        }
        return connection.acquire();
    }

    /** Gives a connection back; the last user's closes it. */
    void release(NatsBridgeConnection connection) {
        synchronized (this) {
            if (!connection.release()) {
                return;
            }
            open.values().remove(connection);
        }
        connection.close();
    }

    /** Those that are open. */
    synchronized List<NatsBridgeConnection> all() {
        return List.copyOf(open.values());
    }

    /** How many connections are open. */
    synchronized int size() {
        return open.size();
    }
}
