/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.arrow;

/** Counts what the values of a table come to: data that is shared between many rows can be far more than was sent. For one thread. */
final class Budget {

    private final long payloadBytes;
    private final long limit;
    private long spent;

    Budget(ArrowLimits limits, long payloadBytes) {
        this.payloadBytes = payloadBytes;
        this.limit = limits.expanded(payloadBytes);
    }

    /** Counts some bytes, 0 or more. */
    void spend(long bytes) {
        spent += bytes;
        if (spent > limit) {
            throw new ArrowLimitException(
                    "unfolded from " + payloadBytes + " bytes, the Arrow data",
                    spent,
                    limit,
                    "have it sent without shared values, or raise ArrowLimits.maxRatio or maxExpanded");
        }
    }
}
