/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.arrow;

/** Arrow tables. */
public final class ArrowTables {

    private ArrowTables() {}

    /** Whether a value is an Arrow table. */
    public static boolean isTable(Object value) {
        return value instanceof ArrowTable;
    }
}
