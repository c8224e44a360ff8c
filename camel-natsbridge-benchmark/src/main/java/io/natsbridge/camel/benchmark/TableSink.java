/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.benchmark;

import java.io.OutputStream;

/** A stream into one array, which is written anew each time. */
final class TableSink extends OutputStream {

    private final byte[] bytes;
    private int size;

    /** @param capacity bytes that are written at most */
    TableSink(int capacity) {
        bytes = new byte[capacity];
    }

    @Override
    public void write(int b) {
        bytes[size++] = (byte) b;
    }

    @Override
    public void write(byte[] source, int offset, int length) {
        System.arraycopy(source, offset, bytes, size, length);
        size += length;
    }

    TableSink reset() {
        size = 0;
        return this;
    }

    int size() {
        return size;
    }

    byte[] toByteArray() {
        byte[] copy = new byte[size];
        System.arraycopy(bytes, 0, copy, 0, size);
        return copy;
    }
}
