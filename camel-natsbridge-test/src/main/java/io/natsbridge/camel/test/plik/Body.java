/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.test.plik;

import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.channels.WritableByteChannel;

/** The bytes of an answer. Whoever sends it, or decides not to, closes it. */
interface Body extends Closeable {

    /** The length of a body that is not known before it is written. */
    long UNKNOWN = -1;

    /** Tells the length in bytes, or {@link #UNKNOWN}. */
    long length();

    /** Writes everything; once only. */
    void writeTo(WritableByteChannel out) throws IOException;

    @Override
    default void close() throws IOException {}

    static Body none() {
        return of(new byte[0]);
    }

    static Body of(byte[] bytes) {
        return of(bytes.length, out -> out.write(ByteBuffer.wrap(bytes)));
    }

    static Body of(long length, Source source) {
        return new Body() {
            @Override
            public long length() {
                return length;
            }

            @Override
            public void writeTo(WritableByteChannel out) throws IOException {
                source.writeTo(out);
            }
        };
    }

    /** Reads a file whose channel it owns. */
    static Body of(FileChannel file, Closeable afterwards) throws IOException {
        return new FileBody(file, afterwards);
    }

    /** Changes what is written on its way out; the length told stays. */
    default Body through(Filter filter) {
        return through(length(), filter);
    }

    /** Changes what is written on its way out, and the length told. */
    default Body through(long length, Filter filter) {
        Body inner = this;
        return new Body() {
            @Override
            public long length() {
                return length;
            }

            @Override
            public void writeTo(WritableByteChannel out) throws IOException {
                try (WritableByteChannel filtered = filter.apply(out)) {
                    inner.writeTo(filtered);
                }
            }

            @Override
            public void close() throws IOException {
                inner.close();
            }
        };
    }

    /** Reads everything into memory. */
    default byte[] bytes() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        writeTo(Channels.newChannel(bytes));
        return bytes.toByteArray();
    }

    /** Puts something between a body and where it goes; it is closed at the body's end and leaves the channel below open. */
    @FunctionalInterface
    interface Filter {
        WritableByteChannel apply(WritableByteChannel out) throws IOException;
    }

    /** Writes a body of unknown nature. */
    @FunctionalInterface
    interface Source {
        void writeTo(WritableByteChannel out) throws IOException;
    }
}
