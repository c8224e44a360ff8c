/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.test.nats;

/**
 * One NATS server for tests and examples, got from {@link NatsServices}.
 *
 * <p>A server that runs as a process of this machine can also be stopped, killed and paused; such a server {@linkplain
 * #isControllable() is controllable}, and {@link NatsOptions#controllable} asks for one. All methods may be called
 * from any thread. The caller closes the service; what is still open when the JVM ends is closed then.
 */
public interface NatsService extends AutoCloseable {

    /**
     * Returns the address for clients.
     *
     * @return {@code nats://127.0.0.1:port}, or {@code tls://127.0.0.1:port} for a server with TLS; for a given server
     *     the address as it was given. It stays the same through kill and restart, and holds no password unless a
     *     given address does
     * @throws IllegalStateException before the start
     */
    String url();

    /**
     * Returns the port for clients.
     *
     * @return 1 to 65535
     * @throws IllegalStateException before the start
     */
    int port();

    /**
     * Returns the address of the monitoring pages, asked for with {@link NatsOptions#monitoring(boolean)}.
     *
     * @return {@code http://127.0.0.1:port}, no slash at the end
     * @throws IllegalStateException before the start, and if the server has no monitoring
     */
    String monitoringUrl();

    /**
     * Returns the address for WebSocket clients, asked for with {@link NatsOptions#websocket(boolean)}.
     *
     * @return {@code ws://127.0.0.1:port}
     * @throws IllegalStateException before the start, and if the server has no WebSocket port
     */
    String websocketUrl();

    /**
     * Returns what the server has logged since its first start.
     *
     * @return the log's lines; empty for a given server, and after {@link #close()}
     */
    String log();

    /**
     * Starts the server and waits until clients can connect.
     *
     * @throws IllegalStateException if it was started before, or does not answer in time; the text then holds the end
     *     of the server's log
     */
    void start();

    /**
     * Tells whether the server runs; a paused one does.
     *
     * @return false before the start, after the end of the process and after {@link #close()}
     */
    boolean isRunning();

    /**
     * Tells whether the methods below work here.
     *
     * @return true for a process of this machine
     */
    default boolean isControllable() {
        return false;
    }

    /**
     * Ends the server in an orderly way and starts it again: same port, same JetStream store.
     *
     * @throws UnsupportedOperationException if this server is not controllable
     * @throws IllegalStateException if it does not run, or is paused
     */
    default void restart() {
        throw notControllable("restart");
    }

    /**
     * Ends the server at once, as a crash would (SIGKILL), and waits until it is gone.
     *
     * @throws UnsupportedOperationException if this server is not controllable
     * @throws IllegalStateException if it does not run
     */
    default void kill() {
        throw notControllable("kill");
    }

    /**
     * Starts a server that has ended, after {@link #kill()} or {@link #lameDuck()}: same port, same JetStream store.
     *
     * @throws UnsupportedOperationException if this server is not controllable
     * @throws IllegalStateException if it still runs, or was never started
     */
    default void startAgain() {
        throw notControllable("start again");
    }

    /**
     * Makes the server hang: its connections stay open, nothing is answered (SIGSTOP).
     *
     * @throws UnsupportedOperationException if this server is not controllable
     * @throws IllegalStateException if it does not run
     */
    default void pause() {
        throw notControllable("pause");
    }

    /**
     * Lets a paused server go on (SIGCONT).
     *
     * @throws UnsupportedOperationException if this server is not controllable
     * @throws IllegalStateException if it does not run
     */
    default void resume() {
        throw notControllable("resume");
    }

    /**
     * Tells the server to send its clients away and to end then (SIGUSR2); returns before that is done, see {@link
     * #isRunning()}. With clients it takes the server's grace period, 10 s if the options' text does not set
     * {@code lame_duck_grace_period}, and up to a second for each client.
     *
     * @throws UnsupportedOperationException if this server is not controllable
     * @throws IllegalStateException if it does not run, or is paused
     */
    default void lameDuck() {
        throw notControllable("enter lame duck mode");
    }

    /** Ends the server and removes its files; does nothing the second time, and nothing to a given server. */
    @Override
    void close();

    private UnsupportedOperationException notControllable(String action) {
        return new UnsupportedOperationException("Could not " + action + " " + this
                + ": it is no process of this machine; ask for one with NatsOptions.controllable(true)");
    }
}
