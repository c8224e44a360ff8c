/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.store;

import static io.natsbridge.camel.store.StoreFixture.KEPT;
import static io.natsbridge.camel.store.StoreFixture.random;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.natsbridge.camel.content.Content;
import io.natsbridge.camel.error.NatsBridgeException.FileserverException;
import java.io.Closeable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Servers that cannot be reached are tried until the deadline, and no longer. */
class UnreachableServerIT {

    private static final String PATH = "/file/aaaaaaaaaaaaaaaa/bbbbbbbbbbbbbbbb/c";
    private static final Duration DEADLINE = Duration.ofSeconds(1);
    private static final RetryPolicy OFTEN = new RetryPolicy(100_000, Duration.ofMillis(10), Duration.ofMillis(50));

    /** Something at an address. */
    private record Peer(String url, Closeable end) implements Closeable {

        static Peer raw(RawServer.Behaviour behaviour) {
            RawServer server = new RawServer(behaviour);
            return new Peer(server.url(), server);
        }

        @Override
        public void close() throws IOException {
            end.close();
        }
    }

    private interface Start {
        Peer start() throws IOException;
    }

    static Stream<Arguments> peers() {
        return Stream.of(
                peer("nobody listens", UnreachableServerIT::closedPort),
                peer("unknown name", () -> new Peer("http://no-such-host.invalid:8080", () -> {})),
                peer("connections are not accepted", UnreachableServerIT::fullBacklog),
                peer("accepted, then silence", () -> {
                    RawServer server = RawServer.silent();
                    return new Peer(server.url(), server);
                }),
                peer("accepted, then closed", () -> Peer.raw(socket -> {})),
                peer("accepted, then reset", () -> Peer.raw(socket -> socket.setSoLinger(true, 0))),
                peer("closed after the request", () -> Peer.raw(RawServer::readHead)),
                peer(
                        "garbage",
                        () -> Peer.raw(socket -> {
                            RawServer.readHead(socket);
                            RawServer.say(socket, "SSH-2.0-OpenSSH_9.6\r\n");
                        })),
                peer("headers byte by byte", () -> Peer.raw(UnreachableServerIT::trickleHeaders)),
                peer("headers without end", () -> Peer.raw(UnreachableServerIT::endlessHeaders)),
                peer("one header without end", () -> Peer.raw(UnreachableServerIT::endlessHeader)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("peers")
    void downloadIsTriedUntilItsDeadline(String name, Start start) throws Exception {
        try (Peer peer = start.start();
                StoreFixture store = new StoreFixture(peer.url())) {
            DownloadLimits limits = new DownloadLimits(1_000_000, DEADLINE, Long.MAX_VALUE);
            Link link = new Link(peer.url() + PATH, "p", 5, null, null, "c");

            assertEndsInTime(failure ->
                    timed(failure, () -> store.downloader(OFTEN, limits).download(link)));
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("peers")
    void uploadIsTriedUntilItsDeadline(String name, Start start) throws Exception {
        try (Peer peer = start.start();
                StoreFixture store = new StoreFixture(peer.url())) {
            byte[] bytes = random(1000);

            assertEndsInTime(failure -> timed(failure, () -> new Uploader(store.client, OFTEN)
                    .upload(new Upload(
                            peer.url(),
                            "p",
                            "binary",
                            null,
                            Content.of(bytes),
                            KEPT,
                            "c",
                            "m",
                            Deadline.in(DEADLINE)))));
        }
    }

    @Test
    void unreachableServerIsTriedAsOftenAsThePolicySays() throws Exception {
        try (RawServer server = new RawServer(socket -> {});
                StoreFixture store = new StoreFixture(server.url())) {
            RetryPolicy four = new RetryPolicy(4, Duration.ZERO, Duration.ZERO);

            FileserverException e =
                    catchThrowableOfType(FileserverException.class, () -> store.upload(random(10), four));

            assertThat(server.connections()).isEqualTo(4);
            assertThat(e).hasMessageContaining("4 attempts");
            assertThat(e.getSuppressed()).hasSize(3);
        }
    }

    private static void assertEndsInTime(ToLongFunction<List<FileserverException>> call) throws Exception {
        int threads = 8;
        ExecutorService executor = Executors.newFixedThreadPool(threads);
        try {
            List<FileserverException> failures = new ArrayList<>();
            List<Future<Long>> times = new ArrayList<>();
            for (int i = 0; i < threads; i++) {
                times.add(executor.submit(() -> call.applyAsLong(failures)));
            }
            for (Future<Long> time : times) {
                assertThat(Duration.ofNanos(time.get())).isBetween(Duration.ofMillis(900), Duration.ofMillis(1700));
            }
            assertThat(failures).hasSize(threads).allMatch(e -> e.isTransient() && e.status() == 0);
        } finally {
            executor.shutdownNow();
        }
    }

    private static long timed(List<FileserverException> failures, Runnable call) {
        long start = System.nanoTime();
        FileserverException e = catchThrowableOfType(FileserverException.class, call::run);
        long time = System.nanoTime() - start;
        synchronized (failures) {
            failures.add(e);
        }
        return time;
    }

    private static Arguments peer(String name, Start start) {
        return Arguments.of(name, start);
    }

    private static Peer closedPort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return new Peer("http://127.0.0.1:" + socket.getLocalPort(), () -> {});
        }
    }

    private static Peer fullBacklog() throws IOException {
        ServerSocket listener = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        List<Socket> waiting = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            Socket socket = new Socket();
            waiting.add(socket);
            try {
                socket.connect(new InetSocketAddress(listener.getInetAddress(), listener.getLocalPort()), 200);
            } catch (IOException full) {
                break;
            }
        }
        return new Peer("http://127.0.0.1:" + listener.getLocalPort(), () -> {
            listener.close();
            for (Socket socket : waiting) {
                socket.close();
            }
        });
    }

    private static void trickleHeaders(Socket socket) throws IOException {
        RawServer.readHead(socket);
        socket.setSoTimeout(100);
        for (char c : ("HTTP/1.1 200 OK\r\nX: " + "y".repeat(1000)).toCharArray()) {
            RawServer.say(socket, String.valueOf(c));
            RawServer.pause(socket);
        }
    }

    private static void endlessHeaders(Socket socket) throws IOException {
        RawServer.readHead(socket);
        RawServer.say(socket, "HTTP/1.1 200 OK\r\n");
        for (int i = 0; i < 100_000; i++) {
            RawServer.say(socket, "X-" + i + ": y\r\n");
        }
    }

    private static void endlessHeader(Socket socket) throws IOException {
        RawServer.readHead(socket);
        RawServer.say(socket, "HTTP/1.1 200 OK\r\nX: ");
        for (int i = 0; i < 100_000; i++) {
            RawServer.say(socket, "y".repeat(1000));
        }
    }
}
