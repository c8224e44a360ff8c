/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.arrow;

import io.natsbridge.camel.content.Content;
import io.natsbridge.camel.error.NatsBridgeException.PayloadConversionException;
import io.natsbridge.camel.error.NatsBridgeException.PayloadTooLargeException;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.dictionary.DictionaryProvider;
import org.apache.arrow.vector.ipc.ArrowReader;

/**
 * Reads and writes Arrow tables on any JVM, without a flag. What is written is what every peer reads: metadata version 5, little-endian, streams with their end mark.
 *
 * <p>All methods may be called by several threads at once.
 */
public final class ArrowTables {

    private ArrowTables() {}

    /**
     * Opens a received table, stream or file, whichever it is.
     *
     * @param content the bytes; from here on they belong to the table, or are closed when opening fails
     * @param dataname name of the payload, for messages
     * @param limits what the table may cost
     * @param validation what is checked at once
     * @return a table that the caller closes
     * @throws PayloadConversionException when the bytes are no Arrow data, damaged, or of a type that cannot be read
     * @throws PayloadTooLargeException when they announce more bytes than the limits allow
     */
    public static ArrowTable open(Content content, String dataname, ArrowLimits limits, ArrowValidation validation) {
        Faults faults = new Faults(dataname, limits);
        try (Source source = Source.of(content)) {
            ArrowTable table = new ArrowTable(content, IpcScanner.scan(source, limits), faults);
            if (validation == ArrowValidation.WHOLE) {
                validate(table);
            }
            return table;
        } catch (RuntimeException e) {
            content.close();
            throw faults.reading(e);
        }
    }

    private static void validate(ArrowTable table) {
        try {
            table.validate();
        } catch (RuntimeException e) {
            table.close();
            throw e;
        }
    }

    /**
     * Writes rows as a table. The columns come in the order in which they first appear in any row; a key that a row lacks is null there. Each column gets the type that
     * holds all its values unchanged:
     *
     * <ul>
     *   <li>whole numbers of any type: Int64; beyond 64 bits UInt64 or a decimal; together with floating-point numbers Float64, unless one is above 2^53, which is refused
     *   <li>{@link Float} alone Float32, {@link Double} Float64, {@link java.math.BigDecimal} a decimal of 128 or 256 bits
     *   <li>{@link Boolean} Bool; {@link CharSequence}, {@link Character}, {@link Enum} and {@link java.util.UUID} Utf8; {@code byte[]} and {@link java.nio.ByteBuffer} Binary
     *   <li>{@link java.time.LocalDate} Date32; {@link java.time.LocalTime} Time64; {@link java.time.LocalDateTime} Timestamp without zone; {@link java.time.Instant},
     *       {@link java.time.ZonedDateTime}, {@link java.time.OffsetDateTime} and {@link java.util.Date} Timestamp in UTC; {@link java.time.Duration} Duration: all in
     *       microseconds, or in nanoseconds where a value has them; {@link java.time.Period} Interval
     *   <li>collections and arrays List, maps Struct, both with their elements merged over all rows
     *   <li>a column without any value the null type
     * </ul>
     *
     * @param rows iterated over twice; must yield the same rows both times
     * @param out gets the table; it is not closed
     * @throws PayloadConversionException when the values of a column do not fit together or have no type; nothing was written then
     * @throws IOException when the stream cannot be written to
     */
    public static void writeRows(Iterable<? extends Map<String, ?>> rows, OutputStream out, ArrowWriteOptions options)
            throws IOException {
        try {
            RowWriter.write(rows, out, options);
        } catch (RuntimeException e) {
            throw faults(options).writing(e);
        }
    }

    /**
     * Writes rows as a table like {@link #writeRows(Iterable, OutputStream, ArrowWriteOptions)}; they are collected in memory first.
     *
     * @param rows read to the end
     * @param out gets the table; it is not closed
     * @throws PayloadConversionException when the values of a column do not fit together or have no type; nothing was written then
     * @throws IOException when the stream cannot be written to
     */
    public static void writeRows(Iterator<? extends Map<String, ?>> rows, OutputStream out, ArrowWriteOptions options)
            throws IOException {
        List<Map<String, ?>> collected = new ArrayList<>();
        rows.forEachRemaining(collected::add);
        writeRows(collected, out, options);
    }

    /**
     * Writes the batches that a reader has left.
     *
     * @param reader read to the end, not closed
     * @param out gets the table; it is not closed
     * @throws PayloadConversionException when the reader fails, or a dictionary changes between batches and the format is {@code FILE}, which cannot hold that
     * @throws IOException when the stream cannot be written to
     */
    public static void writeReader(ArrowReader reader, OutputStream out, ArrowWriteOptions options) throws IOException {
        try {
            BatchWriter writer = new BatchWriter(reader, out, options);
            while (reader.loadNextBatch()) {
                writer.write();
            }
            writer.end();
        } catch (RuntimeException e) {
            throw faults(options).writing(e);
        }
    }

    /**
     * Writes one root as a table of one batch.
     *
     * @param root as it is; not closed or changed
     * @param dictionaries of its dictionary-encoded columns; may be empty where there are none
     * @param out gets the table; it is not closed
     * @throws PayloadConversionException when a vector cannot be written
     * @throws IOException when the stream cannot be written to
     */
    public static void writeRoot(
            VectorSchemaRoot root, DictionaryProvider dictionaries, OutputStream out, ArrowWriteOptions options)
            throws IOException {
        try {
            BatchWriter writer = new BatchWriter(root, dictionaries, out, options);
            writer.write();
            writer.end();
        } catch (RuntimeException e) {
            throw faults(options).writing(e);
        }
    }

    /**
     * Writes Arrow bytes, stream or file, in a format, without decoding their buffers. Their framing and all lengths are checked first, and nothing is written when these
     * are wrong.
     *
     * @param content stays open
     * @param format of what is written
     * @param out gets the table; it is not closed
     * @param dataname name of the payload, for messages
     * @throws PayloadConversionException when the bytes are no sound Arrow data, or send a dictionary again with other values, which {@code FILE} cannot hold
     * @throws IOException when the stream cannot be written to
     */
    public static void transcode(Content content, ArrowFormat format, OutputStream out, String dataname)
            throws IOException {
        try (Source source = Source.of(content)) {
            Transcoder.write(IpcScanner.scan(source, ArrowLimits.DEFAULT), source, out, format);
        } catch (RuntimeException e) {
            throw new Faults(dataname, ArrowLimits.DEFAULT).reading(e);
        }
    }

    /** Bytes outside the heap that all tables hold together: 0 once all of them are closed. */
    public static long allocatedBytes() {
        return ArrowMemory.allocatedBytes();
    }

    private static Faults faults(ArrowWriteOptions options) {
        return new Faults(options.dataname(), ArrowLimits.DEFAULT);
    }
}
