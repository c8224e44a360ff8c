/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel;

import io.natsbridge.camel.store.Deadline;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** Bytes on their way to a store: each read fills its array as far as there are bytes, and none begins after the deadline. */
final class UploadStream extends FilterInputStream {

    private final Deadline deadline;
    private long moved;

    UploadStream(InputStream in, Deadline deadline) {
        super(in);
        this.deadline = deadline;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        if (deadline.isOver()) {
            throw new IOException("not over by its deadline after " + moved + " bytes");
        }
        int n = in.readNBytes(bytes, offset, length);
        moved += n;
        return n == 0 && length > 0 ? -1 : n;
    }
}
