/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.store;

import java.time.Duration;

/**
 * How much may be downloaded, and how long that may take.
 *
 * @param maxBytes bytes of one payload
 * @param timeout time for one payload, attempts and pauses included; a payload that announces its size gets in addition the time that {@code floor} allows for it
 * @param floor bytes per second below which a download is too slow
 */
public record DownloadLimits(long maxBytes, Duration timeout, long floor) {

    /** 10 GiB, 60 s, 16 KiB/s. */
    public static final DownloadLimits DEFAULT =
            new DownloadLimits(10L * 1024 * 1024 * 1024, Duration.ofSeconds(60), HttpTimeouts.DEFAULT.floor());

    /**
     * @throws IllegalArgumentException when a value is not positive
     */
    public DownloadLimits {
        if (maxBytes < 1) {
            throw new IllegalArgumentException("maxDownloadBytes must be 1 or more, not " + maxBytes);
        }
        if (timeout == null || timeout.isNegative() || timeout.isZero()) {
            throw new IllegalArgumentException("downloadTimeout must be a positive duration, not " + timeout);
        }
        if (floor < 1) {
            throw new IllegalArgumentException("floor must be 1 byte per second or more, not " + floor);
        }
    }

    /**
     * The deadline of a download that begins now.
     *
     * @param size bytes announced, or -1 when unknown
     */
    Deadline deadline(long size) {
        return Deadline.in(timeout.plusSeconds(Math.min((size < 0 ? maxBytes : size) / floor, Integer.MAX_VALUE)));
    }
}
