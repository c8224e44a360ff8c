/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.arrow;

import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.arrow.memory.BufferAllocator;

/** Walks through the messages of a table once, checking values where that was not done before. For one thread. */
final class IpcCursor implements AutoCloseable {

    private final IpcTable table;
    private final Source source;
    private final ArrowLimits limits;
    private final Supplier<BufferAllocator> allocator;
    private final MessageReader messages;
    private final Iterator<Long> positions;
    private final Map<Long, Long> dictionaryLengths = new HashMap<>();
    private final DataCheck check;
    private boolean closed;

    /**
     * @param source closed with the cursor
     * @param allocator asked for memory when buffers have to be unpacked
     * @param validate whether to check the values of each batch
     */
    IpcCursor(
            IpcTable table, Source source, ArrowLimits limits, Supplier<BufferAllocator> allocator, boolean validate) {
        this.table = table;
        this.source = source;
        this.limits = limits;
        this.allocator = allocator;
        this.messages = new MessageReader(source, source.size(), limits);
        this.positions = table.messages().iterator();
        this.check = validate ? new DataCheck(dictionaryLengths, new Budget(limits, source.size())) : null;
    }

    /**
     * The next dictionary or batch.
     *
     * @return a batch that the caller closes, or empty at the end
     */
    Optional<IpcBatch> next() {
        if (closed) {
            throw new MalformedArrowException("it was closed before it was read to its end");
        }
        if (!positions.hasNext()) {
            return Optional.empty();
        }
        IpcMessage message = messages.read(positions.next())
                .orElseThrow(() -> new MalformedArrowException("a batch is no longer where it was"));
        Unpacker unpacker = new Unpacker(message.compression(), allocator, limits.maxMemory());
        try {
            IpcBatch batch = new IpcBatch(
                    message,
                    Math.toIntExact(message.batch().length()),
                    message.columns(table.layout(), unpacker, limits.rows(source.size())),
                    unpacker);
            if (check != null) {
                unpacker.unpackAll();
                check.check(batch.columns());
            }
            if (batch.isDictionary()) {
                long before = batch.isDelta() ? dictionaryLengths.getOrDefault(batch.dictionary(), 0L) : 0;
                dictionaryLengths.put(batch.dictionary(), before + batch.rows());
            }
            return Optional.of(batch);
        } catch (RuntimeException e) {
            unpacker.close();
            throw e;
        }
    }

    @Override
    public void close() {
        closed = true;
        source.close();
    }
}
