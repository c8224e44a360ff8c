/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.arrow;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.apache.arrow.vector.ipc.message.ArrowBlock;
import org.apache.arrow.vector.ipc.message.ArrowDictionaryBatch;
import org.apache.arrow.vector.ipc.message.ArrowFooter;
import org.apache.arrow.vector.ipc.message.ArrowRecordBatch;
import org.apache.arrow.vector.ipc.message.MessageSerializer;
import org.apache.arrow.vector.types.pojo.Schema;

/** The framing of a stream or a file that is being written. */
final class IpcOutput {

    private static final byte[] MAGIC = ArrowFormat.MAGIC.getBytes(StandardCharsets.US_ASCII);
    private static final int PREFIX = 2 * Integer.BYTES;
    private static final int ALIGNMENT = 8;

    private final OutputChannel channel;
    private final ArrowFormat format;
    private final Schema schema;
    private final List<ArrowBlock> dictionaries = new ArrayList<>();
    private final List<ArrowBlock> batches = new ArrayList<>();

    /**
     * Begins with the schema.
     *
     * @param schema as it is on the wire
     */
    IpcOutput(OutputStream out, ArrowFormat format, Schema schema) throws IOException {
        this.channel = new OutputChannel(out);
        this.format = format;
        this.schema = schema;
        if (format == ArrowFormat.FILE) {
            channel.write(MAGIC);
            channel.align();
        }
        MessageSerializer.serialize(channel, schema);
    }

    void write(ArrowDictionaryBatch dictionary) throws IOException {
        dictionaries.add(MessageSerializer.serialize(channel, dictionary));
    }

    void write(ArrowRecordBatch batch) throws IOException {
        batches.add(MessageSerializer.serialize(channel, batch));
    }

    /** Writes a dictionary or a batch as it was received. */
    void copy(IpcMessage message) throws IOException {
        long start = channel.getCurrentPosition();
        int metadata = Math.toIntExact((message.metadata().length() + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT);
        channel.writeIntLittleEndian(MessageSerializer.IPC_CONTINUATION_TOKEN);
        channel.writeIntLittleEndian(metadata);
        channel.write(message.metadata());
        channel.align();
        channel.write(message.body());
        if (message.body().length() % ALIGNMENT != 0) {
            throw new MalformedArrowException("the message at byte " + message.position() + " has a body of "
                    + message.body().length() + " bytes, which is no multiple of 8");
        }
        (message.isDictionary() ? dictionaries : batches)
                .add(new ArrowBlock(start, metadata + PREFIX, message.body().length()));
    }

    /** Ends the stream or file. */
    void end() throws IOException {
        channel.writeIntLittleEndian(MessageSerializer.IPC_CONTINUATION_TOKEN);
        channel.writeIntLittleEndian(0);
        if (format == ArrowFormat.FILE) {
            long start = channel.getCurrentPosition();
            channel.write(new ArrowFooter(schema, dictionaries, batches), false);
            channel.writeIntLittleEndian(Math.toIntExact(channel.getCurrentPosition() - start));
            channel.write(MAGIC);
        }
    }
}
