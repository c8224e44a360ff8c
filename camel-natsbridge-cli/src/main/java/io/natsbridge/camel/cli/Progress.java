/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.cli;

import java.util.Locale;
import java.util.function.LongSupplier;

/** Tells how far an upload is: a bar that is drawn over where a person looks at it, else a line when it begins and one when it is done. One for each upload, for one thread at a time. */
final class Progress {

    private static final long REDRAW = 100_000_000L;
    private static final int BAR = 24;

    private final Terminal terminal;
    private final String name;
    private final long size;
    private final LongSupplier clock;
    private final long start;
    private long sent;
    private long drawn;

    /** @param clock nanoseconds that never go back */
    Progress(Terminal terminal, String name, long size, LongSupplier clock) {
        this.terminal = terminal;
        this.name = Printable.line(name, BAR);
        this.size = size;
        this.clock = clock;
        this.start = clock.getAsLong();
        this.drawn = start - REDRAW;
        if (!terminal.interactive()) {
            terminal.note("uploading " + this.name + ", " + Printable.bytes(size));
        }
    }

    /** Begins again, with another try. */
    void begin() {
        sent = 0;
    }

    void add(long bytes) {
        sent += bytes;
        if (terminal.interactive() && clock.getAsLong() - drawn >= REDRAW) {
            drawn = clock.getAsLong();
            terminal.err().print("\r" + bar());
            terminal.err().flush();
        }
    }

    void done() {
        if (terminal.interactive()) {
            terminal.err().print("\r" + bar() + "\n");
            terminal.err().flush();
        } else {
            terminal.note("uploaded  " + name + ", " + Printable.bytes(size) + rate());
        }
    }

    /** The line as it is to be ended after a failure, so that what follows stands on one of its own. */
    void failed() {
        if (terminal.interactive()) {
            terminal.note("");
        }
    }

    private String bar() {
        double part = size <= 0 ? 1 : Math.min(1, (double) sent / size);
        int full = (int) (part * BAR);
        return String.format(
                Locale.ROOT,
                "%-" + BAR + "s %s%s %3.0f %% of %s%s   ",
                name,
                "█".repeat(full),
                "░".repeat(BAR - full),
                100 * part,
                Printable.bytes(size),
                rate());
    }

    private String rate() {
        double seconds = (clock.getAsLong() - start) / 1e9;
        return seconds < 0.1 ? "" : ", " + Printable.bytes((long) (sent / seconds)) + "/s";
    }
}
