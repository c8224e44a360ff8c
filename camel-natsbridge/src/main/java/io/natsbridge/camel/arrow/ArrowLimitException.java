/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.arrow;

/** A number of bytes is above a limit; {@link Faults} makes it a typed exception at the edge of the package. */
final class ArrowLimitException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final long bytes;
    private final long limit;
    private final String remedy;

    /**
     * @param what names the thing, such as {@code batch 3}
     * @param bytes what was measured, or -1 when all that is known is that the limit was passed
     */
    ArrowLimitException(String what, long bytes, long limit, String remedy) {
        super(what);
        this.bytes = bytes;
        this.limit = limit;
        this.remedy = remedy;
    }

    long bytes() {
        return bytes;
    }

    long limit() {
        return limit;
    }

    String remedy() {
        return remedy;
    }
}
