/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.store;

import io.natsbridge.camel.content.Content;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Optional;

/** Content that learns its SHA-256 while somebody else reads it, so that it need not be read twice. The wrapped content stays its owner's to close. */
final class HashingContent implements Content {

    private static final int CHUNK_SIZE = 128 * 1024;

    private final Content content;
    private volatile String sha256;

    HashingContent(Content content) {
        this.content = content;
    }

    /** SHA-256 of all bytes in lower-case hexadecimal; reads them when nobody has read them through {@link #openStream()} to the end. */
    String sha256() throws IOException {
        if (sha256 == null) {
            byte[] chunk = new byte[CHUNK_SIZE];
            try (InputStream in = openStream()) {
                while (in.read(chunk) >= 0) {
                    // reading is all it takes
                }
            }
        }
        if (sha256 == null) {
            throw new IOException("the content ended before the " + content.size() + " bytes that it announced");
        }
        return sha256;
    }

    @Override
    public long size() {
        return content.size();
    }

    @Override
    public InputStream openStream() throws IOException {
        return new Stream(content.openStream());
    }

    @Override
    public byte[] toByteArray() {
        return content.toByteArray();
    }

    @Override
    public Optional<Path> file() {
        return content.file();
    }

    private final class Stream extends FilterInputStream {

        private final BackgroundDigest digest = new BackgroundDigest("SHA-256");
        private long count;
        private boolean over;

        Stream(InputStream in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            int n = in.read(bytes, offset, length);
            if (n > 0) {
                digest.update(bytes, offset, n);
                count += n;
            } else if (n < 0 && count == content.size() && !over) {
                over = true;
                sha256 = digest.toHex();
            }
            return n;
        }

        @Override
        public long skip(long n) throws IOException {
            over = true;
            return in.skip(n);
        }

        @Override
        public boolean markSupported() {
            return false;
        }

        @Override
        public void close() throws IOException {
            digest.close();
            super.close();
        }
    }
}
