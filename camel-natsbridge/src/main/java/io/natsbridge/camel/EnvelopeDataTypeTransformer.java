/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel;

import org.apache.camel.Message;
import org.apache.camel.spi.DataType;
import org.apache.camel.spi.DataTypeTransformer;
import org.apache.camel.spi.Transformer;

/** The data type {@code natsbridge:envelope}: what {@link SmartSend} makes of a message, by the options of the component. */
@DataTypeTransformer(
        name = EnvelopeDataTypeTransformer.NAME,
        description = "The envelope of a message's payloads, UTF-8 JSON in a byte array, as SmartSend makes it")
public class EnvelopeDataTypeTransformer extends Transformer {

    static final String NAME = "natsbridge:envelope";

    private SmartSend send;

    /** Whether a message is said to hold an envelope. */
    static boolean isEnvelope(DataType type) {
        return type != null && type.getFullName().equals(NAME);
    }

    @Override
    protected void doStart() throws Exception {
        super.doStart();
        send = NatsBridgeComponent.of(getCamelContext()).smartSend();
    }

    @Override
    public void transform(Message message, DataType from, DataType to) {
        if (!isEnvelope(from)) {
            send.process(message.getExchange());
        }
    }
}
