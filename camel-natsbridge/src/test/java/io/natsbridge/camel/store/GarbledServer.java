/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.store;

import java.util.List;
import java.util.Random;

/** A server whose answers are put together from parts of good and bad ones; none is the file that was asked for. */
final class GarbledServer implements AutoCloseable {

    private static final List<String> STATUS_LINES = List.of(
            "HTTP/1.1 200 OK",
            "HTTP/1.0 200 OK",
            "HTTP/1.1 200",
            "HTTP/9.9 200 OK",
            "HTTP/1.1 2000 OK",
            "HTTP/1.1 -1 OK",
            "HTTP/1.1 999 ?",
            "HTTP/1.1 100 Continue",
            "HTTP/1.1 101 Switching Protocols",
            "ICY 200 OK",
            "200 OK",
            "");
    private static final List<String> HEADERS = List.of(
            "Content-Length: 60000",
            "Content-Length: 5",
            "Content-Length: -5",
            "Content-Length: 99999999999999999999",
            "Content-Length: 0x5",
            "Content-Length: 5, 6",
            "Content-Length:",
            "Transfer-Encoding: chunked",
            "Transfer-Encoding: gzip, chunked",
            "Transfer-Encoding: identity",
            "Content-Encoding: gzip",
            "Content-Type: text/html",
            "Content-Type: application/octet-stream",
            "Location: /",
            "Retry-After: 99999999999999999999",
            "Set-Cookie: a=b",
            "Connection: close",
            "No colon here",
            ": no name",
            " folded",
            "X-Long: " + "x".repeat(100_000));
    private static final List<String> ENDS = List.of("\r\n", "\n", "\r", "\u0000", "");
    private static final List<String> BODIES = List.of(
            "",
            "hello",
            "5\r\nhello\r\n0\r\n\r\n",
            "5\r\nhel",
            "-5\r\nhello",
            "fffffffffffffffff\r\nx",
            "zz\r\n",
            "<html>");

    private final Random random;
    private final RawServer server;

    GarbledServer(Random random) {
        this.random = new Random(random.nextLong());
        this.server = new RawServer(socket -> {
            RawServer.readHead(socket);
            RawServer.say(socket, answer());
        });
    }

    String url() {
        return server.url();
    }

    private synchronized String answer() {
        StringBuilder answer = new StringBuilder(random.nextInt(3) == 0 ? oneOf(STATUS_LINES) : STATUS_LINES.get(0));
        String end = random.nextInt(4) == 0 ? oneOf(ENDS) : "\r\n";
        answer.append(end);
        for (int i = random.nextInt(4); i > 0; i--) {
            answer.append(oneOf(HEADERS)).append(end);
        }
        return answer.append(random.nextInt(8) == 0 ? "" : end)
                .append(oneOf(BODIES))
                .toString();
    }

    private String oneOf(List<String> all) {
        return all.get(random.nextInt(all.size()));
    }

    @Override
    public void close() {
        server.close();
    }
}
