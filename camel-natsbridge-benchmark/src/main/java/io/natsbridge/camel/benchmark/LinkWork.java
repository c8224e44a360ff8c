/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.benchmark;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Files that travel by link.
 *
 * @param size bytes of each
 * @param messages how many are sent, each time
 * @param links files in each of them
 * @param atOnce messages that are under way at once
 * @param heap of the component's process, as in {@code 64m}
 */
record LinkWork(long size, int messages, int links, int atOnce, String heap) {

    static final int MIB = 1024 * 1024;
    private static final int SMALL_PART = 32;
    private static final long WRITTEN = 1L << 30; // bytes of a file that take room

    /** One large file; in a short run one of 8 MiB. */
    static LinkWork one(long size, Form form) {
        return new LinkWork(form.isSmoke() ? 8L * MIB : size, 1, 1, 1, "64m");
    }

    /** A thousand files of 1 MiB, 16 at once; in a short run a few. */
    static LinkWork many(Form form) {
        return new LinkWork(MIB, form.isSmoke() ? SMALL_PART : 1000, 1, 16, "256m");
    }

    /** Messages one after the other, each with several links to 1 MiB; 64 links in all. */
    static LinkWork together(int links, Form form) {
        return new LinkWork(MIB, (form.isSmoke() ? 16 : 64) / links, links, 1, "256m");
    }

    /** Files in all messages. */
    int files() {
        return messages * links;
    }

    /** What it comes to when it took so long. */
    double megabytesPerSecond(double seconds) {
        return size * files() / 1e6 / seconds;
    }

    /** Makes one of the files; of a large one only the beginning takes room on the disk. The caller deletes it. */
    Path newFile() throws IOException {
        Path file = Files.createTempFile("natsbridge-benchmark-", ".bin");
        byte[] block = Payloads.bytes((int) Math.min(size, MIB));
        try (RandomAccessFile out = new RandomAccessFile(file.toFile(), "rw")) {
            for (long left = Math.min(size, WRITTEN); left > 0; left -= block.length) {
                out.write(block, 0, (int) Math.min(left, block.length));
            }
            out.setLength(size);
        }
        return file;
    }
}
