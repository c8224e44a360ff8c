/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.test.plik;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.WritableByteChannel;

/** Inverts one byte on its way. */
final class FlippingChannel extends OutChannel {

    private final long offset;
    private long passed;

    FlippingChannel(WritableByteChannel out, long offset) {
        super(out);
        this.offset = offset;
    }

    @Override
    public int write(ByteBuffer bytes) throws IOException {
        int length = bytes.remaining();
        long at = offset - passed;
        passed += length;
        if (at < 0 || at >= length) {
            return super.write(bytes);
        }
        byte[] copy = new byte[length];
        bytes.get(copy);
        copy[(int) at] = (byte) ~copy[(int) at];
        return super.write(ByteBuffer.wrap(copy));
    }
}
