/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.json;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;

/** Ends the writing of a document that grows beyond what any reader takes. */
final class LimitedOutputStream extends FilterOutputStream {

    private final long limit;
    private long size;

    LimitedOutputStream(OutputStream out, long limit) {
        super(out);
        this.limit = limit;
    }

    @Override
    public void write(int b) throws IOException {
        count(1);
        out.write(b);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        count(length);
        out.write(bytes, offset, length);
    }

    private void count(int length) throws IOException {
        size += length;
        if (size > limit) {
            throw new IOException("its JSON is over the limit of " + limit
                    + " bytes; send large tables as arrowtable, large documents as binary");
        }
    }
}
