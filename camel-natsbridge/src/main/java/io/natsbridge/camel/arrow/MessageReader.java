/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.arrow;

import java.util.Optional;
import org.apache.arrow.flatbuf.Message;
import org.apache.arrow.flatbuf.MetadataVersion;
import org.apache.arrow.vector.ipc.message.MessageSerializer;

/** Finds single messages, checking every length against what is there before it is used. */
final class MessageReader {

    private final Source source;
    private final long end;
    private final ArrowLimits limits;

    /**
     * @param end where messages end, at most the size of the source
     */
    MessageReader(Source source, long end, ArrowLimits limits) {
        this.source = source;
        this.end = end;
        this.limits = limits;
    }

    /**
     * The message at a position.
     *
     * @return empty at the end mark, or at the end of the bytes
     */
    Optional<IpcMessage> read(long position) {
        if (position == end) {
            return Optional.empty();
        }
        int prefix = Integer.BYTES;
        int length = intAt(position);
        if (length == MessageSerializer.IPC_CONTINUATION_TOKEN) {
            prefix = 2 * Integer.BYTES;
            length = intAt(position + Integer.BYTES);
        }
        if (length == 0) {
            checkNothingFollows(position + prefix);
            return Optional.empty();
        }
        if (length < 0) {
            throw new MalformedArrowException(
                    "the message at byte " + position + " announces " + length + " bytes of metadata");
        }
        if (length > limits.maxMetadata()) {
            throw new ArrowLimitException(
                    "the metadata of the message at byte " + position,
                    length,
                    limits.maxMetadata(),
                    "raise ArrowLimits.maxMetadata if that is meant");
        }
        Region metadata = range("metadata", position, position + prefix, length);
        Message header = Message.getRootAsMessage(metadata.toByteBuffer());
        if (header.version() != MetadataVersion.V4 && header.version() != MetadataVersion.V5) {
            throw new MalformedArrowException("the message at byte " + position + " is of metadata version "
                    + (header.version() + 1) + "; versions 4 and 5 can be read");
        }
        Region body = range("body", position, position + prefix + length, header.bodyLength());
        return Optional.of(new IpcMessage(position, metadata, header, body));
    }

    private Region range(String what, long position, long from, long length) {
        if (length < 0 || length > end - from) {
            throw new MalformedArrowException("the message at byte " + position + " announces " + length + " bytes of "
                    + what + ", " + (end - from) + " are there; the data was cut or damaged");
        }
        return new Region(source, from, length);
    }

    private int intAt(long position) {
        if (position < 0 || position > end - Integer.BYTES) {
            throw new MalformedArrowException(
                    "the data ends at byte " + end + " in the middle of a message; it was cut or damaged");
        }
        return new Region(source, position, Integer.BYTES).toByteBuffer().getInt();
    }

    private void checkNothingFollows(long position) {
        Window rest = new Region(source, position, end - position).window();
        for (long i = 0; i < rest.length(); i++) {
            if (rest.getByte(i) != 0) {
                throw new MalformedArrowException((end - position) + " bytes follow the end mark at byte " + position);
            }
        }
    }
}
