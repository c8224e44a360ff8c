/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.benchmark;

import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;

/**
 * Publishes one message again and again at next to no cost: a bare socket that writes chunks of ready {@code PUB} commands, and never more than a consumer with default options
 * keeps waiting. The server's first ping, which comes within seconds, may stay without an answer. The caller closes it.
 */
final class Feeder implements AutoCloseable {

    private static final int MOST_MESSAGES = 1000;
    private static final int MOST_BYTES = 16 << 20;
    private static final int CHUNK_BYTES = 64 << 10;
    private static final long PAUSE_NANOS = Duration.ofNanos(20_000).toNanos();
    private static final long PATIENCE_NANOS = Duration.ofSeconds(30).toNanos();

    private final Socket socket;
    private final OutputStream out;
    private final byte[] chunk;
    private final int messagesInChunk;
    private final int window;

    private Feeder(Socket socket, byte[] command) throws IOException {
        this.socket = socket;
        this.out = socket.getOutputStream();
        this.window = Math.max(2, Math.min(MOST_MESSAGES, MOST_BYTES / command.length));
        this.messagesInChunk = Math.max(1, Math.min(window / 8, CHUNK_BYTES / command.length));
        this.chunk = new byte[command.length * messagesInChunk];
        for (int i = 0; i < messagesInChunk; i++) {
            System.arraycopy(command, 0, chunk, i * command.length, command.length);
        }
    }

    /** Connects. */
    static Feeder open(String natsUrl, String subject, byte[] message) throws IOException {
        URI address = URI.create(natsUrl);
        Socket socket = new Socket(address.getHost(), address.getPort());
        try {
            socket.setTcpNoDelay(true);
            socket.getOutputStream()
                    .write("CONNECT {\"verbose\":false,\"pedantic\":false}\r\n".getBytes(StandardCharsets.US_ASCII));
            return new Feeder(socket, command(subject, message));
        } catch (IOException e) {
            socket.close();
            throw e;
        }
    }

    private static byte[] command(String subject, byte[] message) {
        byte[] head = ("PUB " + subject + " " + message.length + "\r\n").getBytes(StandardCharsets.US_ASCII);
        byte[] command = Arrays.copyOf(head, head.length + message.length + 2);
        System.arraycopy(message, 0, command, head.length, message.length);
        command[command.length - 2] = '\r';
        command[command.length - 1] = '\n';
        return command;
    }

    /** What is fed is a multiple of this. */
    int step() {
        return messagesInChunk;
    }

    /**
     * Feeds somebody for about that long and waits until all of it was taken.
     *
     * @return messages a second
     * @throws TimeoutException when something was not taken for long: it is lost
     */
    double feed(Duration time, Tally taken) throws IOException, TimeoutException {
        long start = System.nanoTime();
        long until = start + time.toNanos();
        long fed = feedOn(taken, taken.count(), () -> System.nanoTime() < until);
        return fed * 1e9 / (System.nanoTime() - start);
    }

    /**
     * Feeds somebody that many messages, or a few more, and waits until all of them were taken.
     *
     * @return how many
     * @throws TimeoutException when something was not taken for long: it is lost
     */
    long feed(long messages, Tally taken) throws IOException, TimeoutException {
        long before = taken.count();
        return feedOn(taken, before, () -> taken.count() - before < messages - window);
    }

    private long feedOn(Tally taken, long before, Going going) throws IOException, TimeoutException {
        long fed = 0;
        do {
            await(taken, before + fed + messagesInChunk - window);
            out.write(chunk);
            fed += messagesInChunk;
        } while (going.on());
        await(taken, before + fed);
        taken.check();
        return fed;
    }

    private static void await(Tally taken, long count) throws TimeoutException {
        if (taken.count() >= count) {
            return;
        }
        long until = System.nanoTime() + PATIENCE_NANOS;
        while (taken.count() < count) {
            LockSupport.parkNanos(PAUSE_NANOS);
            if (System.nanoTime() > until) {
                throw new TimeoutException(taken.count() + " messages were taken, " + count + " were expected");
            }
        }
    }

    /** Whether there is more to feed. */
    private interface Going {
        boolean on();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
