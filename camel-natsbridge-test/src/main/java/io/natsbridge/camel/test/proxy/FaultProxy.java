/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.test.proxy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A TCP proxy to a server on this machine that cuts, delays, pauses and drops, for all its connections at once, those
 * that come later included. Knows no protocol. Thread-safe; the caller closes it.
 *
 * <pre>{@code
 * try (FaultProxy proxy = FaultProxy.to(nats.port())) {
 *     connect("nats://127.0.0.1:" + proxy.port());
 *     proxy.drop(Direction.TO_CLIENT); // requests arrive, answers do not
 *     proxy.forward();
 * }
 * }</pre>
 */
public final class FaultProxy implements AutoCloseable {

    private static final int BACKLOG = 50;

    private final int target;
    private final ServerSocket listener;
    private final Map<Direction, Lane> lanes = new EnumMap<>(Direction.class);
    private final Set<Link> links = ConcurrentHashMap.newKeySet();

    private FaultProxy(int target, long seed) {
        this.target = target;
        for (Direction direction : Direction.values()) {
            lanes.put(direction, new Lane(seed + direction.ordinal()));
        }
        try {
            listener = new ServerSocket(0, BACKLOG, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException("Could not open a port for the fault proxy", e);
        }
        Thread thread = new Thread(this::accept, "fault-proxy");
        thread.setDaemon(true);
        thread.start();
    }

    /**
     * Opens a proxy that forwards.
     *
     * @param port the server's, on the loopback address; it need not run yet
     * @return the caller closes it
     */
    public static FaultProxy to(int port) {
        return to(port, System.nanoTime());
    }

    /**
     * Opens a proxy that forwards.
     *
     * @param port the server's, on the loopback address; it need not run yet
     * @param seed of the lengths of delays
     * @return the caller closes it
     */
    public static FaultProxy to(int port, long seed) {
        return new FaultProxy(port, seed);
    }

    /**
     * Returns where clients connect to.
     *
     * @return a port of the loopback address
     */
    public int port() {
        return listener.getLocalPort();
    }

    /** Ends all faults. Connections that have lost bytes are cut: there is a hole in their stream. */
    public void forward() {
        links.stream().filter(Link::isHoled).forEach(Link::cut);
        lanes.values().forEach(Lane::forward);
    }

    /** Ends every connection with a reset. New ones are accepted. */
    public synchronized void cut() {
        links.forEach(Link::cut);
    }

    /**
     * Passes nothing on in a direction, and reads nothing either once its buffers are full, until {@link #forward()}.
     *
     * @param direction the other one goes on
     */
    public void pause(Direction direction) {
        lanes.get(direction).pause();
    }

    /**
     * Reads and throws away all of a direction, until {@link #forward()}.
     *
     * @param direction the other one goes on
     */
    public void drop(Direction direction) {
        lanes.get(direction).drop();
    }

    /**
     * Holds each block, 64 KiB at most, back for some time, one block after the other, until {@link #forward()}: the
     * connection is late and slow.
     *
     * @param direction the other one goes on
     * @param shortest of the times, 0 or more
     * @param longest of the times, more than 0
     */
    public void delay(Direction direction, Duration shortest, Duration longest) {
        if (shortest.isNegative() || longest.compareTo(shortest) < 0 || longest.isZero()) {
            throw new IllegalArgumentException("Could not set a delay from " + shortest + " to " + longest
                    + ": the first is negative or larger than the second; give 0 or more, and more than 0");
        }
        lanes.get(direction).delay(shortest, longest);
    }

    /**
     * Returns how much went through.
     *
     * @param direction of the bytes
     * @return bytes, of all connections
     */
    public long passed(Direction direction) {
        return lanes.get(direction).passed();
    }

    /**
     * Returns how much was thrown away.
     *
     * @param direction of the bytes
     * @return bytes, of all connections
     */
    public long dropped(Direction direction) {
        return lanes.get(direction).dropped();
    }

    /**
     * Returns how many connections are open.
     *
     * @return 0 or more
     */
    public int connections() {
        return links.size();
    }

    private void accept() {
        while (!listener.isClosed()) {
            try {
                open(listener.accept());
            } catch (IOException e) {
                if (!listener.isClosed()) {
                    throw new UncheckedIOException("The fault proxy cannot accept connections", e);
                }
            }
        }
    }

    /** A client whose server is not there is turned away. A cut comes before this or after it, never in between. */
    private synchronized void open(Socket client) throws IOException {
        Socket server;
        try {
            server = new Socket(InetAddress.getLoopbackAddress(), target);
        } catch (IOException refused) {
            client.close();
            return;
        }
        Link link = new Link(client, server, links::remove);
        links.add(link);
        link.start(lanes.get(Direction.TO_SERVER), lanes.get(Direction.TO_CLIENT));
    }

    /** Ends every connection and takes no more. */
    @Override
    public void close() {
        try {
            listener.close();
        } catch (IOException e) {
            throw new UncheckedIOException("Could not close the port of the fault proxy", e);
        } finally {
            cut();
            lanes.values().forEach(Lane::close);
        }
    }

    @Override
    public String toString() {
        return "fault proxy at " + port() + " to " + target + ", "
                + List.copyOf(links).size() + " connections";
    }
}
