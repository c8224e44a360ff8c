/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.bridge;

/** What becomes of numbers that the receiver cannot read from JSON: {@code NaN}, infinities, and for JavaScript integers beyond 2^53. */
public enum UnsafeNumbers {
    /** The message is not sent. */
    REFUSE,
    /** They are written as the platform reads them: bare words for Python, else null; large integers for JavaScript as text. */
    CONVERT
}
