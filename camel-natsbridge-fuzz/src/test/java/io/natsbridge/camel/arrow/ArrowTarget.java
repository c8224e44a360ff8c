/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.arrow;

/** Bytes of a table: rows or one of the two exceptions, and no memory that stays. */
public final class ArrowTarget {

    private ArrowTarget() {}

    public static void fuzzerTestOneInput(byte[] bytes) {
        ArrowAttempts.readAll(bytes);
        if (ArrowTables.allocatedBytes() != 0) {
            throw new AssertionError(ArrowTables.allocatedBytes() + " bytes stay");
        }
    }
}
