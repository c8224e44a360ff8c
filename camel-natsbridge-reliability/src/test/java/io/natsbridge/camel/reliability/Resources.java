/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.reliability;

import com.sun.management.UnixOperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.BufferPoolMXBean;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/**
 * What this JVM holds.
 *
 * @param heap bytes after a collection
 * @param threads alive
 * @param files open descriptors
 * @param direct bytes of direct buffers
 * @param temporary files of this component in the temporary folder
 */
record Resources(long heap, long threads, long files, long direct, long temporary) {

    /** Threads and descriptors that pools may hold more or less of. */
    static final int SLACK = 20;

    /** Bytes of buffers that pools may hold more or less of. */
    static final long BYTES = 16L << 20;

    /** Bytes that caches and compiled code may hold more or less of. */
    static final long HEAP = 64L << 20;

    /** Whether no more is held than before, but for what pools and caches may hold. */
    boolean isBackTo(Resources before) {
        return threads <= before.threads + SLACK
                && files <= before.files + SLACK
                && direct <= before.direct + BYTES
                && heap <= before.heap + HEAP
                && temporary <= before.temporary;
    }

    static Resources now() throws IOException {
        System.gc();
        long files = ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean system
                ? system.getOpenFileDescriptorCount()
                : 0;
        long direct = ManagementFactory.getPlatformMXBeans(BufferPoolMXBean.class).stream()
                .mapToLong(BufferPoolMXBean::getMemoryUsed)
                .sum();
        Runtime runtime = Runtime.getRuntime();
        return new Resources(
                runtime.totalMemory() - runtime.freeMemory(),
                ManagementFactory.getThreadMXBean().getThreadCount(),
                files,
                direct,
                countTemporary());
    }

    private static long countTemporary() throws IOException {
        try (Stream<Path> all = Files.list(Path.of(System.getProperty("java.io.tmpdir")))) {
            return all.filter(file -> file.getFileName().toString().contains("natsbridge"))
                    .count();
        }
    }
}
