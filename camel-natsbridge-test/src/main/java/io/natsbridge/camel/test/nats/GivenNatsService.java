/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.test.nats;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/** A server that somebody else runs, known by its address. */
final class GivenNatsService implements NatsService {

    private static final int DEFAULT_PORT = 4222;
    private static final Duration ANSWER = Duration.ofSeconds(5);
    private static final Set<String> SCHEMES = Set.of("nats", "tls");

    private final String url;
    private final String host;
    private final int port;
    private final NatsOptions options;
    private volatile boolean running;

    /** Takes one address; it may hold a user and a password, so it is never shown. */
    GivenNatsService(String address, NatsOptions options) {
        this.options = options;
        url = address.contains("://") ? address : "nats://" + address;
        URI uri = parse(url);
        host = uri.getHost();
        port = uri.getPort() > 0 ? uri.getPort() : DEFAULT_PORT;
    }

    @Override
    public String url() {
        return url;
    }

    @Override
    public int port() {
        return port;
    }

    @Override
    public String monitoringUrl() {
        throw unknown("monitoring");
    }

    @Override
    public String websocketUrl() {
        throw unknown("WebSocket");
    }

    @Override
    public String log() {
        return "";
    }

    @Override
    public void start() {
        ServerInfo info;
        try {
            info = ServerInfo.read(host, port, ANSWER);
        } catch (IOException e) {
            throw new IllegalStateException(
                    "Could not use " + this + ": no answer in " + ANSWER.toSeconds() + " s; start it, or unset "
                            + NatsServices.URL_PROPERTY + " and " + NatsServices.URL_VARIABLE,
                    e);
        }
        if (options.jetStream() && !info.jetStream()) {
            throw new IllegalStateException("Could not use " + this + ": it has no JetStream; switch it on there");
        }
        running = true;
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    @Override
    public void close() {
        running = false;
    }

    @Override
    public String toString() {
        return "the given NATS server at " + host + ":" + port;
    }

    private IllegalStateException unknown(String what) {
        return new IllegalStateException("Could not tell the " + what + " address of " + this
                + ": only the address for clients is given; ask for it with NatsOptions");
    }

    private static URI parse(String url) {
        return uri(url).filter(uri -> uri.getHost() != null && SCHEMES.contains(uri.getScheme()))
                .orElseThrow(() -> new IllegalArgumentException("Could not use the address in "
                        + NatsServices.URL_PROPERTY + " or " + NatsServices.URL_VARIABLE
                        + ": it is not one nats://host:port or tls://host:port; give one such address"));
    }

    /** Hides the parser's exception: its text holds the whole address, and with it the password. */
    private static Optional<URI> uri(String url) {
        try {
            return Optional.of(URI.create(url));
        } catch (IllegalArgumentException hidden) {
            return Optional.empty();
        }
    }
}
