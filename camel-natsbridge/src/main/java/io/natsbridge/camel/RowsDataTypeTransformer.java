/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel;

import io.natsbridge.camel.json.JsonArray;
import org.apache.camel.spi.DataTypeTransformer;

/** The data type {@code natsbridge:rows}: whatever holds a table as a list of maps, whose text is JSON. */
@DataTypeTransformer(
        name = "natsbridge:rows",
        description = "The table of a message, from beans, Arrow data, CSV or an envelope, as a list of maps")
public class RowsDataTypeTransformer extends TableDataTypeTransformer {

    public RowsDataTypeTransformer() {
        super(JsonArray.class);
    }
}
