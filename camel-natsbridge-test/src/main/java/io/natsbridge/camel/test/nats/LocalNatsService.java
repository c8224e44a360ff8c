/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.test.nats;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.function.UnaryOperator;

/** A server that is a process of this machine, on the loopback address, with a private folder. */
final class LocalNatsService implements NatsService {

    private static final String HOST = "127.0.0.1";
    private static final String PORT_TAKEN = "address already in use";
    private static final String CONFIG_FILE = "nats.conf";
    private static final String LOG_FILE = "nats.log";
    private static final int PORT_TRIES = 5;
    private static final Duration START = Duration.ofSeconds(30);
    private static final Duration STOP = Duration.ofSeconds(30);
    private static final Duration PORT_BACK = Duration.ofSeconds(15);
    private static final Duration ANSWER = Duration.ofSeconds(1);
    private static final Duration STEP = Duration.ofMillis(20);

    private final Path program;
    private final NatsOptions options;
    private final String serverName;

    private volatile PrivateDirectory directory;
    private volatile NatsPorts ports;
    private volatile ServerProcess process;
    private volatile boolean paused;
    private volatile boolean closed;

    LocalNatsService(Path program, NatsOptions options) {
        this.program = program;
        this.options = options;
        this.serverName = options.serverName().isEmpty()
                ? "natsbridge-" + UUID.randomUUID().toString().substring(0, 8)
                : options.serverName();
    }

    @Override
    public String url() {
        return (options.tls().isPresent() ? "tls://" : "nats://") + HOST + ":" + port();
    }

    @Override
    public int port() {
        return ports().client();
    }

    @Override
    public String monitoringUrl() {
        return "http://" + HOST + ":" + open(ports().monitoring(), "monitoring");
    }

    @Override
    public String websocketUrl() {
        return "ws://" + HOST + ":" + open(ports().websocket(), "websocket");
    }

    @Override
    public String log() {
        return directory == null ? "" : serverLog().from(0);
    }

    @Override
    public boolean isRunning() {
        ServerProcess current = process;
        return current != null && current.isAlive();
    }

    @Override
    public boolean isControllable() {
        return true;
    }

    boolean isPaused() {
        return paused;
    }

    String serverName() {
        return serverName;
    }

    long pid() {
        return process.pid();
    }

    Path folder() {
        return directory.path();
    }

    @Override
    public synchronized void start() {
        if (directory != null) {
            throw new IllegalStateException("Could not start " + this + ": it was started before; use startAgain");
        }
        directory = PrivateDirectory.create("nats-");
        OpenServices.add(this);
        try {
            startOnFreePorts();
        } catch (RuntimeException e) {
            close();
            throw e;
        }
    }

    @Override
    public synchronized void restart() {
        requireGoingOn("restart");
        process.terminate();
        if (!process.endsWithin(STOP)) {
            throw new IllegalStateException("Could not restart " + this + ": it did not end in " + STOP.toSeconds()
                    + " s; its log ends with:\n" + Command.end(log()));
        }
        startAgain();
    }

    @Override
    public synchronized void kill() {
        requireRunning("kill");
        process.kill();
        paused = false;
    }

    @Override
    public synchronized void startAgain() {
        if (directory == null || closed || isRunning()) {
            throw new IllegalStateException("Could not start " + this + " again: it "
                    + (isRunning() ? "still runs; kill it first" : "is not started, or closed; make a new one"));
        }
        long deadline = System.nanoTime() + PORT_BACK.toNanos();
        while (true) {
            try {
                launch();
                return;
            } catch (PortTakenException e) {
                if (System.nanoTime() - deadline >= 0) {
                    throw e;
                }
                Patience.pause();
            }
        }
    }

    @Override
    public synchronized void pause() {
        requireRunning("pause");
        process.freeze();
        paused = true;
    }

    @Override
    public synchronized void resume() {
        requireRunning("resume");
        process.signal("CONT");
        paused = false;
    }

    @Override
    public synchronized void lameDuck() {
        requireGoingOn("enter lame duck mode on");
        process.signal("USR2");
    }

    @Override
    public synchronized void close() {
        if (directory == null || closed) {
            return;
        }
        closed = true;
        OpenServices.remove(this);
        try {
            if (process != null) {
                process.kill();
            }
        } finally {
            directory.close();
        }
    }

    @Override
    public String toString() {
        return "nats-server " + serverName + (ports == null ? "" : " at " + url());
    }

    private void startOnFreePorts() {
        for (int left = PORT_TRIES; ; left--) {
            ports = NatsPorts.choose(options);
            directory.write(
                    CONFIG_FILE, new NatsConfig(HOST, serverName, ports, UnaryOperator.identity()).text(options));
            try {
                launch();
                return;
            } catch (PortTakenException e) {
                if (left == 1 || options.port() > 0) {
                    throw e;
                }
            }
        }
    }

    private void launch() {
        List<String> command = List.of(
                program.toString(),
                "--config",
                directory.resolve(CONFIG_FILE).toString(),
                "--addr",
                HOST,
                "--port",
                Integer.toString(port()),
                "--store_dir",
                directory.resolve("store").toString());
        long logged = serverLog().size();
        try {
            process = ServerProcess.start(command, directory, serverLog().file());
        } catch (IOException e) {
            throw new UncheckedIOException("Could not start " + program + "; check that it is a nats-server", e);
        }
        paused = false;
        awaitAnswer(logged);
    }

    /** The name in the answer proves that this process answers, not another one that got the port first. */
    private void awaitAnswer(long logged) {
        long deadline = System.nanoTime() + START.toNanos();
        while (!answers()) {
            if (process.endsWithin(STEP)) {
                String text = serverLog().from(logged);
                String message =
                        "Could not start " + this + ": it ended at once; its log ends with:\n" + Command.end(text);
                throw text.contains(PORT_TAKEN) ? new PortTakenException(message) : new IllegalStateException(message);
            }
            if (System.nanoTime() - deadline >= 0) {
                process.kill();
                throw new IllegalStateException("Could not start " + this + ": no answer in " + START.toSeconds()
                        + " s; its log ends with:\n" + Command.end(serverLog().from(logged)));
            }
        }
    }

    private boolean answers() {
        try {
            return ServerInfo.read(HOST, port(), ANSWER).serverName().equals(serverName);
        } catch (IOException notYet) {
            return false;
        }
    }

    private ServerLog serverLog() {
        return new ServerLog(directory.resolve(LOG_FILE));
    }

    private NatsPorts ports() {
        if (ports == null) {
            throw new IllegalStateException("Could not tell the address of " + this + ": it is not started; start it");
        }
        return ports;
    }

    private int open(int port, String option) {
        if (port == 0) {
            throw new IllegalStateException("Could not tell the " + option + " address of " + this
                    + ": it has none; ask for it with NatsOptions." + option + "(true)");
        }
        return port;
    }

    private void requireRunning(String action) {
        if (!isRunning()) {
            throw new IllegalStateException("Could not " + action + " " + this + ": it does not run; start it first");
        }
    }

    private void requireGoingOn(String action) {
        requireRunning(action);
        if (paused) {
            throw new IllegalStateException("Could not " + action + " " + this + ": it is paused; resume it first");
        }
    }
}
