/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.apache.camel.support.jsse.SSLContextParameters;

/** Everything that makes two connections to NATS the same, so that endpoints with equal settings share one. */
record ConnectionSettings(List<String> servers, Identity identity, Timing timing, Manner manner) {

    /** Who connects, and how the broker is known to be the right one. Never printed. */
    record Identity(
            String credentialsFilePath,
            String nkeyPath,
            String username,
            String password,
            String token,
            boolean secure,
            SSLContextParameters ssl) {
        @Override
        public String toString() {
            return "Identity[...]";
        }
    }

    /** When things happen. */
    record Timing(
            Duration connectionTimeout,
            Duration pingInterval,
            int maxPingsOut,
            boolean reconnect,
            Duration reconnectTimeWait,
            int maxReconnectAttempts) {}

    /** How the connection behaves. */
    record Manner(boolean noEcho, boolean noRandomizeServers, String connectionName, String inboxPrefix) {}

    static ConnectionSettings of(NatsBridgeConfiguration c, String contextName) {
        return new ConnectionSettings(
                servers(c),
                new Identity(
                        c.getCredentialsFilePath(),
                        c.getNkeyPath(),
                        c.getUsername(),
                        c.getPassword(),
                        c.getToken(),
                        c.isSecure(),
                        c.getSslContextParameters()),
                new Timing(
                        Duration.ofMillis(c.getConnectionTimeout()),
                        Duration.ofMillis(c.getPingInterval()),
                        c.getMaxPingsOut(),
                        c.isReconnect(),
                        Duration.ofMillis(c.getReconnectTimeWait()),
                        c.getMaxReconnectAttempts()),
                new Manner(
                        c.isNoEcho(),
                        c.isNoRandomizeServers(),
                        c.getConnectionName() != null ? c.getConnectionName() : contextName,
                        c.getInboxPrefix()));
    }

    /** The brokers' URLs: option, else environment, else the default. */
    static List<String> servers(NatsBridgeConfiguration configuration) {
        String servers = Defaults.servers(configuration.getServers());
        return Arrays.stream(servers.split(","))
                .map(String::trim)
                .map(ConnectionSettings::url)
                .toList();
    }

    private static String url(String server) {
        return server.contains("://") ? server : "nats://" + server;
    }
}
