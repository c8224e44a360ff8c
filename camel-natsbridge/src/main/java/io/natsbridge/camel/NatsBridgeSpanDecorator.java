/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel;

import org.apache.camel.Endpoint;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.telemetry.Span;
import org.apache.camel.telemetry.TagConstants;
import org.apache.camel.telemetry.decorators.AbstractMessagingSpanDecorator;

/**
 * Names the spans of messages that are sent and received, for camel-opentelemetry2 and the like.
 *
 * <p>A span has the subject as its name and {@code messaging.destination.name}, by the conventions of OpenTelemetry for messaging. That of a received message tells the
 * sender's ids ({@code messaging.message.id}, {@code messaging.message.conversation_id}), how the first payload came and of what type it is.
 */
public class NatsBridgeSpanDecorator extends AbstractMessagingSpanDecorator {

    static final String SYSTEM = "messaging.system";
    static final String CONVERSATION_ID = "messaging.message.conversation_id";
    static final String PAYLOAD_TYPE = "natsbridge.payload.type";
    static final String TRANSPORT = "natsbridge.payload.transport";

    @Override
    public String getComponent() {
        return "natsbridge";
    }

    @Override
    public String getComponentClassName() {
        return NatsBridgeComponent.class.getName();
    }

    @Override
    public void beforeTracingEvent(Span span, Exchange exchange, Endpoint endpoint) {
        super.beforeTracingEvent(span, exchange, endpoint);
        span.setTag(SYSTEM, "nats");
        if (isReceived(exchange, endpoint)) {
            Message message = exchange.getMessage();
            tag(span, TagConstants.MESSAGE_ID, message, NatsBridgeConstants.MSG_ID);
            tag(span, CONVERSATION_ID, message, NatsBridgeConstants.CORRELATION_ID);
            tag(span, PAYLOAD_TYPE, message, NatsBridgeConstants.PAYLOAD_TYPE);
            tag(span, TRANSPORT, message, NatsBridgeConstants.TRANSPORT);
        }
    }

    /** The subject that the message came on or goes to; a header may still send it elsewhere. */
    @Override
    protected String getDestination(Exchange exchange, Endpoint endpoint) {
        if (isReceived(exchange, endpoint)) {
            return exchange.getMessage().getHeader(NatsBridgeConstants.SUBJECT, "", String.class);
        }
        return NatsBridgeSendDynamicAware.subject(exchange, super.getDestination(exchange, endpoint));
    }

    private static boolean isReceived(Exchange exchange, Endpoint endpoint) {
        return exchange.getFromEndpoint() == endpoint;
    }

    private static void tag(Span span, String name, Message message, String header) {
        String value = message.getHeader(header, String.class);
        if (value != null) {
            span.setTag(name, value);
        }
    }
}
