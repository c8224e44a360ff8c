/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel;

import io.nats.client.AuthHandler;
import io.nats.client.Connection;
import io.nats.client.ConnectionListener;
import io.nats.client.ErrorListener;
import io.nats.client.Nats;
import io.nats.client.Options;
import io.natsbridge.camel.error.Names;
import io.natsbridge.camel.error.NatsBridgeException.ConnectionException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Pattern;
import javax.net.ssl.SSLContext;
import org.apache.camel.CamelContext;
import org.apache.camel.support.jsse.SSLContextParameters;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What jnats is told to connect with. */
final class ConnectionOptions {

    private static final Logger LOG = LoggerFactory.getLogger(ConnectionOptions.class);

    private static final int LONGEST_WAIT_FACTOR = 20;
    private static final String PRODUCTION = "prod";
    private static final Pattern LOOPBACK = Pattern.compile("[a-z]+://(localhost|127\\.[0-9.]+|\\[::1])(:[0-9]+)?/?");

    private ConnectionOptions() {}

    /**
     * Opens a connection as jnats knows it.
     *
     * @throws ConnectionException when the broker cannot be reached, or refuses this client
     */
    static Connection connect(
            ConnectionSettings settings, CamelContext context, ConnectionListener states, ErrorListener errors) {
        try {
            return Nats.connect(of(settings, context, states, errors));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ConnectionException("Interrupted while connecting to " + settings.servers(), e);
        } catch (IOException | IllegalArgumentException | IllegalStateException e) {
            throw new ConnectionException(
                    "Cannot connect to the broker at " + settings.servers() + ": " + Names.printable(e.getMessage())
                            + "; check that it runs, the option servers, and the credentials",
                    e);
        }
    }

    static Options of(
            ConnectionSettings settings, CamelContext context, ConnectionListener states, ErrorListener errors) {
        ConnectionSettings.Timing timing = settings.timing();
        ConnectionSettings.Manner manner = settings.manner();
        Options.Builder builder = new Options.Builder()
                .servers(settings.servers().toArray(String[]::new))
                .connectionName(manner.connectionName())
                .inboxPrefix(manner.inboxPrefix())
                .connectionTimeout(timing.connectionTimeout())
                .pingInterval(timing.pingInterval())
                .maxPingsOut(timing.maxPingsOut())
                .reconnectDelayHandler(tries -> delay(timing.reconnectTimeWait(), tries))
                .maxReconnects(timing.reconnect() ? timing.maxReconnectAttempts() : 0)
                .supportUTF8Subjects()
                .connectionListener(states)
                .errorListener(errors)
                .callbackExecutor(new DirectExecutor());
        if (manner.noEcho()) {
            builder.noEcho();
        }
        if (manner.noRandomizeServers()) {
            builder.noRandomize();
        }
        authenticate(builder, settings.identity());
        secure(builder, settings, context);
        return builder.build();
    }

    /** Full jitter over a wait that doubles with each round through the servers. */
    private static Duration delay(Duration shortest, long tries) {
        long longest = shortest.toMillis() * LONGEST_WAIT_FACTOR;
        long wait = Math.min(longest, shortest.toMillis() << Math.min(tries, 10));
        return Duration.ofMillis(
                shortest.toMillis() + ThreadLocalRandom.current().nextLong(wait - shortest.toMillis() + 1));
    }

    private static void authenticate(Options.Builder builder, ConnectionSettings.Identity identity) {
        if (identity.username() != null) {
            builder.userInfo(
                    identity.username().toCharArray(), identity.password().toCharArray());
        } else if (identity.token() != null) {
            builder.token(identity.token().toCharArray());
        } else if (identity.credentialsFilePath() != null) {
            builder.authHandler(Nats.credentials(identity.credentialsFilePath()));
        } else if (identity.nkeyPath() != null) {
            builder.authHandler(nkey(identity.nkeyPath()));
        }
    }

    private static AuthHandler nkey(String path) {
        try {
            return Nats.staticCredentials(
                    null, Files.readString(Path.of(path)).trim().toCharArray());
        } catch (IOException e) {
            throw new ConnectionException("Cannot read the NKey file " + path + "; check nkeyPath", e);
        }
    }

    private static void secure(Options.Builder builder, ConnectionSettings settings, CamelContext context) {
        boolean byUrl = settings.servers().stream().anyMatch(url -> url.startsWith("tls:") || url.startsWith("wss:"));
        if (settings.identity().secure() || settings.identity().ssl() != null || byUrl) {
            builder.sslContext(new VerifyingSslContext(
                            sslContext(settings.identity().ssl(), context)))
                    .hostnameResolveMode(Options.HostnameResolveMode.HappyEyeballs);
        } else {
            warnOfOpenSecrets(settings, context);
        }
    }

    /** A password or token that goes over a network as it is can be read by whoever is on it; keys and credentials files only sign. */
    private static void warnOfOpenSecrets(ConnectionSettings settings, CamelContext context) {
        boolean open =
                settings.identity().username() != null || settings.identity().token() != null;
        List<String> remote = settings.servers().stream()
                .filter(server -> !LOOPBACK.matcher(server).matches())
                .toList();
        if (!open || remote.isEmpty()) {
            return;
        }
        String advice = "The option " + (settings.identity().token() == null ? "password" : "token")
                + " would be readable on the network to " + remote
                + ": use tls:// or wss://, sslContextParameters, nkeyPath or credentialsFilePath";
        if (PRODUCTION.equals(context.getCamelContextExtension().getProfile())) {
            throw new IllegalArgumentException(advice);
        }
        LOG.warn("{}; with Camel's profile prod this is an error", advice);
    }

    /** The context that the parameters make, or the JVM's own without any. */
    static SSLContext sslContext(SSLContextParameters parameters, CamelContext context) {
        try {
            return parameters == null ? SSLContext.getDefault() : parameters.createSSLContext(context);
        } catch (GeneralSecurityException | IOException e) {
            throw new ConnectionException("Cannot set up TLS from sslContextParameters: " + e.getMessage(), e);
        }
    }
}
