/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.store;

import java.time.Duration;

/**
 * How long the parts of one HTTP exchange may take, besides the deadline of the whole transfer.
 *
 * @param connect to open a connection to one address
 * @param answer from the last byte of a request to the end of the answer's headers
 * @param floor bytes per second that a body must move at least, 1 or more
 * @param floorWindow the time over which {@code floor} is measured
 */
public record HttpTimeouts(Duration connect, Duration answer, long floor, Duration floorWindow) {

    /** 2 s to connect, 10 s for the answer, 16 KiB/s over 30 s. */
    public static final HttpTimeouts DEFAULT =
            new HttpTimeouts(Duration.ofSeconds(2), Duration.ofSeconds(10), 16 * 1024, Duration.ofSeconds(30));

    /**
     * @throws IllegalArgumentException when a value is not positive
     */
    public HttpTimeouts {
        check("connect", connect);
        check("answer", answer);
        check("floorWindow", floorWindow);
        if (floor < 1) {
            throw new IllegalArgumentException("floor must be 1 byte per second or more, not " + floor);
        }
    }

    private static void check(String name, Duration value) {
        if (value == null || value.isNegative() || value.isZero()) {
            throw new IllegalArgumentException(name + " must be a positive duration, not " + value);
        }
    }
}
