/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.test.plik;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.WritableByteChannel;
import java.util.concurrent.atomic.LongAdder;

/** Counts what passes, just before it does, so that whoever has received it finds it counted. */
final class CountingChannel extends OutChannel {

    private final LongAdder count;

    CountingChannel(WritableByteChannel out, LongAdder count) {
        super(out);
        this.count = count;
    }

    @Override
    public int write(ByteBuffer bytes) throws IOException {
        count.add(bytes.remaining());
        return super.write(bytes);
    }
}
