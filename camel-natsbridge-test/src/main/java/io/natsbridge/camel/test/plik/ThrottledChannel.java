/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.test.plik;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.ByteBuffer;
import java.time.Duration;

/** Writes slowly and evenly, twenty times a second or, if that is less, byte by byte. */
final class ThrottledChannel extends OutChannel {

    private static final int STEPS = 20;

    private final WireConnection connection;
    private final int step;
    private final Duration pause;

    ThrottledChannel(WireConnection connection, long bytesPerSecond) {
        super(connection.body());
        this.connection = connection;
        this.step = (int) Math.max(1, Math.min(bytesPerSecond / STEPS, Integer.MAX_VALUE));
        this.pause = Duration.ofNanos(step * 1_000_000_000L / bytesPerSecond);
    }

    @Override
    public int write(ByteBuffer bytes) throws IOException {
        int length = bytes.remaining();
        while (bytes.hasRemaining()) {
            int end = bytes.limit();
            bytes.limit(Math.min(end, bytes.position() + step));
            super.write(bytes);
            bytes.limit(end);
            pause();
        }
        return length;
    }

    private void pause() throws IOException {
        try {
            if (!connection.pause(pause)) {
                throw new IOException("Cannot write on: the faults were cleared");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            InterruptedIOException stopped = new InterruptedIOException("Cannot write on: the server stops");
            stopped.initCause(e);
            throw stopped;
        }
    }
}
