/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.store;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.HttpHeaders;

/** The answer to one request: status and headers, then the body once, as text or as a stream. Closing it before the body's end drops the connection. */
final class HttpAnswer implements AutoCloseable {

    private static final int MAX_TEXT = 1024 * 1024;
    private static final int MAX_LINE = 4096;

    private final HttpUriRequestBase request;
    private final ClassicHttpResponse response;
    private final Watch watch;
    private boolean complete;

    HttpAnswer(HttpUriRequestBase request, ClassicHttpResponse response, Watch watch) {
        this.request = request;
        this.response = response;
        this.watch = watch;
        watch.watchBody();
    }

    int status() {
        return response.getCode();
    }

    /** The first header of that name, or null. */
    String header(String name) {
        Header header = response.getFirstHeader(name);
        return header == null ? null : header.getValue();
    }

    /** Bytes that the body is to have, or -1 when the answer does not say. */
    long length() {
        HttpEntity entity = response.getEntity();
        return entity == null ? 0 : entity.getContentLength();
    }

    /** Whether the body says by itself where it ends. */
    boolean hasMarkedEnd() {
        HttpEntity entity = response.getEntity();
        return entity == null || entity.isChunked() || entity.getContentLength() >= 0;
    }

    /** Whether the answer names a length and another framing, so that two readers may see two bodies. */
    boolean hasConflictingLengths() {
        return response.containsHeader(HttpHeaders.TRANSFER_ENCODING)
                && response.containsHeader(HttpHeaders.CONTENT_LENGTH);
    }

    /** The body as UTF-8, as much of it as fits into 1 MiB. */
    String text() throws IOException {
        try (InputStream body = body()) {
            return new String(body.readNBytes(MAX_TEXT), StandardCharsets.UTF_8);
        }
    }

    /** The first line of the body: a Plik server that loses a race for a one-shot file writes the file's bytes behind its error. */
    String firstLine() throws IOException {
        try (InputStream body = body()) {
            return new String(body.readNBytes(MAX_LINE), StandardCharsets.UTF_8)
                    .lines()
                    .findFirst()
                    .orElse("")
                    .strip();
        }
    }

    /** The body; closing it closes the answer. */
    InputStream body() throws IOException {
        HttpEntity entity = response.getEntity();
        return new Body(entity == null ? InputStream.nullInputStream() : entity.getContent());
    }

    @Override
    public void close() throws IOException {
        watch.close();
        if (complete) {
            response.close();
        } else {
            request.cancel();
        }
    }

    private final class Body extends FilterInputStream {

        Body(InputStream in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            if (complete) {
                return -1;
            }
            try {
                int n = in.read(bytes, offset, length);
                if (n < 0) {
                    complete = true;
                    watch.close();
                } else {
                    watch.moved(n);
                }
                return n;
            } catch (IOException e) {
                throw HttpTransport.explained(e, watch);
            }
        }

        @Override
        public void close() throws IOException {
            HttpAnswer.this.close();
        }
    }
}
