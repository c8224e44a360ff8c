/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel;

import io.natsbridge.camel.content.Content;
import io.natsbridge.camel.envelope.Envelope;
import io.natsbridge.camel.envelope.Payload;
import io.natsbridge.camel.envelope.PayloadType;
import io.natsbridge.camel.error.NatsBridgeException.PayloadConversionException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.camel.Exchange;
import org.apache.camel.InvalidPayloadException;
import org.apache.camel.Message;

/** Between an exchange's message and payloads: the one place, with {@link ExchangeOptions}, that reads and writes bodies and headers. */
final class ExchangePayloads {

    private ExchangePayloads() {}

    /**
     * The payloads that a message's body and attachments mean.
     *
     * @throws io.natsbridge.camel.error.NatsBridgeException when the body holds no payloads
     */
    static List<Payload> from(Exchange exchange, ExchangeOptions options) {
        Message message = exchange.getMessage();
        List<Payload> bodies = BodyPayloads.of(message.getBody(), exchange, options);
        if (bodies.size() == 1 && !Attachments.areOn(message)) {
            return List.of(PayloadValues.toSend(bodies.get(0), exchange));
        }
        List<Payload> payloads = new ArrayList<>(bodies.size());
        for (Payload payload : bodies) {
            payloads.add(PayloadValues.toSend(payload, exchange));
        }
        payloads.addAll(Attachments.payloads(exchange));
        return payloads;
    }

    /** Puts a received message into an exchange that has another: its body by mode, its headers. */
    static void to(Exchange exchange, Envelope envelope, BodyMode mode, String subject) {
        Received.of(envelope, subject).storeIn(exchange);
        setBody(exchange, envelope, mode);
    }

    /** Begins an exchange with a received message: its body by mode, its headers. */
    static void begin(Exchange exchange, Envelope envelope, BodyMode mode, String subject) {
        Received.of(envelope, subject).beginWith(exchange);
        setBody(exchange, envelope, mode);
    }

    private static void setBody(Exchange exchange, Envelope envelope, BodyMode mode) {
        Message message = exchange.getMessage();
        Envelope converting = converting(exchange, envelope);
        List<Payload> payloads = converting.payloads();
        message.setBody(
                switch (mode) {
                    case ENVELOPE -> converting;
                    case LIST -> payloads;
                    case AUTO -> payloads.size() > 1 ? payloads : first(payloads);
                    case ATTACHMENTS -> first(payloads);
                });
        if (mode == BodyMode.ATTACHMENTS && payloads.size() > 1) {
            Attachments.add(exchange, payloads.subList(1, payloads.size()));
        }
    }

    /** A received envelope whose payloads convert with Camel's type converters. */
    static Envelope converting(Exchange exchange, Envelope envelope) {
        List<Payload> payloads = new ArrayList<>(envelope.payloads().size());
        for (Payload payload : envelope.payloads()) {
            payloads.add(PayloadValues.received(payload, exchange));
        }
        return envelope.withPayloads(payloads);
    }

    /**
     * Makes a message's body a table: the one that it holds, or that is the only one among its payloads.
     *
     * @param type of the new body
     * @throws PayloadConversionException when the body is no table
     */
    static void toTable(Message message, Class<?> type) {
        Object body = message.getBody();
        if (body instanceof Envelope envelope) {
            body = onlyTable(envelope.payloads());
        } else if (body instanceof List<?> list && !list.isEmpty() && list.get(0) instanceof Payload) {
            body = onlyTable(list);
        } else if (body instanceof Object[] array) {
            body = Arrays.asList(array);
        }
        message.setBody(PayloadValues.convert("body", body, type, message.getExchange()));
    }

    private static Payload onlyTable(List<?> payloads) {
        List<Payload> tables = payloads.stream()
                .map(Payload.class::cast)
                .filter(payload -> payload.type().isArrow() || payload.type() == PayloadType.JSONTABLE)
                .toList();
        if (tables.size() != 1) {
            throw new PayloadConversionException(
                    tables.isEmpty() ? "" : tables.get(1).dataname(),
                    "cannot make one table of a message with " + tables.size() + " tables among its " + payloads.size()
                            + " payloads; choose one of them first",
                    null);
        }
        return tables.get(0);
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

    /** Lets the route decide what becomes of a message. */
    static void decides(Exchange exchange, NatsBridgeManualAck ack) {
        exchange.getMessage().setHeader(NatsBridgeConstants.MANUAL_ACK, ack);
    }

    /** Puts an envelope's JSON in the place of the payloads it was made of: body and attachments. */
    static void sent(Exchange exchange, Object envelope) {
        exchange.getMessage().setBody(envelope);
        Attachments.remove(exchange.getMessage());
    }

    /** Tells the route how many dead letters were published again. */
    static void replayed(Exchange exchange, long count) {
        exchange.getMessage().setBody(count);
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

    private static Object first(List<Payload> payloads) {
        if (payloads.isEmpty()) {
            return null;
        }
        return payloads.get(0).isLazy() ? payloads.get(0) : payloads.get(0).value();
    }
}
