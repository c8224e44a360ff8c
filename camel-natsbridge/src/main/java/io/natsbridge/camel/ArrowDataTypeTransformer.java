/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel;

import io.natsbridge.camel.arrow.ArrowTable;
import org.apache.camel.spi.DataTypeTransformer;

/** The data type {@code natsbridge:arrow}: whatever holds a table as {@link ArrowTable}. */
@DataTypeTransformer(
        name = "natsbridge:arrow",
        description = "The table of a message, from rows, Arrow data, CSV or an envelope, as ArrowTable")
public class ArrowDataTypeTransformer extends TableDataTypeTransformer {

    public ArrowDataTypeTransformer() {
        super(ArrowTable.class);
    }
}
