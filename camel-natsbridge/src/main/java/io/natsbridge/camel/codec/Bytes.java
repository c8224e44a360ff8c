/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.codec;

import io.natsbridge.camel.content.Content;
import io.natsbridge.camel.content.Spool;
import io.natsbridge.camel.envelope.Payload;
import io.natsbridge.camel.error.NatsBridgeException.PayloadConversionException;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;

/** The Java types that hold bytes. */
final class Bytes {

    private Bytes() {}

    static boolean isBytes(Object value) {
        return value instanceof byte[]
                || value instanceof ByteBuffer
                || value instanceof Content
                || value instanceof InputStream
                || value instanceof Path
                || value instanceof File;
    }

    /** The bytes of a payload whose value holds bytes. */
    static Content contentOf(Payload payload, Spool spool) throws IOException {
        Object value = payload.value();
        if (value instanceof byte[] bytes) {
            return Content.of(bytes);
        }
        if (value instanceof Content content) {
            return new BorrowedContent(content);
        }
        if (value instanceof ByteBuffer buffer) {
            byte[] bytes = new byte[buffer.remaining()];
            buffer.duplicate().get(bytes);
            return Content.of(bytes);
        }
        if (value instanceof InputStream in) {
            try (in) {
                return spool.read(in);
            }
        }
        if (value instanceof File file) {
            return file(payload, file.toPath());
        }
        if (value instanceof Path path) {
            return file(payload, path);
        }
        throw new PayloadConversionException(
                payload.dataname(),
                "cannot be sent as " + payload.type().wireName() + ": a value of "
                        + (value == null ? "null" : value.getClass().getName())
                        + " holds no bytes; convert it to byte[], ByteBuffer, InputStream, File or Path first",
                null);
    }

    private static Content file(Payload payload, Path path) {
        if (!Files.isRegularFile(path)) {
            throw new PayloadConversionException(payload.dataname(), "cannot be sent: " + path + " is no file", null);
        }
        return Content.ofFile(path);
    }

    /** Somebody else's content: closing this leaves it open. */
    private record BorrowedContent(Content content) implements Content {
        @Override
        public long size() {
            return content.size();
        }

        @Override
        public InputStream openStream() throws IOException {
            return content.openStream();
        }

        @Override
        public byte[] toByteArray() {
            return content.toByteArray();
        }
    }
}
