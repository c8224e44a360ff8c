/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.arrow;

import java.util.List;
import java.util.function.UnaryOperator;
import org.apache.arrow.flatbuf.DictionaryBatch;
import org.apache.arrow.flatbuf.Message;
import org.apache.arrow.flatbuf.MessageHeader;
import org.apache.arrow.flatbuf.MetadataVersion;
import org.apache.arrow.flatbuf.RecordBatch;
import org.apache.arrow.flatbuf.Schema;

/**
 * One message of a stream or a file: metadata, then body.
 *
 * @param position of its first byte, the length prefix
 * @param metadata the metadata without prefix
 * @param body what the metadata describes
 */
record IpcMessage(long position, Region metadata, Message header, Region body) {

    boolean isSchema() {
        return header.headerType() == MessageHeader.Schema;
    }

    boolean isDictionary() {
        return header.headerType() == MessageHeader.DictionaryBatch;
    }

    /** Where the next message begins. */
    long end() {
        return body.position() + body.length();
    }

    Schema schema() {
        return (Schema) header.header(new Schema());
    }

    DictionaryBatch dictionary() {
        DictionaryBatch dictionary = (DictionaryBatch) header.header(new DictionaryBatch());
        if (dictionary == null) {
            throw new MalformedArrowException("a dictionary has no description");
        }
        return dictionary;
    }

    /** The batch, of rows or of the values of a dictionary. */
    RecordBatch batch() {
        byte type = header.headerType();
        RecordBatch batch = null;
        if (type == MessageHeader.DictionaryBatch) {
            batch = dictionary().data();
        } else if (type == MessageHeader.RecordBatch) {
            batch = (RecordBatch) header.header(new RecordBatch());
        }
        if (batch == null) {
            throw new MalformedArrowException(
                    "the message at byte " + position + " (kind " + type + ") is neither a batch nor a dictionary");
        }
        return batch;
    }

    /** How the body is packed. */
    ArrowCompression compression() {
        RecordBatch batch = batch();
        return batch.compression() == null
                ? ArrowCompression.NONE
                : ArrowCompression.ofFlatbuf(batch.compression().codec());
    }

    /** The layouts of the columns in the body. */
    List<ColumnLayout> layouts(TableLayout table) {
        if (!isDictionary()) {
            return table.columns();
        }
        long id = dictionary().id();
        ColumnLayout values = table.dictionaries().get(id);
        if (values == null) {
            throw new MalformedArrowException("dictionary " + id + " belongs to no column");
        }
        return List.of(values);
    }

    /** The columns in the body, with all lengths checked. */
    List<Column> columns(TableLayout table, UnaryOperator<Region> unpack, long maxLength) {
        if (header.version() == MetadataVersion.V4) {
            layouts(table).forEach(IpcMessage::refuseOldUnion);
        }
        return BatchParser.parse(batch(), layouts(table), body, unpack, maxLength);
    }

    private static void refuseOldUnion(ColumnLayout layout) {
        if (layout.kind() == ColumnKind.SPARSE_UNION || layout.kind() == ColumnKind.DENSE_UNION) {
            throw new MalformedArrowException("column '" + layout.path()
                    + "' is a union of metadata version 4, which Arrow Java cannot read; have it sent with version 5");
        }
        layout.children().forEach(IpcMessage::refuseOldUnion);
    }
}
