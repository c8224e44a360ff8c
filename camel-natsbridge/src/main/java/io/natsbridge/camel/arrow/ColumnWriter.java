/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.arrow;

/** Writes values of one column into its vector. */
interface ColumnWriter {

    /**
     * Writes a value. Indices ascend; one that is left out stays null.
     *
     * @param value not null, of the type that the column was made for
     */
    void write(int index, Object value);
}
