/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.arrow;

import java.io.IOException;
import java.io.OutputStream;

/** Writes a table in the other format without touching its buffers: both formats hold the same messages. */
final class Transcoder {

    private Transcoder() {}

    static void write(IpcTable table, Source source, OutputStream out, ArrowFormat format) throws IOException {
        if (format == table.format()) {
            new OutputChannel(out).write(new Region(source, 0, source.size()));
            return;
        }
        if (format == ArrowFormat.FILE && table.dictionaryChanges() == DictionaryChanges.REPLACED) {
            throw new MalformedArrowException(
                    "it sends a dictionary again with other values, which the file format cannot hold; open it as a table and write that, or write the stream format");
        }
        MessageReader messages = new MessageReader(source, source.size(), ArrowLimits.DEFAULT);
        IpcOutput output = new IpcOutput(out, format, table.schema());
        for (long position : table.messages()) {
            output.copy(messages.read(position)
                    .orElseThrow(() -> new MalformedArrowException("a batch is no longer where it was")));
        }
        output.end();
    }
}
