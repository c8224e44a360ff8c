/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel;

import io.natsbridge.camel.bridge.PayloadMetadata;
import io.natsbridge.camel.content.Content;
import io.natsbridge.camel.envelope.Payload;
import io.natsbridge.camel.error.Names;
import io.natsbridge.camel.error.NatsBridgeException.PayloadConversionException;
import jakarta.activation.DataHandler;
import jakarta.activation.DataSource;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.attachment.AttachmentMessage;
import org.apache.camel.trait.message.MessageTrait;

/** Between the attachments of a message and payloads. */
final class Attachments {

    private Attachments() {}

    static boolean areOn(Message message) {
        return message.hasTrait(MessageTrait.ATTACHMENTS);
    }

    /** The attachments of a message as payloads to send; those that were payloads keep their name and type. */
    static List<Payload> payloads(Exchange exchange) {
        List<Payload> payloads = new ArrayList<>();
        if (areOn(exchange.getMessage())) {
            exchange.getMessage(AttachmentMessage.class)
                    .getAttachments()
                    .forEach((name, handler) -> payloads.add(payload(name, handler)));
        }
        return payloads;
    }

    /** Attaches payloads to a message under their names, a further one of the same name under that with a number. */
    static void add(Exchange exchange, List<Payload> payloads) {
        AttachmentMessage message = exchange.getMessage(AttachmentMessage.class);
        for (Payload payload : payloads) {
            String name = payload.dataname();
            for (int i = 2; message.getAttachment(name) != null; i++) {
                name = payload.dataname() + " (" + i + ")";
            }
            message.addAttachment(name, new DataHandler(new PayloadSource(payload, name)));
        }
    }

    /** Takes the attachments off a message. */
    static void remove(Message message) {
        if (areOn(message)) {
            message.removeTrait(MessageTrait.ATTACHMENTS);
        }
    }

    private static Payload payload(String name, DataHandler handler) {
        try {
            if (handler.getDataSource() instanceof PayloadSource source) {
                Payload payload = source.payload();
                return Payload.builder(source.name().equals(name) ? payload.dataname() : name, payload.type())
                        .value(handler.getInputStream())
                        .metadata(payload.metadata())
                        .build();
            }
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

    /**
     * A payload's bytes as they travelled; one that is still to be fetched is so when they are read.
     *
     * @param name under which it is attached
     */
    private record PayloadSource(Payload payload, String name) implements DataSource {

        @Override
        public InputStream getInputStream() throws IOException {
            if (payload.content().isPresent()) {
                return payload.content().get().openStream();
            }
            Content content = payload.value() instanceof ContentStreamCache cache
                    ? cache.content()
                    : Content.of(payload.as(byte[].class));
            return content.openStream();
        }

        @Override
        public OutputStream getOutputStream() throws IOException {
            throw new IOException("a received payload cannot be written to");
        }

        @Override
        public String getContentType() {
            String told = PayloadMetadata.contentType(payload);
            return told != null
                    ? told
                    : switch (payload.type()) {
                        case TEXT -> "text/plain; charset=UTF-8";
                        case DICTIONARY, JSONTABLE -> "application/json";
                        case ARROWTABLE, TABLE -> "application/vnd.apache.arrow.stream";
                        case IMAGE, AUDIO, VIDEO, BINARY -> "application/octet-stream";
                    };
        }

        @Override
        public String getName() {
            return name;
        }
    }
}
