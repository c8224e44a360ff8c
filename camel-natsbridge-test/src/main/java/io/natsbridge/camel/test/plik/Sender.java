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
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Blocker;

/**
 * Sends an answer by the rules. What is left of a short request is read first, so that the connection can be used again; on a
 * long one the connection ends, but not before the client had a moment to read the answer.
 */
final class Sender {

    private static final long WORTH_READING = 256 * 1024;
    private static final Duration GRACE = Duration.ofMillis(500);

    private final Request request;
    private final Response response;
    private final RequestBody body;
    private final Faults faults;

    Sender(Request request, Response response, RequestBody body, Faults faults) {
        this.request = request;
        this.response = response;
        this.body = body;
        this.faults = faults;
    }

    void send(Reply reply, PlikOperation operation) throws IOException, InterruptedException {
        boolean read = body.drain(WORTH_READING);
        response.setStatus(reply.status());
        HttpFields.Mutable headers = response.getHeaders();
        reply.headers().forEach(headers::put);
        if (!read) {
            headers.put(HttpHeader.CONNECTION, "close");
        }
        long length = reply.body().length();
        if (length == Body.UNKNOWN) {
            headers.put(HttpHeader.TRANSFER_ENCODING, "chunked");
        } else if (!request.getMethod().equals("HEAD")) {
            headers.put(HttpHeader.CONTENT_LENGTH, Long.toString(length));
        }
        ResponseChannel out = new ResponseChannel(response, length);
        reply.body().writeTo(new CountingChannel(out, faults.served(operation)));
        out.finish();
        if (!read) {
            faults.pause(GRACE);
        }
    }

    /** Writes an answer's body and tells which write is the last one. */
    private static final class ResponseChannel implements WritableByteChannel {

        private final Response response;
        private long left;
        private boolean finished;

        ResponseChannel(Response response, long length) {
            this.response = response;
            this.left = length == Body.UNKNOWN ? Long.MAX_VALUE : length;
        }

        @Override
        public int write(ByteBuffer bytes) throws IOException {
            int length = bytes.remaining();
            left -= length;
            if (length > 0) {
                write(left == 0, bytes);
            }
            return length;
        }

        void finish() throws IOException {
            if (!finished) {
                write(true, ByteBuffer.allocate(0));
            }
        }

        private void write(boolean last, ByteBuffer bytes) throws IOException {
            finished = last;
            try (Blocker.Callback written = Blocker.callback()) {
                response.write(last, bytes, written);
                written.block();
            }
        }

        @Override
        public boolean isOpen() {
            return !finished;
        }

        @Override
        public void close() throws IOException {
            finish();
        }
    }
}
