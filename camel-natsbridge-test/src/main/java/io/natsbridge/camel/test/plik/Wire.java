/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.test.plik;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.WritableByteChannel;
import java.time.Duration;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;

/** Sends an answer wrongly, past the rules of HTTP. It ends or holds the connection. */
@FunctionalInterface
interface Wire {

    /**
     * Sends an answer.
     *
     * @param reply what a sound server would have sent
     * @param request what is left of the request's body
     * @param connection where it goes
     */
    void send(Reply reply, RequestBody request, WireConnection connection) throws IOException, InterruptedException;

    /** Announces everything, sends some of it, and ends as told. */
    static Wire cut(long bytes, Ending ending) {
        return (reply, request, connection) -> {
            connection.head(reply.status(), announced(reply, 0));
            writeStart(reply.body(), connection.body(), bytes);
            ending.end(connection);
        };
    }

    static Wire throttled(long bytesPerSecond) {
        return (reply, request, connection) -> {
            connection.head(reply.status(), announced(reply, 0));
            reply.body().writeTo(new ThrottledChannel(connection, bytesPerSecond));
            connection.close();
        };
    }

    /** Sends more than announced. */
    static Wire overlong(byte[] more) {
        return (reply, request, connection) -> {
            connection.head(reply.status(), announced(reply, 0));
            WritableByteChannel out = connection.body();
            reply.body().writeTo(out);
            out.write(ByteBuffer.wrap(more));
            connection.close();
        };
    }

    /** Sends everything, and announces a length that is off by a number of bytes. */
    static Wire announcing(long delta) {
        return (reply, request, connection) -> {
            connection.head(reply.status(), announced(reply, delta));
            reply.body().writeTo(connection.body());
            connection.close();
        };
    }

    /** Announces nothing, sends some of it; only the end of the connection ends the body. */
    static Wire closeDelimited(long bytes) {
        return (reply, request, connection) -> {
            HttpFields.Mutable headers = HttpFields.build(reply.headers()).put(HttpHeader.CONNECTION, "close");
            connection.head(reply.status(), headers.remove(HttpHeader.CONTENT_LENGTH));
            writeStart(reply.body(), connection.body(), bytes);
            connection.close();
        };
    }

    /** Announces the right length and another one. */
    static Wire announcingTwice(long other) {
        return (reply, request, connection) -> {
            HttpFields.Mutable headers = announced(reply, 0);
            connection.head(reply.status(), headers.add(HttpHeader.CONTENT_LENGTH, Long.toString(other)));
            reply.body().writeTo(connection.body());
            connection.close();
        };
    }

    /** Announces a length and chunks, and sends chunks. */
    static Wire chunkedAnnouncing(long length) {
        return (reply, request, connection) -> {
            HttpFields.Mutable headers = chunked(reply).put(HttpHeader.CONTENT_LENGTH, Long.toString(length));
            connection.head(reply.status(), headers);
            reply.body().writeTo(connection.chunks());
            connection.endChunks();
            connection.close();
        };
    }

    /** Sends the first bytes in chunks, without the end mark. */
    static Wire chunkedCut(long bytes) {
        return (reply, request, connection) -> {
            connection.head(reply.status(), chunked(reply));
            writeStart(reply.body(), connection.chunks(), bytes);
            connection.close();
        };
    }

    /** Sends everything in chunks and goes on until the client has left or the faults are cleared. */
    static Wire endless() {
        return (reply, request, connection) -> {
            connection.head(reply.status(), chunked(reply));
            WritableByteChannel out = connection.chunks();
            reply.body().writeTo(out);
            ByteBuffer more = ByteBuffer.allocate(64 * 1024);
            while (connection.pause(Duration.ZERO)) {
                out.write(more.clear());
            }
            connection.close();
        };
    }

    /** Reads some of the request, answers nothing, and ends as told. */
    static Wire mute(long bytes, Ending ending) {
        return (reply, request, connection) -> {
            request.drain(bytes);
            ending.end(connection);
        };
    }

    private static HttpFields.Mutable announced(Reply reply, long delta) {
        HttpFields.Mutable headers = HttpFields.build(reply.headers());
        long length = headers.getLongField(HttpHeader.CONTENT_LENGTH);
        long known = length >= 0 ? length : reply.body().length();
        return headers.put(HttpHeader.CONTENT_LENGTH, Long.toString(Math.max(0, known + delta)));
    }

    private static HttpFields.Mutable chunked(Reply reply) {
        return HttpFields.build(reply.headers())
                .remove(HttpHeader.CONTENT_LENGTH)
                .put(HttpHeader.TRANSFER_ENCODING, "chunked");
    }

    private static void writeStart(Body body, WritableByteChannel out, long bytes) throws IOException {
        LimitedChannel limited = new LimitedChannel(out, bytes);
        try {
            body.writeTo(limited);
        } catch (LimitedChannel.LimitReached e) {
            // That is what the limit is for.
        }
    }

    /** What becomes of a connection at last. */
    @FunctionalInterface
    interface Ending {
        void end(WireConnection connection);
    }
}
