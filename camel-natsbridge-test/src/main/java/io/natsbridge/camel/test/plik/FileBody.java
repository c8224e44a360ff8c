/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.test.plik;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.WritableByteChannel;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** A body out of a file. */
final class FileBody implements Body {

    private static final int BLOCK = 128 * 1024;

    /** Buffers outside the heap come back late when left to the collector, so they are used again. */
    private static final Queue<ByteBuffer> BLOCKS = new ConcurrentLinkedQueue<>();

    private final FileChannel file;
    private final long length;
    private final Closeable afterwards;

    FileBody(FileChannel file, Closeable afterwards) throws IOException {
        this.file = file;
        this.length = file.size();
        this.afterwards = afterwards;
    }

    @Override
    public long length() {
        return length;
    }

    @Override
    public void writeTo(WritableByteChannel out) throws IOException {
        ByteBuffer pooled = BLOCKS.poll();
        ByteBuffer block = pooled == null ? ByteBuffer.allocateDirect(BLOCK) : pooled;
        try {
            while (file.read(block.clear()) >= 0) {
                block.flip();
                while (block.hasRemaining()) {
                    out.write(block);
                }
            }
        } finally {
            BLOCKS.add(block);
        }
    }

    @Override
    public void close() throws IOException {
        file.close();
        afterwards.close();
    }
}
