/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.arrow;

/** How much of a table is checked before anybody sees it. */
public enum ArrowValidation {
    /** Everything at once: framing, lengths and every value. For payloads that came with the message. */
    WHOLE,
    /** Framing and all lengths at once, the values of a batch when that batch is read. For payloads that wait in a file. */
    FRAMING
}
