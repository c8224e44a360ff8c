/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.dataformat;

import io.natsbridge.camel.SmartReceive;
import io.natsbridge.camel.SmartSend;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import org.apache.camel.Exchange;
import org.apache.camel.InvalidPayloadException;
import org.apache.camel.Message;
import org.apache.camel.spi.DataFormat;
import org.apache.camel.spi.DataFormatName;
import org.apache.camel.spi.annotations.Dataformat;

/**
 * Bodies ⇄ the envelopes of NATSBridge: marshals as {@link SmartSend} and unmarshals as {@link SmartReceive} does, with the options of both. Thread-safe once started.
 */
@Dataformat("natsbridge")
public class NatsBridgeDataFormat extends SmartPair implements DataFormat, DataFormatName {

    @Override
    public String getDataFormatName() {
        return "natsbridge";
    }

    /**
     * Writes the envelope of a body and of the message's attachments, UTF-8 JSON. Headers decide as they do for {@link SmartSend}; large payloads go to the file server,
     * and are deleted from it when the exchange fails afterwards.
     *
     * @throws io.natsbridge.camel.error.NatsBridgeException when the body cannot be sent
     */
    @Override
    public void marshal(Exchange exchange, Object graph, OutputStream stream) throws IOException {
        Message message = exchange.getMessage();
        Object kept = message.getBody();
        message.setBody(graph);
        try {
            send.process(exchange);
            stream.write(message.getBody(byte[].class));
        } finally {
            message.setBody(kept);
        }
    }

    @Override
    public Object unmarshal(Exchange exchange, InputStream stream) throws InvalidPayloadException {
        return unmarshal(exchange, (Object) stream);
    }

    /**
     * Reads an envelope: bytes, text, or a stream. Sets the headers that {@link SmartReceive} sets; what the payloads hold on to is released when the exchange ends.
     *
     * @return the body by {@code bodyMode}, null for a message without payloads
     * @throws io.natsbridge.camel.error.NatsBridgeException when it is no envelope, or a payload cannot be fetched or decoded
     */
    @Override
    public Object unmarshal(Exchange exchange, Object body) throws InvalidPayloadException {
        Message message = exchange.getMessage();
        Object kept = message.getBody();
        message.setBody(body);
        try {
            receive.process(exchange);
            return message.getBody();
        } finally {
            message.setBody(kept);
        }
    }
}
