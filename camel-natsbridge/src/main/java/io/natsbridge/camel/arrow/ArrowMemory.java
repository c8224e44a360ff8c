/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.arrow;

import java.lang.ref.Cleaner;
import org.apache.arrow.memory.AllocationManager;
import org.apache.arrow.memory.ArrowBuf;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.OutOfMemoryException;
import org.apache.arrow.memory.ReferenceManager;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.memory.util.MemoryUtil;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The memory outside the heap of all tables: one root, of which each table gets a bounded part. A block is freed when its last reference is closed; should a reference
 * be lost, the garbage collector frees the block with it, so that nothing accumulates whatever a payload does to Arrow's readers.
 */
final class ArrowMemory extends AllocationManager {

    private static final Logger LOG = LoggerFactory.getLogger(ArrowMemory.class);
    private static final Cleaner CLEANER = Cleaner.create();
    private static final RootAllocator ROOT = new RootAllocator(
            RootAllocator.configBuilder().allocationManagerFactory(new Blocks()).build());

    private final long size;
    private final long address;
    private final Cleaner.Cleanable block;

    private ArrowMemory(BufferAllocator allocator, long size) {
        super(allocator);
        this.size = size;
        this.address = allocate(size);
        this.block = CLEANER.register(this, new Free(address));
    }

    /** Bytes that all tables hold together. */
    static long allocatedBytes() {
        return ROOT.getAllocatedMemory();
    }

    /** A part of the memory for one table or one piece of work; hand it to {@link #release(BufferAllocator)}. */
    static BufferAllocator allocator(String name, long limit) {
        return ROOT.newChildAllocator(name, 0, limit);
    }

    /** Closes an allocator, unless somebody still holds vectors out of it. */
    static void release(BufferAllocator allocator) {
        if (allocator.getAllocatedMemory() == 0) {
            allocator.close();
        } else {
            LOG.warn(
                    "{} bytes of an Arrow table are still in use by vectors that were taken from it; close them",
                    allocator.getAllocatedMemory());
        }
    }

    @Override
    public long getSize() {
        return size;
    }

    @Override
    protected long memoryAddress() {
        return address;
    }

    @Override
    protected void release0() {
        block.clean();
    }

    private static long allocate(long size) {
        try {
            return MemoryUtil.allocateMemory(size);
        } catch (OutOfMemoryError e) {
            throw new OutOfMemoryException("the system has no " + size + " bytes outside the heap", e);
        }
    }

    /** Frees a block, once. */
    private record Free(long address) implements Runnable {
        @Override
        public void run() {
            MemoryUtil.freeMemory(address);
        }
    }

    private static final class Blocks implements AllocationManager.Factory {
        @Override
        public AllocationManager create(BufferAllocator allocator, long size) {
            return new ArrowMemory(allocator, size);
        }

        @Override
        public ArrowBuf empty() {
            return new ArrowBuf(ReferenceManager.NO_OP, null, 0, 0);
        }
    }
}
