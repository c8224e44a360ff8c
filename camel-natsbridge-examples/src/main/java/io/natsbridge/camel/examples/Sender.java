/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.examples;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.natsbridge.camel.NatsBridgeConstants;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.camel.CamelContext;
import org.apache.camel.CamelExecutionException;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.ProducerTemplate;

/** Hands messages to routes that send them, and tells what was sent. */
final class Sender {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final ProducerTemplate template;

    Sender(CamelContext context) {
        template = context.createProducerTemplate();
    }

    /** Sends a message; returns what was sent. */
    List<Seen> send(String uri, String correlationId, Object body, Map<String, Object> headers) {
        return sent(deliver(uri, correlationId, body, headers));
    }

    /** Sends a message; returns the exchange as the route left it. */
    Exchange deliver(String uri, String correlationId, Object body, Map<String, Object> headers) {
        return delivered(template.send(uri, message(correlationId, body, headers)));
    }

    /** Makes a request; returns the exchange, which holds the reply. */
    Exchange request(String uri, String correlationId, Object body, Map<String, Object> headers) {
        return delivered(template.request(uri, message(correlationId, body, headers)));
    }

    private static Processor message(String correlationId, Object body, Map<String, Object> headers) {
        return exchange -> {
            exchange.getMessage().setBody(body);
            headers.forEach(exchange.getMessage()::setHeader);
            exchange.getMessage().setHeader(NatsBridgeConstants.CORRELATION_ID, correlationId);
        };
    }

    private static Exchange delivered(Exchange exchange) {
        if (exchange.getException() != null) {
            throw new CamelExecutionException("The route failed", exchange, exchange.getException());
        }
        return exchange;
    }

    /** What was sent, as the envelope says that a producer leaves in a header. */
    static List<Seen> sent(Exchange exchange) {
        String envelope = exchange.getMessage().getHeader(NatsBridgeConstants.ENVELOPE, String.class);
        List<Seen> sent = new ArrayList<>();
        try {
            for (JsonNode payload : JSON.readTree(envelope).path("payloads")) {
                sent.add(new Seen(
                        payload.path("dataname").asText(),
                        payload.path("payload_type").asText(),
                        payload.path("transport").asText(),
                        payload.path("size").asLong(),
                        payload.path("metadata").path("sha256").asText()));
            }
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Cannot read the envelope that was sent", e);
        }
        return sent;
    }
}
