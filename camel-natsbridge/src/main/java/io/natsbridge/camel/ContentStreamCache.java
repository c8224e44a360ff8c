/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel;

import io.natsbridge.camel.content.Content;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import org.apache.camel.Exchange;
import org.apache.camel.StreamCache;

/**
 * A payload's bytes as a Camel body that can be read again: from memory, or from the spool file that stays until the exchange ends. The content belongs to the received
 * message. For one thread; {@link #copy} makes one for another.
 */
final class ContentStreamCache extends FilterInputStream implements StreamCache {

    private final Content content;
    private long position;

    ContentStreamCache(Content content) {
        super(InputStream.nullInputStream());
        this.content = content;
        this.in = null;
    }

    Content content() {
        return content;
    }

    @Override
    public int read() throws IOException {
        int b = open().read();
        position += b < 0 ? 0 : 1;
        return b;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        int count = open().read(bytes, offset, length);
        position += Math.max(0, count);
        return count;
    }

    @Override
    public long skip(long count) throws IOException {
        long skipped = open().skip(count);
        position += skipped;
        return skipped;
    }

    @Override
    public int available() throws IOException {
        return open().available();
    }

    @Override
    public boolean markSupported() {
        return false;
    }

    @Override
    public void close() throws IOException {
        if (in != null) {
            in.close();
        }
    }

    @Override
    public synchronized void reset() {
        try {
            close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        in = null;
        position = 0;
    }

    @Override
    public void writeTo(OutputStream out) throws IOException {
        try (InputStream all = content.openStream()) {
            all.transferTo(out);
        }
    }

    @Override
    public StreamCache copy(Exchange exchange) {
        return new ContentStreamCache(content);
    }

    @Override
    public boolean inMemory() {
        return content.file().isEmpty();
    }

    @Override
    public long length() {
        return content.size();
    }

    @Override
    public long position() {
        return position;
    }

    private InputStream open() throws IOException {
        if (in == null) {
            in = content.openStream();
        }
        return in;
    }
}
