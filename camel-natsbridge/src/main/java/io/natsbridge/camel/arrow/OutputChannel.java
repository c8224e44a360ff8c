/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.arrow;

import io.natsbridge.camel.content.SpoolOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.WritableByteChannel;
import org.apache.arrow.memory.ArrowBuf;
import org.apache.arrow.vector.ipc.WriteChannel;

/** Arrow's channel to a stream, which copies vectors through the heap: Arrow's own way needs a JVM flag. Closing it leaves the stream open. */
final class OutputChannel extends WriteChannel {

    /** For a stream to memory: it stays in the innermost cache of a processor. */
    private static final int SMALL = 8 * 1024;

    /** For a stream to a file: each write costs a call to the system. */
    private static final int LARGE = 256 * 1024;

    private final int chunkSize;
    private byte[] chunk = new byte[0];

    OutputChannel(OutputStream out) {
        super(new Sink(out));
        this.chunkSize = out instanceof SpoolOutputStream ? LARGE : SMALL;
    }

    @Override
    public void write(ArrowBuf buffer) throws IOException {
        long length = buffer.readableBytes();
        if (chunk.length < Math.min(chunkSize, length)) {
            chunk = new byte[(int) Math.min(chunkSize, Math.max(length, 2L * chunk.length))];
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
        byte[] bytes = new byte[(int) Math.min(LARGE, region.length())];
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
