/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.content;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Objects;

/** Content in memory. */
record BytesContent(byte[] bytes, int offset, int length) implements Content {

    BytesContent {
        Objects.checkFromIndexSize(offset, length, bytes.length);
    }

    @Override
    public long size() {
        return length;
    }

    @Override
    public InputStream openStream() {
        return new ByteArrayInputStream(bytes, offset, length);
    }

    @Override
    public byte[] toByteArray() {
        return offset == 0 && length == bytes.length ? bytes : Arrays.copyOfRange(bytes, offset, offset + length);
    }

    @Override
    public String toString() {
        return "Content[" + length + " bytes in memory]";
    }
}
