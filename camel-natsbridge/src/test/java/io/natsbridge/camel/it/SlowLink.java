/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.it;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A TCP link to a server on this machine that a test slows down or stops, in both directions. */
final class SlowLink implements AutoCloseable {

    private static final int BLOCK = 4096;

    private final int target;
    private final ServerSocket server;
    private final List<Closeable> open = new CopyOnWriteArrayList<>();
    private long bytesPerSecond = Long.MAX_VALUE;

    /** @param target the port of the server */
    SlowLink(int target) {
        this.target = target;
        try {
            server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        start(this::accept);
    }

    int port() {
        return server.getLocalPort();
    }

    /** Sets how many bytes pass in a second each way of each connection; 0 for none. */
    synchronized void limit(long newBytesPerSecond) {
        bytesPerSecond = newBytesPerSecond;
        notifyAll();
    }

    /** Lets all pass as fast as it can. */
    void release() {
        limit(Long.MAX_VALUE);
    }

    private void accept() {
        try {
            while (true) {
                Socket client = server.accept();
                Socket upstream = new Socket(InetAddress.getLoopbackAddress(), target);
                open.add(client);
                open.add(upstream);
                start(() -> pump(client, upstream));
                start(() -> pump(upstream, client));
            }
        } catch (IOException e) {
            close();
        }
    }

    private void pump(Socket from, Socket to) {
        byte[] block = new byte[BLOCK];
        try (from;
                to) {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            for (int n = in.read(block); n >= 0; n = in.read(block)) {
                hold(n);
                out.write(block, 0, n);
            }
        } catch (IOException e) {
            closeAll(List.of(from, to));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Waits as long as so many bytes take. */
    private synchronized void hold(int bytes) throws InterruptedException {
        long start = System.nanoTime();
        while (bytesPerSecond != Long.MAX_VALUE) {
            long wait = bytesPerSecond == 0 ? 1000 : bytes * 1000L / bytesPerSecond;
            long left = wait - (System.nanoTime() - start) / 1_000_000;
            if (left <= 0 && bytesPerSecond > 0) {
                return;
            }
            wait(Math.max(1, left));
        }
    }

    @Override
    public void close() {
        release();
        closeAll(List.of(server));
        closeAll(open);
    }

    private static void closeAll(List<? extends Closeable> all) {
        for (Closeable one : all) {
            try {
                one.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private static void start(Runnable work) {
        Thread thread = new Thread(work, "slow-link");
        thread.setDaemon(true);
        thread.start();
    }
}
