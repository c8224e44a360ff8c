/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.test.plik;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.WritableByteChannel;

/** Lets a number of bytes pass and fails at the first one more. */
final class LimitedChannel extends OutChannel {

    private long left;

    LimitedChannel(WritableByteChannel out, long bytes) {
        super(out);
        this.left = bytes;
    }

    @Override
    public int write(ByteBuffer bytes) throws IOException {
        int length = bytes.remaining();
        if (length <= left) {
            left -= length;
            return super.write(bytes);
        }
        super.write(bytes.slice().limit((int) left));
        throw new LimitReached();
    }

    /** The limit was reached. */
    static final class LimitReached extends IOException {
        LimitReached() {
            super("The limit is reached");
        }
    }
}
