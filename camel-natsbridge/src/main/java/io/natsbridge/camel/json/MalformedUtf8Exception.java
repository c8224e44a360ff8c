/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.json;

import java.io.IOException;

/** Bytes are no well-formed UTF-8. */
public final class MalformedUtf8Exception extends IOException {

    private static final long serialVersionUID = 1L;

    private final int offset;

    MalformedUtf8Exception(int offset, byte found) {
        super(String.format("ill-formed UTF-8 at byte %d (0x%02X)", offset, found & 0xFF));
        this.offset = offset;
    }

    /** Bytes from the start of the text to the first ill-formed one. */
    public int offset() {
        return offset;
    }
}
