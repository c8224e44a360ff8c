/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.arrow;

/** Reads the values of one column of one batch as Java values. For one thread. */
final class ColumnReader {

    /** The value at a row that is not null. */
    interface Values {
        Object at(int row);
    }

    private final Window validity;
    private final Values values;

    /**
     * @param validity the bitmap of values that are not null, or null when all are there
     */
    ColumnReader(Window validity, Values values) {
        this.validity = validity;
        this.values = values;
    }

    /** The value at a row, or null. */
    Object get(int row) {
        return validity != null && !validity.getBit(row) ? null : values.at(row);
    }
}
