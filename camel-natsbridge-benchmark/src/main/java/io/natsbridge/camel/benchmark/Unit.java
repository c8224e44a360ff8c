/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.benchmark;

/** What a figure counts, and which one is better. */
public enum Unit {
    MESSAGES_PER_SECOND("messages/s", true),
    ROWS_PER_SECOND("rows/s", true),
    MEGABYTES_PER_SECOND("MB/s", true),
    MICROSECONDS("µs", false),
    MILLISECONDS("ms", false),
    BYTES("bytes", false);

    private final String text;
    private final boolean moreIsBetter;

    Unit(String text, boolean moreIsBetter) {
        this.text = text;
        this.moreIsBetter = moreIsBetter;
    }

    /** Whether a ratio is as good as one that is asked for, or better. */
    public boolean reaches(double ratio, double bound) {
        return moreIsBetter ? ratio >= bound : ratio <= bound;
    }

    /** Whether a ratio is worse than an earlier one by more than that part. */
    public boolean fellBy(double part, double ratio, double earlier) {
        return moreIsBetter ? ratio < earlier * (1 - part) : ratio > earlier * (1 + part);
    }

    /** Whether the larger figure is the better one. */
    public boolean moreIsBetter() {
        return moreIsBetter;
    }

    @Override
    public String toString() {
        return text;
    }
}
