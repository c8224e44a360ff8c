/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.examples;

import java.util.Locale;

/** How far a transfer is: a line at every tenth of a large one, and every second of any. For one thread. */
final class ProgressBar {

    private static final long LARGE = 16L * 1024 * 1024;
    private static final int WIDTH = 20;
    private static final int STEPS = 10;
    private static final double MEBIBYTE = 1024.0 * 1024;
    private static final double NANOS_A_SECOND = 1e9;

    private final Console console;
    private final String what;
    private final long size;
    private final long start = System.nanoTime();
    private long count;
    private long told = start;
    private long step;

    /** @param size of the whole transfer, in bytes */
    ProgressBar(Console console, String what, long size) {
        this.console = console;
        this.what = what;
        this.size = size;
    }

    /** Tells that so many more bytes have passed. */
    void add(int bytes) {
        count += bytes;
        long now = System.nanoTime();
        boolean atStep = bytes > 0 && size >= LARGE && count * STEPS / size > step;
        if (atStep || now - told > NANOS_A_SECOND) {
            step = count * STEPS / Math.max(1, size);
            told = now;
            console.line("  %s", line((now - start) / NANOS_A_SECOND));
        }
    }

    private String line(double seconds) {
        int filled = (int) Math.min(WIDTH, count * WIDTH / Math.max(1, size));
        return String.format(
                Locale.ROOT,
                "%-24s [%s%s] %3d %%, %.1f of %.1f MiB, %.0f MiB/s",
                what,
                "#".repeat(filled),
                ".".repeat(WIDTH - filled),
                count * 100 / Math.max(1, size),
                count / MEBIBYTE,
                size / MEBIBYTE,
                count / MEBIBYTE / seconds);
    }
}
