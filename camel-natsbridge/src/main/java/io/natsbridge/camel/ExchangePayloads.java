/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel;

import io.natsbridge.camel.bridge.PayloadMetadata;
import io.natsbridge.camel.content.Content;
import io.natsbridge.camel.envelope.Envelope;
import io.natsbridge.camel.envelope.Payload;
import io.natsbridge.camel.error.Names;
import io.natsbridge.camel.error.NatsBridgeException.PayloadConversionException;
import jakarta.activation.DataHandler;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.camel.Exchange;
import org.apache.camel.InvalidPayloadException;
import org.apache.camel.Message;
import org.apache.camel.TypeConverter;
import org.apache.camel.attachment.AttachmentMessage;

/** Between an exchange's message and payloads: the one place, with {@link ExchangeOptions}, that reads and writes bodies and headers. */
final class ExchangePayloads {

    /** Headers that tell of the one payload of a message; a message with several has none of them. */
    private static final Set<String> PAYLOAD_HEADERS = Set.of(
            NatsBridgeConstants.DATANAME,
            NatsBridgeConstants.PAYLOAD_TYPE,
            NatsBridgeConstants.PAYLOAD_SIZE,
            NatsBridgeConstants.TRANSPORT,
            NatsBridgeConstants.SHA256,
            NatsBridgeConstants.CONTENT_TYPE);

    private ExchangePayloads() {}

    /**
     * The payloads that a message's body and attachments mean.
     *
     * @throws io.natsbridge.camel.error.NatsBridgeException when the body holds no payloads
     */
    static List<Payload> from(Exchange exchange, ExchangeOptions options) {
        Message message = exchange.getMessage();
        List<Payload> payloads = new ArrayList<>();
        for (Payload payload : BodyPayloads.of(message.getBody(), exchange, options)) {
            payloads.add(PayloadValues.toSend(payload, exchange));
        }
        if (message instanceof AttachmentMessage attachments && attachments.hasAttachments()) {
            attachments.getAttachments().forEach((name, handler) -> payloads.add(attachment(name, handler)));
        }
        return payloads;
    }

    /** Puts a received message into an exchange: its body by mode, its headers. */
    static void to(Exchange exchange, Envelope envelope, BodyMode mode, String subject) {
        Message message = exchange.getMessage();
        Map<String, Object> headers = headers(envelope, subject);
        message.getHeaders().keySet().removeAll(PAYLOAD_HEADERS);
        message.getHeaders().putAll(headers);
        new Received(headers).storeIn(exchange);
        TypeConverter converter = exchange.getContext().getTypeConverter();
        Envelope converting = envelope.withPayloads(envelope.payloads().stream()
                .map(payload -> PayloadValues.received(payload, converter))
                .toList());
        List<Payload> payloads = converting.payloads();
        message.setBody(
                switch (mode) {
                    case ENVELOPE -> converting;
                    case LIST -> payloads;
                    case AUTO -> payloads.isEmpty() ? null : payloads.size() == 1 ? single(payloads.get(0)) : payloads;
                });
    }

    /** Keeps a message that could not be read: its raw bytes as body, the subject as header. */
    static void unread(Exchange exchange, byte[] raw, String subject) {
        exchange.getMessage().setBody(raw);
        exchange.getMessage().setHeader(NatsBridgeConstants.SUBJECT, subject);
    }

    /** Tells the route where a stream has stored what was sent. */
    static void stored(Exchange exchange, long sequence, boolean duplicate) {
        exchange.getMessage().setHeader(NatsBridgeConstants.STREAM_SEQUENCE, sequence);
        exchange.getMessage().setHeader(NatsBridgeConstants.DUPLICATE, duplicate);
    }

    /** Tells the route which delivery of which message of a stream it has. */
    static void delivered(Exchange exchange, long deliveries, long sequence) {
        exchange.getMessage().setHeader(NatsBridgeConstants.DELIVERY_COUNT, deliveries);
        exchange.getMessage().setHeader(NatsBridgeConstants.STREAM_SEQUENCE, sequence);
    }

    /** Puts an envelope's JSON in the place of the payloads it was made of. */
    static void sent(Exchange exchange, Object envelope) {
        exchange.getMessage().setBody(envelope);
    }

    /** Tells the route which envelope was sent. */
    static void tell(Exchange exchange, EnvelopeText envelope) {
        exchange.getMessage().setHeader(NatsBridgeConstants.ENVELOPE, envelope);
    }

    /** The envelope that a body is, or null. */
    static Envelope given(Exchange exchange) {
        return exchange.getMessage().getBody() instanceof Envelope envelope ? envelope : null;
    }

    /**
     * The bytes of an envelope that a body holds.
     *
     * @throws InvalidPayloadException when it holds none
     */
    static byte[] envelope(Exchange exchange) throws InvalidPayloadException {
        Object body = exchange.getMessage().getBody();
        return body instanceof CharSequence text
                ? text.toString().getBytes(StandardCharsets.UTF_8)
                : exchange.getMessage().getMandatoryBody(byte[].class);
    }

    /** The content behind a body, which stays its owner's: closing this leaves it open. */
    static Content borrowed(ContentStreamCache body) {
        Content content = body.content();
        return new Content() {
            @Override
            public long size() {
                return content.size();
            }

            @Override
            public InputStream openStream() throws IOException {
                return content.openStream();
            }
        };
    }

    private static Object single(Payload payload) {
        return payload.isLazy() ? payload : payload.value();
    }

    private static Map<String, Object> headers(Envelope envelope, String subject) {
        Map<String, Object> headers = new HashMap<>();
        headers.put(NatsBridgeConstants.CORRELATION_ID, envelope.correlationId());
        headers.put(NatsBridgeConstants.MSG_ID, envelope.msgId());
        headers.put(NatsBridgeConstants.TIMESTAMP, envelope.timestamp());
        headers.put(NatsBridgeConstants.SEND_TO, envelope.sendTo());
        headers.put(NatsBridgeConstants.MSG_PURPOSE, envelope.msgPurpose());
        headers.put(NatsBridgeConstants.SENDER_NAME, envelope.senderName());
        headers.put(NatsBridgeConstants.SENDER_ID, envelope.senderId());
        headers.put(NatsBridgeConstants.RECEIVER_NAME, envelope.receiverName());
        headers.put(NatsBridgeConstants.RECEIVER_ID, envelope.receiverId());
        headers.put(NatsBridgeConstants.REPLY_TO, envelope.replyTo());
        headers.put(NatsBridgeConstants.REPLY_TO_MSG_ID, envelope.replyToMsgId());
        headers.put(NatsBridgeConstants.BROKER_URL, envelope.brokerUrl());
        headers.put(NatsBridgeConstants.METADATA, envelope.metadata());
        if (subject != null) {
            headers.put(NatsBridgeConstants.SUBJECT, subject);
        }
        if (envelope.payloads().size() == 1) {
            payloadHeaders(headers, envelope.payloads().get(0));
        }
        return headers;
    }

    private static void payloadHeaders(Map<String, Object> headers, Payload payload) {
        String sha256 = PayloadMetadata.sha256(payload);
        headers.put(NatsBridgeConstants.DATANAME, payload.dataname());
        headers.put(NatsBridgeConstants.PAYLOAD_TYPE, payload.type().wireName());
        headers.put(NatsBridgeConstants.PAYLOAD_SIZE, payload.size());
        headers.put(NatsBridgeConstants.TRANSPORT, payload.transport().wireName());
        headers.put(NatsBridgeConstants.SHA256, sha256 == null ? "" : sha256);
        String contentType = PayloadMetadata.contentType(payload);
        if (contentType != null) {
            headers.put(NatsBridgeConstants.CONTENT_TYPE, contentType);
        }
    }

    private static Payload attachment(String name, DataHandler handler) {
        try {
            String contentType = handler.getContentType();
            return Payload.builder(name, PayloadTypes.ofFile(contentType, name))
                    .value(handler.getInputStream())
                    .metadata(contentType == null ? Map.of() : Map.of(PayloadMetadata.CONTENT_TYPE, contentType))
                    .build();
        } catch (IOException e) {
            throw new PayloadConversionException(
                    name, "the attachment cannot be read: " + Names.printable(e.toString()), e);
        }
    }
}
