/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel;

import org.apache.camel.Message;
import org.apache.camel.spi.DataType;
import org.apache.camel.spi.Transformer;

/** What the data types of tables have in common: an envelope is read as {@link SmartReceive} reads it, by the options of the component, and its table taken. */
abstract class TableDataTypeTransformer extends Transformer {

    private final Class<?> type;
    private SmartReceive receive;

    /** @param type what the body becomes */
    TableDataTypeTransformer(Class<?> type) {
        this.type = type;
    }

    @Override
    protected void doStart() throws Exception {
        super.doStart();
        receive = NatsBridgeComponent.of(getCamelContext()).smartReceive();
    }

    @Override
    public void transform(Message message, DataType from, DataType to) throws Exception {
        if (EnvelopeDataTypeTransformer.isEnvelope(from)) {
            receive.process(message.getExchange());
        }
        ExchangePayloads.toTable(message, type);
    }
}
