/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.arrow;

import io.natsbridge.camel.content.Content;
import io.natsbridge.camel.error.Names;
import io.natsbridge.camel.error.NatsBridgeException.PayloadConversionException;
import io.natsbridge.camel.error.NatsBridgeException.PayloadTooLargeException;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.dictionary.DictionaryProvider;
import org.apache.arrow.vector.ipc.ArrowReader;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.Schema;

/**
 * A received Arrow table. It holds the table's bytes, in memory or in a file, and reads them one batch at a time, as often as wanted: a table of any size takes the
 * memory of one batch.
 *
 * <p>Rows come out as maps in the order of the columns, with these values: numbers as {@link Byte}, {@link Short}, {@link Integer}, {@link Long}, {@link Float} (half
 * floats too), {@link Double}; unsigned ones in the next wider type, those of 64 bits as {@link java.math.BigInteger}; decimals as {@link java.math.BigDecimal}; text as
 * {@link String}, bytes as {@code byte[]}; dates and times of day as {@link java.time.LocalDate} and {@link java.time.LocalTime}; timestamps without zone as
 * {@link java.time.LocalDateTime}, with zone as {@link java.time.ZonedDateTime} in that zone; durations as {@link java.time.Duration}, intervals of months as
 * {@link java.time.Period}, other intervals as {@link org.apache.arrow.vector.PeriodDuration}; lists as {@link List}, structs as {@link Map}, maps as {@link Map} where
 * the keys are text and else as the list of their entries. Dictionary-encoded and run-end encoded columns and unions give their values, extension types their storage,
 * the null type null.
 *
 * <p>The table belongs to whoever received it: closing it ends all iterators, readers and vectors that came from it, gives their memory back and closes the content. It
 * may be used by several threads; an iterator, a reader or a root is for one thread, and nobody may read while the table is being closed.
 *
 * <p>Every method that reads throws {@link PayloadConversionException} when the bytes turn out to be damaged or hold what Java has no value for, and
 * {@link PayloadTooLargeException} when a batch is above the table's {@link ArrowLimits}.
 */
public final class ArrowTable implements Iterable<Map<String, Object>>, AutoCloseable {

    private static final int MAX_ARRAY = Integer.MAX_VALUE - 8;

    private final Content content;
    private final IpcTable table;
    private final Faults faults;
    private final Set<Closeable> open = ConcurrentHashMap.newKeySet();
    private BufferAllocator allocator;
    private boolean validated;
    private boolean closed;

    ArrowTable(Content content, IpcTable table, Faults faults) {
        this.content = content;
        this.table = table;
        this.faults = faults;
    }

    /** The schema as it is on the wire: a dictionary-encoded column has the type of its values and names its dictionary. */
    public Schema schema() {
        return table.schema();
    }

    /** Names of the columns in order; names may be empty or occur twice. */
    public List<String> columnNames() {
        return table.schema().getFields().stream().map(Field::getName).toList();
    }

    /** Number of rows. */
    public long rowCount() {
        return table.rows();
    }

    /** The format of the bytes that {@link #content()} holds. */
    public ArrowFormat format() {
        return table.format();
    }

    /** The bytes as they were received. They belong to the table. */
    public Content content() {
        return content;
    }

    /**
     * All rows in memory; the list and its maps belong to the caller and may be changed.
     *
     * @throws PayloadConversionException also when two columns have the same name, as no map holds such a row
     * @throws PayloadTooLargeException also when there are more rows than a list can hold
     */
    public List<Map<String, Object>> rows() {
        if (table.rows() > MAX_ARRAY) {
            throw faults.reading(new MalformedArrowException(
                    table.rows() + " rows do not fit into a list; read them one by one or by batches"));
        }
        List<Map<String, Object>> rows = new ArrayList<>((int) table.rows());
        iterator().forEachRemaining(rows::add);
        return rows;
    }

    /**
     * The rows one after the other; each map belongs to the caller.
     *
     * @throws PayloadConversionException also when two columns have the same name, as no map holds such a row
     */
    @Override
    public Iterator<Map<String, Object>> iterator() {
        ensureOpen();
        try {
            FieldNames names = FieldNames.of(table.schema().getFields(), "");
            return new RowCursor(cursor(), names, faults, new Budget(faults.limits(), content.size()), open);
        } catch (RuntimeException e) {
            throw faults.reading(e);
        }
    }

    /** The same as {@link #iterator()}. */
    public Iterator<Map<String, Object>> rowIterator() {
        return iterator();
    }

    /**
     * Hands over each batch as vectors, which are valid until the consumer returns. Dictionary-encoded columns are indices; {@link #reader()} has the dictionaries.
     */
    public void forEachBatch(Consumer<VectorSchemaRoot> consumer) {
        try (ArrowReader reader = reader()) {
            VectorSchemaRoot root = reader.getVectorSchemaRoot();
            while (reader.loadNextBatch()) {
                consumer.accept(root);
            }
        } catch (IOException e) {
            throw faults.reading(e);
        }
    }

    /** A new reader from the first batch on. Close it, or let the table close it. */
    public ArrowReader reader() {
        ensureOpen();
        try {
            return new BatchReader(table, cursor(), allocator(), faults, open);
        } catch (UncheckedIOException e) {
            throw faults.reading(e);
        }
    }

    /**
     * The whole table as vectors in memory outside the heap, dictionary-encoded columns with their values. They are valid until the root or the table is closed.
     *
     * @throws PayloadTooLargeException when the vectors take more than the table's limit on memory
     */
    public VectorSchemaRoot toRoot() {
        ensureOpen();
        PlainBatches batches = null;
        try (ArrowReader reader = reader()) {
            batches = PlainBatches.of(reader, faults.limits().maxMemory());
            open.add(batches);
            boolean more = true;
            while (more) {
                more = batches.appendNext();
            }
            return batches.root();
        } catch (IOException | RuntimeException e) {
            if (batches != null) {
                batches.close();
                open.remove(batches);
            }
            throw faults.reading(e);
        }
    }

    /**
     * The table as Arrow IPC bytes.
     *
     * @throws PayloadTooLargeException when an array cannot hold them
     */
    public byte[] toIpcBytes(ArrowFormat format) {
        if (format == table.format()) {
            return content.toByteArray();
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream((int) Math.min(content.size(), MAX_ARRAY));
        try {
            writeTo(out, format);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    /**
     * Writes the table in a format, its buffers as they are. A table that sends a dictionary again with other values, which a file cannot hold, is written to a file
     * without dictionaries and uncompressed. The stream is not closed.
     *
     * @throws IOException when the stream cannot be written to
     */
    public void writeTo(OutputStream out, ArrowFormat format) throws IOException {
        ensureOpen();
        if (format == ArrowFormat.FILE && table.dictionaryChanges() == DictionaryChanges.REPLACED) {
            writePlain(out, new ArrowWriteOptions(faults.dataname(), format, ArrowCompression.NONE));
            return;
        }
        try (Source source = Source.of(content)) {
            Transcoder.write(table, source, out, format);
        } catch (RuntimeException e) {
            throw faults.reading(e);
        }
    }

    /**
     * Writes the table in a format, its buffers packed as said. A table whose dictionaries change is written to a file without dictionaries. The stream is not closed.
     *
     * @throws IOException when the stream cannot be written to
     */
    public void writeTo(OutputStream out, ArrowFormat format, ArrowCompression compression) throws IOException {
        ArrowWriteOptions options = new ArrowWriteOptions(faults.dataname(), format, compression);
        if (format == ArrowFormat.FILE && table.dictionaryChanges() != DictionaryChanges.NONE) {
            writePlain(out, options);
            return;
        }
        try (ArrowReader reader = reader()) {
            ArrowTables.writeReader(reader, out, options);
        }
    }

    private void writePlain(OutputStream out, ArrowWriteOptions options) throws IOException {
        try (ArrowReader reader = reader();
                PlainBatches batches = PlainBatches.of(reader, faults.limits().maxMemory())) {
            BatchWriter writer =
                    new BatchWriter(batches.root(), new DictionaryProvider.MapDictionaryProvider(), out, options);
            while (batches.appendNext()) {
                writer.write();
                batches.clear();
            }
            writer.end();
        } catch (RuntimeException e) {
            throw faults.reading(e);
        }
    }

    /** Ends everything that came from the table and closes the content. A second call does nothing. */
    @Override
    public void close() {
        synchronized (this) {
            if (closed) {
                return;
            }
            closed = true;
        }
        try {
            for (Closeable part : open) {
                part.close();
            }
            if (allocator != null) {
                ArrowMemory.release(allocator);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            content.close();
        }
    }

    /** Checks every value once, so that reading need not. */
    void validate() {
        try (IpcCursor cursor = cursor()) {
            for (Optional<IpcBatch> next = cursor.next(); next.isPresent(); next = cursor.next()) {
                next.get().close();
            }
        }
        validated = true;
    }

    private synchronized void ensureOpen() {
        if (closed) {
            throw new IllegalStateException(
                    "the Arrow table of payload '" + Names.printable(faults.dataname()) + "' is closed");
        }
    }

    private IpcCursor cursor() {
        return new IpcCursor(table, Source.of(content), faults.limits(), this::allocator, !validated);
    }

    private synchronized BufferAllocator allocator() {
        if (allocator == null) {
            ArrowLimits limits = faults.limits();
            allocator = ArrowMemory.allocator(
                    "table", table.compressed() ? limits.maxMemory() : limits.memory(content.size()));
        }
        return allocator;
    }
}
