/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.bridge;

/** When links are downloaded. */
public enum FetchMode {
    /** Before the exchange starts. */
    EAGER,
    /** When the payload is first read. */
    LAZY
}
