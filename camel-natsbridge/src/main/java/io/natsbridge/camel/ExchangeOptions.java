/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel;

import io.natsbridge.camel.envelope.PayloadType;
import io.natsbridge.camel.error.Names;
import io.natsbridge.camel.json.Json;
import io.natsbridge.camel.json.JsonLimits;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.apache.camel.Exchange;
import org.apache.camel.Message;

/** What one message to send asks for: a header, else the endpoint's option. A header that still holds what a received message put there asks for nothing. */
final class ExchangeOptions {

    private final Exchange exchange;

    /** Where to look for headers; null where there are none. */
    private final Message message;

    private final Received received;
    private final NatsBridgeConfiguration configuration;

    ExchangeOptions(Exchange exchange, NatsBridgeConfiguration configuration) {
        this.exchange = exchange;
        this.message = exchange.getMessage().hasHeaders() ? exchange.getMessage() : null;
        this.received = Received.in(exchange);
        this.configuration = configuration;
    }

    Exchange exchange() {
        return exchange;
    }

    /** The subject to publish to: that of the header, strictly checked, else that of a dynamic address, else the endpoint's. */
    String subject() {
        String header = header(NatsBridgeConstants.SUBJECT);
        if (header != null) {
            return Subjects.fromMessage(header);
        }
        String configured = configuration.getSubject();
        String subject = NatsBridgeSendDynamicAware.subject(exchange, configured);
        return Objects.equals(subject, configured) ? configured : Subjects.forPublishing(subject);
    }

    /** The correlation id: header, option, or that of the message received before; else null. */
    String correlationId() {
        String chosen = text(NatsBridgeConstants.CORRELATION_ID, configuration.getCorrelationId());
        return chosen != null ? chosen : anyHeader(NatsBridgeConstants.CORRELATION_ID);
    }

    /** The value of a header, else of an option, else null. */
    String text(String header, String option) {
        String value = header(header);
        return value != null ? value : option;
    }

    /** The payload type asked for, or null. */
    PayloadType payloadType() {
        if (value(NatsBridgeConstants.PAYLOAD_TYPE) instanceof PayloadType given) {
            return given;
        }
        String name = text(NatsBridgeConstants.PAYLOAD_TYPE, configuration.getPayloadType());
        return name == null ? null : PayloadType.forWireName(name);
    }

    String dataname() {
        return text(NatsBridgeConstants.DATANAME, configuration.getDataname());
    }

    /** The Camel endpoint that is to store what travels by link, or null. */
    String claimCheckUri() {
        return header(NatsBridgeConstants.CLAIM_CHECK_URI);
    }

    /** The file server that is to store what travels by link, or null. */
    String fileserverUrl() {
        return header(NatsBridgeConstants.FILESERVER_URL);
    }

    /** The media type asked for, or null. */
    String contentType() {
        String asked = header(NatsBridgeConstants.CONTENT_TYPE);
        return asked != null ? asked : anyHeader(Exchange.CONTENT_TYPE);
    }

    /**
     * The envelope's metadata.
     *
     * @throws IllegalArgumentException when the header is neither a map nor the text of a JSON object
     */
    Map<String, Object> metadata() {
        Object value = value(NatsBridgeConstants.METADATA);
        if (value == null || received.holds(NatsBridgeConstants.METADATA, value)) {
            return Map.of();
        }
        if (value instanceof String text) {
            value = parse(text);
        }
        if (!(value instanceof Map<?, ?> map)) {
            throw new IllegalArgumentException("Header " + NatsBridgeConstants.METADATA + " holds a "
                    + value.getClass().getName() + "; it must be a Map or the text of a JSON object");
        }
        Map<String, Object> metadata = new LinkedHashMap<>();
        map.forEach((key, entry) -> metadata.put(String.valueOf(key), entry));
        return metadata;
    }

    private Object value(String header) {
        return message == null ? null : message.getHeader(header);
    }

    private String anyHeader(String name) {
        return message == null ? null : message.getHeader(name, String.class);
    }

    private String header(String name) {
        Object value = value(name);
        boolean asksNothing = value == null || received.holds(name, value);
        return asksNothing ? null : message.getHeader(name, String.class);
    }

    private static Object parse(String text) {
        try {
            return Json.read(text.getBytes(StandardCharsets.UTF_8), JsonLimits.PAYLOAD);
        } catch (IOException e) {
            throw new IllegalArgumentException(
                    "Header " + NatsBridgeConstants.METADATA + " is no JSON object: " + Names.printable(e.getMessage()),
                    e);
        }
    }
}
