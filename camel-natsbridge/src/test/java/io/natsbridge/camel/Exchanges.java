/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel;

import io.natsbridge.camel.content.Content;
import io.natsbridge.camel.envelope.Envelope;
import io.natsbridge.camel.envelope.Payload;
import io.natsbridge.camel.envelope.PayloadType;
import io.natsbridge.camel.envelope.Transport;
import java.util.List;
import java.util.Map;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.support.DefaultExchange;

/** Exchanges and what they carry. */
final class Exchanges {

    private Exchanges() {}

    static NatsBridgeConfiguration configuration() {
        NatsBridgeConfiguration configuration = new NatsBridgeConfiguration();
        configuration.setSubject("demo.subject");
        configuration.setServers("nats://broker:4222");
        configuration.setFileserverUrl("http://files.test:8080");
        return configuration;
    }

    static Exchange with(CamelContext context, Object body) {
        Exchange exchange = new DefaultExchange(context);
        exchange.getMessage().setBody(body);
        return exchange;
    }

    /** An exchange that has just received that envelope. */
    static Exchange received(CamelContext context, Envelope envelope) {
        Exchange exchange = with(context, null);
        ExchangePayloads.begin(exchange, envelope, BodyMode.AUTO, "real.subject");
        return exchange;
    }

    static Envelope envelope(Payload... payloads) {
        return new Envelope(
                "corr-1",
                "msg-1",
                "2026-01-01T00:00:00.000Z",
                "sent.to",
                "command",
                "somebody",
                "some-id",
                "me",
                "my-id",
                "answer.here",
                "msg-0",
                "nats://elsewhere:4222",
                Map.of("m", 1),
                List.of(payloads),
                Map.of("x", "y"));
    }

    /** A payload as the receiver hands it over. */
    static Payload received(String name, PayloadType type, Object value) {
        return Payload.builder(name, type)
                .id("p")
                .transport(Transport.DIRECT)
                .size(3)
                .content(Content.of(new byte[3]))
                .value(value)
                .build();
    }
}
