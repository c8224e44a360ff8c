/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.arrow;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.WritableByteChannel;
import org.apache.arrow.memory.ArrowBuf;
import org.apache.arrow.vector.ipc.WriteChannel;

/** Arrow's channel to a stream, which copies vectors through the heap: Arrow's own way needs a JVM flag. Closing it leaves the stream open. */
final class OutputChannel extends WriteChannel {

    private static final int CHUNK = 64 * 1024;

    private byte[] chunk = new byte[0];

    OutputChannel(OutputStream out) {
        super(new Sink(out));
    }

    @Override
    public void write(ArrowBuf buffer) throws IOException {
        long length = buffer.readableBytes();
        if (chunk.length < Math.min(CHUNK, length)) {
            chunk = new byte[(int) Math.min(CHUNK, Math.max(length, 2L * chunk.length))];
        }
        for (long at = 0; at < length; at += chunk.length) {
            int size = (int) Math.min(chunk.length, length - at);
            buffer.getBytes(buffer.readerIndex() + at, chunk, 0, size);
            write(ByteBuffer.wrap(chunk, 0, size));
        }
    }

    /** Copies a range of a source. */
    void write(Region region) throws IOException {
        byte[] array = region.source().array().orElse(null);
        if (array != null) {
            write(region.toByteBuffer());
            return;
        }
        byte[] bytes = new byte[(int) Math.min(CHUNK, region.length())];
        for (long at = 0; at < region.length(); at += bytes.length) {
            int size = (int) Math.min(bytes.length, region.length() - at);
            region.source().read(region.position() + at, bytes, 0, size);
            write(ByteBuffer.wrap(bytes, 0, size));
        }
    }

    /** A stream as a channel for buffers in the heap. */
    private record Sink(OutputStream out) implements WritableByteChannel {
        @Override
        public int write(ByteBuffer buffer) throws IOException {
            int size = buffer.remaining();
            out.write(buffer.array(), buffer.arrayOffset() + buffer.position(), size);
            buffer.position(buffer.limit());
            return size;
        }

        @Override
        public boolean isOpen() {
            return true;
        }

        @Override
        public void close() throws IOException {
            out.flush();
        }
    }
}
