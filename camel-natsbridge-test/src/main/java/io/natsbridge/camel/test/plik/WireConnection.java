/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.test.plik;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.channels.WritableByteChannel;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.LongAdder;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.util.Blocker;
import org.eclipse.jetty.util.Callback;

/**
 * A connection below HTTP: whatever is written goes out as it is, for nobody checks it. It ends by {@link #close}, by
 * {@link #reset} or, after {@link #hold}, when the faults are cleared.
 */
final class WireConnection implements WritableByteChannel {

    private final EndPoint endPoint;
    private final Callback callback;
    private final Faults faults;
    private final LongAdder served;
    private final AtomicBoolean ended = new AtomicBoolean();

    WireConnection(Request request, Callback callback, Faults faults, LongAdder served) {
        this.endPoint = request.getConnectionMetaData().getConnection().getEndPoint();
        this.callback = callback;
        this.faults = faults;
        this.served = served;
    }

    /** Writes status line and headers. */
    void head(int status, HttpFields headers) throws IOException {
        StringBuilder head = new StringBuilder("HTTP/1.1 %d %s\r\n".formatted(status, HttpStatus.getMessage(status)));
        for (HttpField header : headers) {
            head.append(header.getName()).append(": ").append(header.getValue()).append("\r\n");
        }
        write(ascii(head.append("\r\n").toString()));
    }

    @Override
    public int write(ByteBuffer bytes) throws IOException {
        int length = bytes.remaining();
        try (Blocker.Callback written = Blocker.callback()) {
            endPoint.write(written, bytes);
            written.block();
        }
        return length;
    }

    /** Writes a body, counting what downloads get. */
    WritableByteChannel body() {
        return new CountingChannel(this, served);
    }

    /** Writes a body in chunks; its end mark is written by {@link #endChunks}. */
    WritableByteChannel chunks() {
        return new OutChannel(body()) {
            @Override
            public int write(ByteBuffer bytes) throws IOException {
                int length = bytes.remaining();
                if (length > 0) {
                    WireConnection.this.write(ascii(Integer.toHexString(length) + "\r\n"));
                    out.write(bytes);
                    WireConnection.this.write(ascii("\r\n"));
                }
                return length;
            }
        };
    }

    void endChunks() throws IOException {
        write(ascii("0\r\n\r\n"));
    }

    private static ByteBuffer ascii(String text) {
        return ByteBuffer.wrap(text.getBytes(ISO_8859_1));
    }

    /** Leaves the connection open without a word, until the faults are cleared. */
    void hold() {
        faults.hold(this);
    }

    /** Waits; false if the faults were cleared meanwhile. */
    boolean pause(Duration time) throws InterruptedException {
        return faults.pause(time);
    }

    @Override
    public boolean isOpen() {
        return endPoint.isOpen();
    }

    /** Ends the connection in order. */
    @Override
    public void close() {
        endPoint.close();
        if (ended.compareAndSet(false, true)) {
            callback.failed(new Request.Handler.AbortException("The fault ended the connection"));
        }
    }

    /** Ends the connection with a reset, so that the client may lose even what was sent. */
    void reset() {
        Object transport = endPoint.getTransport();
        while (transport instanceof EndPoint below) {
            transport = below.getTransport();
        }
        try {
            if (transport instanceof SocketChannel socket) {
                socket.setOption(StandardSocketOptions.SO_LINGER, 0);
                socket.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot reset the connection", e);
        } finally {
            close();
        }
    }
}
