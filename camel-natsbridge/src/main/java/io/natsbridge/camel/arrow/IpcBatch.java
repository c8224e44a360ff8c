/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.arrow;

import java.util.List;
import org.apache.arrow.flatbuf.DictionaryBatch;

/**
 * One batch of rows, or of the values of a dictionary, ready to be read: lengths and values are checked. Closing it gives back what its buffers were unpacked to.
 *
 * @param rows of the batch, or values of the dictionary
 */
record IpcBatch(IpcMessage message, int rows, List<Column> columns, Unpacker unpacker) implements AutoCloseable {

    boolean isDictionary() {
        return message.isDictionary();
    }

    /** The id of the dictionary whose values these are. */
    long dictionary() {
        return message.dictionary().id();
    }

    /** Whether the values are added to those that the dictionary has already. */
    boolean isDelta() {
        DictionaryBatch dictionary = message.dictionary();
        return dictionary.isDelta();
    }

    @Override
    public void close() {
        unpacker.close();
    }
}
