/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.test.plik;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Speaks to a server byte by byte, so that nothing on the wire is repaired or hidden. */
final class RawHttp {

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private RawHttp() {}

    /** How a connection was found when the answer had been read. */
    enum End {
        CLOSED,
        RESET,
        /** Nothing came for as long as the reader was willing to wait. */
        SILENT
    }

    /** Everything that came back, and how it ended. */
    @SuppressWarnings("ArrayRecordComponent")
    record Received(byte[] bytes, End end) {

        Answer answer() {
            return Answer.parse(this);
        }

        String head() {
            String text = new String(bytes, ISO_8859_1);
            int end = text.indexOf("\r\n\r\n");
            return end < 0 ? text : text.substring(0, end);
        }

        /** The bytes behind the headers, as they were sent. */
        byte[] rawBody() {
            return Arrays.copyOfRange(bytes, Math.min(bytes.length, head().length() + 4), bytes.length);
        }
    }

    /** An answer that was understood; headers by name, whatever its case. */
    @SuppressWarnings("ArrayRecordComponent")
    record Answer(int status, Map<String, List<String>> headers, byte[] body) {

        static Answer parse(Received received) {
            List<String> lines = received.head().lines().toList();
            if (lines.isEmpty()) {
                throw new IllegalStateException("No answer; the connection was found " + received.end());
            }
            Map<String, List<String>> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
            lines.stream().skip(1).forEach(line -> {
                int colon = line.indexOf(':');
                headers.merge(
                        line.substring(0, colon),
                        List.of(line.substring(colon + 1).strip()),
                        (a, b) -> List.of(String.join("\n", a), String.join("\n", b)));
            });
            boolean chunked =
                    headers.getOrDefault("Transfer-Encoding", List.of()).contains("chunked");
            byte[] body = chunked ? unchunk(received.rawBody()) : received.rawBody();
            return new Answer(Integer.parseInt(lines.get(0).split(" ", 3)[1]), headers, body);
        }

        String header(String name) {
            List<String> values = headers.get(name);
            return values == null ? null : values.get(0);
        }

        String text() {
            return new String(body, UTF_8);
        }
    }

    private static byte[] unchunk(byte[] chunks) {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        String text = new String(chunks, ISO_8859_1);
        int at = 0;
        for (int line = text.indexOf("\r\n"); line >= 0; line = text.indexOf("\r\n", at)) {
            int length = Integer.parseInt(text.substring(at, line), 16);
            body.write(chunks, line + 2, Math.min(length, chunks.length - line - 2));
            at = line + 2 + length + 2;
        }
        return body.toByteArray();
    }

    /** Builds a request; header names and values alternate. The connection is to be closed after it. */
    static byte[] request(String method, String target, byte[] body, String... headers) {
        StringBuilder head = new StringBuilder(method + " " + target + " HTTP/1.1\r\n");
        for (int i = 0; i < headers.length; i += 2) {
            if (headers[i + 1] != null) {
                head.append(headers[i]).append(": ").append(headers[i + 1]).append("\r\n");
            }
        }
        List<String> names = Arrays.asList(headers);
        if (body.length > 0 && !names.contains("Content-Length") && !names.contains("Transfer-Encoding")) {
            head.append("Content-Length: ").append(body.length).append("\r\n");
        }
        return concat(head.append("Connection: close\r\n\r\n").toString().getBytes(UTF_8), body);
    }

    static byte[] concat(byte[]... parts) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        Arrays.stream(parts).forEach(all::writeBytes);
        return all.toByteArray();
    }

    /** Sends a request and reads until the end of the connection. */
    static Received send(URI server, byte[] request) {
        return send(server, request, PATIENCE);
    }

    /** Sends a request and reads until the end of the connection, or until nothing comes for a while. */
    static Received send(URI server, byte[] request, Duration patience) {
        try (Socket socket = connect(server)) {
            write(socket, request);
            return read(socket, patience);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Sends the start of a request and says that nothing more will follow. */
    static Received sendCut(URI server, byte[] request) {
        try (Socket socket = connect(server)) {
            write(socket, request);
            socket.shutdownOutput();
            return read(socket, PATIENCE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Socket connect(URI server) throws IOException {
        return new Socket(server.getHost(), server.getPort());
    }

    private static void write(Socket socket, byte[] request) throws IOException {
        try {
            socket.getOutputStream().write(request);
        } catch (SocketException e) {
            // The server had enough before the end; what it says can still be read.
            if (socket.isClosed()) {
                throw e;
            }
        }
    }

    static Received read(Socket socket, Duration patience) throws IOException {
        socket.setSoTimeout((int) patience.toMillis());
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        byte[] block = new byte[64 * 1024];
        try {
            InputStream in = socket.getInputStream();
            for (int n = in.read(block); n >= 0; n = in.read(block)) {
                bytes.write(block, 0, n);
            }
            return new Received(bytes.toByteArray(), End.CLOSED);
        } catch (SocketTimeoutException e) {
            return new Received(bytes.toByteArray(), End.SILENT);
        } catch (SocketException e) {
            return new Received(bytes.toByteArray(), End.RESET);
        }
    }
}
