/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.arrow;

/** How the buffers of a table are compressed. */
public enum ArrowCompression {
    NONE,
    LZ4,
    ZSTD
}
