/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.arrow;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.arrow.flatbuf.DictionaryBatch;
import org.apache.arrow.flatbuf.Footer;
import org.apache.arrow.vector.types.pojo.Schema;

/** Walks through the framing of a stream or a file once and checks all of it, without reading the values. */
final class IpcScanner {

    /** The magic and two bytes of padding. */
    private static final int FILE_START = 8;
    /** The length of the footer and the magic. */
    private static final int FILE_END = Integer.BYTES + ArrowFormat.MAGIC.length();

    private static final int BLOCK_BYTES = 24;

    private final Source source;
    private final ArrowLimits limits;
    private final List<Long> messages = new ArrayList<>();
    private final Set<Long> dictionaries = new HashSet<>();
    private TableLayout layout;
    private long rows;
    private long expanded;
    private boolean compressed;
    private DictionaryChanges dictionaryChanges = DictionaryChanges.NONE;

    private IpcScanner(Source source, ArrowLimits limits) {
        this.source = source;
        this.limits = limits;
    }

    /**
     * Finds everything in an Arrow stream or file.
     *
     * @throws MalformedArrowException when it is neither, or damaged
     * @throws ArrowLimitException when it announces more than the limits allow
     */
    static IpcTable scan(Source source, ArrowLimits limits) {
        IpcScanner scanner = new IpcScanner(source, limits);
        byte[] start = new byte[(int) Math.min(FILE_START, source.size())];
        source.read(0, start, 0, start.length);
        ArrowFormat format = ArrowFormat.detect(start).orElseGet(() -> scanner.expectOldStream(start));
        return format == ArrowFormat.FILE ? scanner.scanFile() : scanner.scanStream();
    }

    /** A stream of a writer older than Arrow 0.15 begins with the length of its schema, without a mark. */
    private ArrowFormat expectOldStream(byte[] start) {
        int length = start.length < Integer.BYTES
                ? 0
                : ByteBuffer.wrap(start).order(ByteOrder.LITTLE_ENDIAN).getInt();
        if (length <= 0 || length > source.size() - Integer.BYTES || length > limits.maxMetadata()) {
            throw neither();
        }
        return ArrowFormat.STREAM;
    }

    private MalformedArrowException neither() {
        return new MalformedArrowException(
                "its " + source.size() + " bytes are neither an Arrow stream nor an Arrow file");
    }

    private IpcTable scanStream() {
        MessageReader reader = new MessageReader(source, source.size(), limits);
        IpcMessage first = reader.read(0).filter(IpcMessage::isSchema).orElseThrow(this::neither);
        Schema schema = new SchemaReader(limits, first.metadata().length()).read(first.schema());
        layout = TableLayout.of(schema);
        long position = first.end();
        for (IpcMessage message = reader.read(position).orElse(null);
                message != null;
                message = reader.read(position).orElse(null)) {
            add(message);
            position = message.end();
        }
        return table(ArrowFormat.STREAM, schema);
    }

    private IpcTable scanFile() {
        long size = source.size();
        if (size < FILE_START + FILE_END) {
            throw new MalformedArrowException("an Arrow file of " + size + " bytes was cut");
        }
        ByteBuffer tail = new Region(source, size - FILE_END, FILE_END).toByteBuffer();
        long footerLength = tail.getInt();
        byte[] magic = new byte[ArrowFormat.MAGIC.length()];
        tail.get(magic);
        if (!ArrowFormat.MAGIC.equals(new String(magic, StandardCharsets.US_ASCII))) {
            throw new MalformedArrowException(
                    "the Arrow file of " + size + " bytes does not end with its magic; it was cut or damaged");
        }
        long footerStart = size - FILE_END - footerLength;
        if (footerLength <= 0 || footerStart < FILE_START) {
            throw new MalformedArrowException(
                    "the Arrow file of " + size + " bytes announces a footer of " + footerLength + " bytes");
        }
        if (footerLength > limits.maxMetadata()) {
            throw new ArrowLimitException(
                    "the footer of the Arrow file",
                    footerLength,
                    limits.maxMetadata(),
                    "raise ArrowLimits.maxMetadata if that is meant");
        }
        Footer footer = Footer.getRootAsFooter(new Region(source, footerStart, footerLength).toByteBuffer());
        Schema schema = new SchemaReader(limits, footerLength).read(footer.schema());
        layout = TableLayout.of(schema);
        addBlocks(footer, footerStart, footerLength);
        return table(ArrowFormat.FILE, schema);
    }

    private void addBlocks(Footer footer, long footerStart, long footerLength) {
        int dictionaryCount = footer.dictionariesLength();
        int batchCount = footer.recordBatchesLength();
        if (!isCount(dictionaryCount, footerLength) || !isCount(batchCount, footerLength)) {
            throw new MalformedArrowException("the footer of " + footerLength + " bytes announces " + dictionaryCount
                    + " dictionaries and " + batchCount + " batches");
        }
        MessageReader reader = new MessageReader(source, footerStart, limits);
        long total = 0;
        for (int i = 0; i < dictionaryCount + batchCount; i++) {
            boolean dictionary = i < dictionaryCount;
            long position = dictionary
                    ? footer.dictionaries(i).offset()
                    : footer.recordBatches(i - dictionaryCount).offset();
            IpcMessage message = reader.read(position)
                    .orElseThrow(() -> new MalformedArrowException(
                            "the footer points to byte " + position + ", where no message is"));
            if (message.isDictionary() != dictionary) {
                throw new MalformedArrowException("the footer confuses dictionaries and batches at byte " + position);
            }
            total += message.end() - position;
            if (total > footerStart) {
                throw new MalformedArrowException("the footer lists more bytes than the file has");
            }
            add(message);
        }
        if (dictionaryChanges == DictionaryChanges.REPLACED) {
            throw new MalformedArrowException("a dictionary is there twice, which a file cannot have");
        }
    }

    private IpcTable table(ArrowFormat format, Schema schema) {
        return new IpcTable(format, schema, layout, messages, rows, compressed, dictionaryChanges);
    }

    private static boolean isCount(int count, long footerLength) {
        return count >= 0 && count <= footerLength / BLOCK_BYTES;
    }

    private void add(IpcMessage message) {
        if (messages.size() == limits.maxMessages()) {
            throw new MalformedArrowException("there are more than " + limits.maxMessages()
                    + " batches and dictionaries; raise ArrowLimits.maxMessages if that is meant");
        }
        messages.add(message.position());
        check(message);
        if (message.isDictionary()) {
            addDictionary(message.dictionary());
        } else {
            rows += message.batch().length();
            long limit = limits.rows(source.size());
            if (rows > limit) {
                throw new MalformedArrowException(
                        "the table claims " + rows + " rows, more than the " + limit + " that " + source.size()
                                + " bytes may hold; raise ArrowLimits.maxRowsPerByte if that is meant");
            }
        }
    }

    private void addDictionary(DictionaryBatch dictionary) {
        boolean known = !dictionaries.add(dictionary.id());
        if (known && !dictionary.isDelta()) {
            dictionaryChanges = DictionaryChanges.REPLACED;
        } else if (known && dictionaryChanges == DictionaryChanges.NONE) {
            dictionaryChanges = DictionaryChanges.ADDED;
        }
    }

    private void check(IpcMessage message) {
        compressed |= message.compression() != ArrowCompression.NONE;
        long left = Math.min(limits.maxMemory(), limits.expanded(source.size()) - expanded);
        try (Unpacker unpacker = new Unpacker(message.compression(), left)) {
            message.columns(layout, unpacker, limits.rows(source.size()));
            expanded += unpacker.size();
        }
    }
}
