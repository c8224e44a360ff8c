/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.test.nats;

import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/**
 * What a server for tests is asked to be. Immutable: each method with a parameter returns a changed copy.
 *
 * <pre>{@code
 * NatsOptions options = NatsOptions.defaults()
 *         .jetStream(true)
 *         .maxPayload(64 * 1024)
 *         .config("max_connections: 10");
 * }</pre>
 *
 * <p>The defaults ask for a plain server without JetStream, authorization and TLS, on a free port. A server that is
 * <em>given</em> by its address can promise no more than that and JetStream; see {@link NatsServices}.
 */
public final class NatsOptions {

    /** The largest message that a server can be told to take, in bytes: 64 MiB. */
    public static final int LARGEST_MAX_PAYLOAD = 64 * 1024 * 1024;

    private static final Pattern SERVER_NAME = Pattern.compile("[A-Za-z0-9_-]{1,64}");
    private static final NatsOptions DEFAULTS = new NatsOptions();

    private boolean jetStream;
    private boolean monitoring;
    private boolean websocket;
    private boolean controllable;
    private int maxPayload;
    private int port;
    private String serverName = "";
    private String config = "";
    private String authorization = "";
    private NatsTls tls;
    private ClusterMember cluster;

    private NatsOptions() {}

    private NatsOptions(NatsOptions other) {
        jetStream = other.jetStream;
        monitoring = other.monitoring;
        websocket = other.websocket;
        controllable = other.controllable;
        maxPayload = other.maxPayload;
        port = other.port;
        serverName = other.serverName;
        config = other.config;
        authorization = other.authorization;
        tls = other.tls;
        cluster = other.cluster;
    }

    /**
     * Returns the options of a plain server.
     *
     * @return no JetStream, no authorization, no TLS, a free port, the server's own limits
     */
    public static NatsOptions defaults() {
        return DEFAULTS;
    }

    /**
     * Switches JetStream on, with a private folder that is removed on close.
     *
     * @param on default false
     * @return the changed copy
     */
    public NatsOptions jetStream(boolean on) {
        return with(copy -> copy.jetStream = on);
    }

    /**
     * Sets the largest message that the server takes.
     *
     * @param bytes 1 to {@link #LARGEST_MAX_PAYLOAD}; the server's default is 1 MiB
     * @return the changed copy
     * @throws IllegalArgumentException if out of range
     */
    public NatsOptions maxPayload(int bytes) {
        requireRange("maxPayload", bytes, LARGEST_MAX_PAYLOAD);
        return with(copy -> copy.maxPayload = bytes);
    }

    /**
     * Lets in only clients with this name and password.
     *
     * @param name not empty
     * @param password not empty
     * @return the changed copy
     * @throws IllegalArgumentException if one is empty, or another kind of authorization is set
     */
    public NatsOptions user(String name, String password) {
        return authorize(Authorization.user(name, password));
    }

    /**
     * Lets in only clients with this token.
     *
     * @param token not empty
     * @return the changed copy
     * @throws IllegalArgumentException if empty, or another kind of authorization is set
     */
    public NatsOptions token(String token) {
        return authorize(Authorization.token(token));
    }

    /**
     * Lets in only the client that holds the seed of this key.
     *
     * @param publicKey a user's public key: {@code U} and 55 characters of base32
     * @return the changed copy
     * @throws IllegalArgumentException if it is none, or another kind of authorization is set
     */
    public NatsOptions nkey(String publicKey) {
        return authorize(Authorization.nkey(publicKey));
    }

    /**
     * Makes TLS a must.
     *
     * @param files certificate and key, and who signs the clients' certificates if they need one
     * @return the changed copy
     */
    public NatsOptions tls(NatsTls files) {
        Objects.requireNonNull(files, "files");
        return with(copy -> copy.tls = files);
    }

    /**
     * Switches the monitoring pages on.
     *
     * @param on default false
     * @return the changed copy
     */
    public NatsOptions monitoring(boolean on) {
        return with(copy -> copy.monitoring = on);
    }

    /**
     * Opens a port for WebSocket clients, without TLS.
     *
     * @param on default false
     * @return the changed copy
     */
    public NatsOptions websocket(boolean on) {
        return with(copy -> copy.websocket = on);
    }

    /**
     * Asks for a server that can be killed, paused and restarted: a process of this machine.
     *
     * @param on default false: whatever server there is
     * @return the changed copy
     */
    public NatsOptions controllable(boolean on) {
        return with(copy -> copy.controllable = on);
    }

    /**
     * Sets the name that the server tells its clients.
     *
     * @param name 1 to 64 letters, digits, {@code _} and {@code -}; default is a random one
     * @return the changed copy
     * @throws IllegalArgumentException if it is not such a name
     */
    public NatsOptions serverName(String name) {
        if (!SERVER_NAME.matcher(name).matches()) {
            throw new IllegalArgumentException("Could not set serverName: '" + name
                    + "' is not 1 to 64 letters, digits, '_' and '-'; choose such a name");
        }
        return with(copy -> copy.serverName = name);
    }

    /**
     * Sets the port for clients.
     *
     * @param number 1 to 65535; default is a free one
     * @return the changed copy
     * @throws IllegalArgumentException if out of range
     */
    public NatsOptions port(int number) {
        requireRange("port", number, 65_535);
        return with(copy -> copy.port = number);
    }

    /**
     * Adds lines in the syntax of the server's configuration file, such as {@code jetstream { max_file_store: 10MB }}
     * or users with permissions. They come last, so a block given here replaces the one that these options would write;
     * address, port and JetStream folder stay as the service sets them. Lines that name files need {@link
     * #controllable(boolean)}, since a container does not see them.
     *
     * @param lines added after the lines of earlier calls
     * @return the changed copy
     */
    public NatsOptions config(String lines) {
        Objects.requireNonNull(lines, "lines");
        return with(copy -> copy.config = config + lines.strip() + "\n");
    }

    NatsOptions cluster(ClusterMember member) {
        return with(copy -> copy.cluster = member);
    }

    boolean jetStream() {
        return jetStream;
    }

    boolean monitoring() {
        return monitoring;
    }

    boolean websocket() {
        return websocket;
    }

    boolean controllable() {
        return controllable;
    }

    Optional<NatsTls> tls() {
        return Optional.ofNullable(tls);
    }

    /** Returns the limit in bytes, 0 for the server's own. */
    int maxPayload() {
        return maxPayload;
    }

    /** Returns the fixed port, 0 for a free one. */
    int port() {
        return port;
    }

    /** Returns the name, empty for a random one. */
    String serverName() {
        return serverName;
    }

    String config() {
        return config;
    }

    /** Returns the line of the configuration file, empty for none. It holds secrets. */
    String authorization() {
        return authorization;
    }

    Optional<ClusterMember> cluster() {
        return Optional.ofNullable(cluster);
    }

    /** Tells whether any server with or without JetStream will do. */
    boolean fitsGivenServer() {
        boolean plain = authorization.isEmpty() && tls == null && config.isEmpty() && maxPayload == 0;
        boolean noPorts = port == 0 && !monitoring && !websocket && cluster == null;
        return plain && noPorts && serverName.isEmpty() && !controllable;
    }

    /** Tells whether a server in a container will do. */
    boolean fitsContainer() {
        return !controllable && port == 0 && cluster == null;
    }

    private NatsOptions authorize(String line) {
        if (!authorization.isEmpty()) {
            throw new IllegalArgumentException("Could not set the authorization: another kind is set already;"
                    + " use one of user, token and nkey, or write all users with config");
        }
        return with(copy -> copy.authorization = line);
    }

    private NatsOptions with(Consumer<NatsOptions> change) {
        NatsOptions copy = new NatsOptions(this);
        change.accept(copy);
        return copy;
    }

    private static void requireRange(String option, int value, int largest) {
        if (value < 1 || value > largest) {
            throw new IllegalArgumentException(
                    "Could not set " + option + ": " + value + " is not in 1 to " + largest + "; choose one that is");
        }
    }
}
