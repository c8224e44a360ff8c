/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.test.plik;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.LongAdder;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;

/** Reads what a request carries, waiting for it, without copying it. */
final class RequestBody {

    private final Request request;
    private final LongAdder received;
    private boolean begun;
    private boolean ended;

    RequestBody(Request request, LongAdder received) {
        this.request = request;
        this.received = received;
    }

    /**
     * Waits for the next bytes.
     *
     * @return a chunk that the caller releases; the last one says so, and is handed out again and again
     * @throws IOException if the body is cut or malformed
     */
    Content.Chunk next() throws IOException {
        begun = true;
        while (true) {
            Content.Chunk chunk = request.read();
            if (Content.Chunk.isFailure(chunk)) {
                ended = true;
                throw new IOException("Cannot read the request's body", chunk.getFailure());
            }
            if (chunk != null) {
                received.add(chunk.remaining());
                ended = chunk.isLast();
                return chunk;
            }
            awaitDemand();
        }
    }

    private void awaitDemand() throws IOException {
        CountDownLatch arrived = new CountDownLatch(1);
        request.demand(arrived::countDown);
        try {
            arrived.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            InterruptedIOException stopped = new InterruptedIOException("Cannot read on: the server stops");
            stopped.initCause(e);
            throw stopped;
        }
    }

    /**
     * Reads everything.
     *
     * @param limit the largest number of bytes that is still accepted
     * @return the bytes
     * @throws ApiError 400 if there are more, or if the body is cut
     */
    byte[] all(int limit) throws ApiError {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            while (!ended) {
                Content.Chunk chunk = next();
                byte[] block = new byte[chunk.remaining()];
                chunk.get(block, 0, block.length);
                chunk.release();
                bytes.writeBytes(block);
                if (bytes.size() > limit) {
                    throw ApiError.badRequest("unable to read request body : http: request body too large");
                }
            }
        } catch (IOException e) {
            throw ApiError.badRequest("unable to read request body : unexpected EOF")
                    .because(e);
        }
        return bytes.toByteArray();
    }

    /**
     * Reads and drops up to a number of bytes, unless the client waits for a go-ahead that nobody gave.
     *
     * @param limit bytes
     * @return whether the body has come to its end
     */
    boolean drain(long limit) {
        boolean waiting = !begun && request.getHeaders().contains(HttpHeader.EXPECT);
        if (waiting) {
            return request.getLength() == 0;
        }
        long left = limit;
        try {
            while (!ended && left > 0) {
                Content.Chunk chunk = next();
                left -= chunk.remaining();
                chunk.release();
            }
        } catch (IOException e) {
            return false;
        }
        return ended;
    }
}
