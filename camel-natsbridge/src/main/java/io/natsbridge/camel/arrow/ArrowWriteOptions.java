/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.arrow;

import java.util.Objects;

/**
 * How a table is written.
 *
 * @param dataname name of the payload, for messages
 * @param format stream for {@code arrowtable}, file for {@code table}
 * @param compression of the buffers; {@code NONE} is what every peer reads
 */
public record ArrowWriteOptions(String dataname, ArrowFormat format, ArrowCompression compression) {

    public ArrowWriteOptions {
        Objects.requireNonNull(dataname, "dataname");
        Objects.requireNonNull(format, "format");
        Objects.requireNonNull(compression, "compression");
    }
}
