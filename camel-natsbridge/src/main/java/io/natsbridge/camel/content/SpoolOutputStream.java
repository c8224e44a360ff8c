/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.content;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** Collects bytes in memory, and from the spool's threshold on in a file. For one thread. */
public final class SpoolOutputStream extends OutputStream {

    private final Spool spool;
    private Blocks memory = new Blocks();
    private Path file;
    private OutputStream fileOut;
    private long size;
    private boolean taken;

    SpoolOutputStream(Spool spool) {
        this.spool = spool;
    }

    @Override
    public void write(int b) throws IOException {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        if (fileOut == null && size + length > spool.threshold()) {
            file = spool.newFile();
            fileOut = Files.newOutputStream(file);
            memory.writeTo(fileOut);
            memory = null;
        }
        if (fileOut != null) {
            fileOut.write(bytes, offset, length);
        } else {
            memory.write(bytes, offset, length);
        }
        size += length;
    }

    /** Bytes written so far. */
    public long size() {
        return size;
    }

    @Override
    public void flush() throws IOException {
        if (fileOut != null) {
            fileOut.flush();
        }
    }

    /**
     * Ends writing and hands the bytes over.
     *
     * @return content that the caller closes
     */
    public Content toContent() throws IOException {
        if (taken) {
            throw new IllegalStateException("the content of this stream was taken before");
        }
        if (fileOut != null) {
            fileOut.close();
        }
        taken = true;
        return file == null ? memory.toContent() : FileContent.owned(file, size);
    }

    /** Removes what was written and not taken. */
    @Override
    public void close() throws IOException {
        memory = null;
        if (taken || file == null) {
            return;
        }
        try {
            if (fileOut != null) {
                fileOut.close();
            }
        } finally {
            SpoolOwner.delete(file);
        }
    }
}
