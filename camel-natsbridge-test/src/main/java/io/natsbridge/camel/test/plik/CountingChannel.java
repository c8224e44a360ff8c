/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.test.plik;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.WritableByteChannel;
import java.util.concurrent.atomic.LongAdder;

/** Counts what passes. */
final class CountingChannel extends OutChannel {

    private final LongAdder count;

    CountingChannel(WritableByteChannel out, LongAdder count) {
        super(out);
        this.count = count;
    }

    @Override
    public int write(ByteBuffer bytes) throws IOException {
        int written = super.write(bytes);
        count.add(written);
        return written;
    }
}
