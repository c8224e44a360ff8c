/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.arrow;

/** Counts roughly how many bytes of variable length a batch holds, so that it is written before it grows too large. */
final class BatchSize {

    private long bytes;

    void add(long size) {
        bytes += size;
    }

    long bytes() {
        return bytes;
    }

    void reset() {
        bytes = 0;
    }
}
