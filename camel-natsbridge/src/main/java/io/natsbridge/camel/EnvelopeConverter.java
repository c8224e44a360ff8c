/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel;

import io.natsbridge.camel.bridge.EnvelopeReceiver;
import io.natsbridge.camel.bridge.FetchMode;
import io.natsbridge.camel.bridge.IncomingMessage;
import io.natsbridge.camel.envelope.Envelope;
import io.natsbridge.camel.envelope.EnvelopeWriter;
import io.natsbridge.camel.envelope.Payload;
import io.natsbridge.camel.envelope.Transport;
import io.natsbridge.camel.error.NatsBridgeException.InvalidEnvelopeException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.camel.Converter;
import org.apache.camel.Exchange;

/** Envelopes from their JSON and back. */
@Converter(generateLoader = true)
public final class EnvelopeConverter {

    private EnvelopeConverter() {}

    /**
     * Reads an envelope by the options of the component. Its links are downloaded when a payload is first read; what that holds is released when the exchange ends.
     *
     * @throws io.natsbridge.camel.error.NatsBridgeException when it is none, or a direct payload is not what it claims to be
     */
    @Converter
    public static Envelope toEnvelope(byte[] json, Exchange exchange) {
        if (exchange == null) {
            throw new IllegalArgumentException(
                    "an envelope is read only within an exchange, which releases its payloads in the end");
        }
        NatsBridgeComponent component = NatsBridgeComponent.of(exchange.getContext());
        NatsBridgeConfiguration configuration = component.getConfiguration().copy();
        configuration.setFetch(FetchMode.LAZY);
        Bridge bridge = new Bridge(configuration, component);
        EnvelopeReceiver receiver = bridge.receiver();
        IncomingMessage incoming = receiver.receive(receiver.readEnvelope(json), bridge.traces(exchange));
        exchange.getExchangeExtension().addOnCompletion(new CloseOnCompletion(incoming));
        return ExchangePayloads.converting(exchange, incoming.envelope());
    }

    /** The same of text. */
    @Converter
    public static Envelope toEnvelope(String json, Exchange exchange) {
        return toEnvelope(json.getBytes(StandardCharsets.UTF_8), exchange);
    }

    /** The same of a stream. */
    @Converter
    public static Envelope toEnvelope(InputStream json, Exchange exchange) throws IOException {
        return toEnvelope(json.readAllBytes(), exchange);
    }

    /**
     * The envelope's JSON, UTF-8, with its payloads as they travelled: links stay links.
     *
     * @throws InvalidEnvelopeException when a payload has not been encoded, which SmartSend and the data format do
     */
    @Converter
    public static byte[] toBytes(Envelope envelope) {
        List<Payload> payloads = envelope.payloads();
        for (int i = 0; i < payloads.size(); i++) {
            Payload payload = payloads.get(i);
            boolean direct = payload.transport() == Transport.DIRECT;
            if (direct ? payload.content().isEmpty() : payload.link().isEmpty()) {
                throw InvalidEnvelopeException.unwritable(
                        "payloads[" + i + "]",
                        "the payload has not been encoded yet; marshal it with the data format natsbridge, or use SmartSend",
                        null);
            }
        }
        return new EnvelopeWriter(envelope).toByteArray();
    }

    /** The envelope's JSON. */
    @Converter
    public static String toText(Envelope envelope) {
        return new String(toBytes(envelope), StandardCharsets.UTF_8);
    }

    /** The envelope's JSON, UTF-8. */
    @Converter
    public static InputStream toInputStream(Envelope envelope) {
        return new ByteArrayInputStream(toBytes(envelope));
    }
}
