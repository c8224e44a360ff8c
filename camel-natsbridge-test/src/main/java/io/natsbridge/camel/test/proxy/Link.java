/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.test.proxy;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.util.function.Consumer;

/** One connection through the proxy: a thread for each direction. */
final class Link {

    private static final int BLOCK = 64 * 1024;

    private final Socket client;
    private final Socket server;
    private final Consumer<Link> ended;
    private volatile boolean holed;

    /** @param ended told once, when the connection is over */
    Link(Socket client, Socket server, Consumer<Link> ended) {
        this.client = client;
        this.server = server;
        this.ended = ended;
    }

    void start(Lane toServer, Lane toClient) throws IOException {
        client.setTcpNoDelay(true);
        server.setTcpNoDelay(true);
        start("to server", () -> pump(client, server, toServer));
        start("to client", () -> pump(server, client, toClient));
    }

    private static void start(String name, Runnable work) {
        Thread thread = new Thread(work, "fault-proxy " + name);
        thread.setDaemon(true);
        thread.start();
    }

    /** Whether bytes of it were dropped, so that it is good for nothing any more. */
    boolean isHoled() {
        return holed;
    }

    private void pump(Socket from, Socket to, Lane lane) {
        byte[] block = new byte[BLOCK];
        try {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            for (int n = in.read(block); n >= 0; n = in.read(block)) {
                if (lane.admit(n)) {
                    out.write(block, 0, n);
                } else {
                    holed = true;
                }
            }
        } catch (IOException e) {
            cut();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            cut();
        }
    }

    /** Ends both sides with a reset, as a broken network does. */
    void cut() {
        reset(client);
        reset(server);
        ended.accept(this);
    }

    private static void reset(Socket socket) {
        if (socket.isClosed()) {
            return;
        }
        try (socket) {
            socket.setSoLinger(true, 0);
        } catch (IOException e) {
            if (!socket.isClosed()) {
                throw new UncheckedIOException("Could not close a connection of the fault proxy", e);
            }
        }
    }
}
