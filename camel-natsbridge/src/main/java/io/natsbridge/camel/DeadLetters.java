/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel;

import io.nats.client.Message;
import io.nats.client.impl.Headers;
import io.nats.client.impl.NatsJetStreamMetaData;
import io.nats.client.impl.NatsMessage;
import io.natsbridge.camel.error.Names;
import io.natsbridge.camel.error.NatsBridgeException;
import io.natsbridge.camel.error.NatsBridgeException.PublishException;
import java.util.Locale;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps messages that can never be dealt with: the bytes as they came, and why. */
final class DeadLetters {

    /** The error's code, such as {@code NB-104}, or the name of the exception's class. */
    static final String REASON = "NatsBridge-Dead-Letter-Reason";

    static final String TEXT = "NatsBridge-Dead-Letter-Text";
    static final String SUBJECT = "NatsBridge-Dead-Letter-Subject";
    static final String STREAM = "NatsBridge-Dead-Letter-Stream";
    static final String SEQUENCE = "NatsBridge-Dead-Letter-Sequence";
    static final String DELIVERIES = "NatsBridge-Dead-Letter-Deliveries";

    private static final Logger LOG = LoggerFactory.getLogger(DeadLetters.class);
    private static final String BROKER_HEADERS = "nats-";

    private final String subject;
    private final Publisher publisher;

    /** @param subject where dead letters go; null for nowhere */
    DeadLetters(String subject, Publisher publisher) {
        this.subject = subject;
        this.publisher = publisher;
    }

    /**
     * Stores a message that is given up.
     *
     * @param result gets null once the letter is stored, or at once where none is wanted
     */
    void store(JetStreamSettlement given, Exception why, Consumer<PublishException> result) {
        Message message = given.message();
        LOG.error(
                "Message {} of stream '{}', delivery {}, is given up{}: {}",
                message.metaData().streamSequence(),
                message.metaData().getStream(),
                given.deliveries(),
                subject == null ? "" : " and kept on '" + subject + "'",
                text(why));
        if (subject == null) {
            result.accept(null);
            return;
        }
        try {
            publisher.publish(letter(message, why), (stored, failure) -> result.accept(failure));
        } catch (PublishException e) {
            result.accept(e);
        }
    }

    private Message letter(Message message, Exception why) {
        NatsJetStreamMetaData origin = message.metaData();
        Headers headers = new Headers();
        if (message.hasHeaders()) {
            message.getHeaders().forEach((name, values) -> {
                if (!isCommand(name.toLowerCase(Locale.ROOT))) {
                    headers.put(name, values);
                }
            });
        }
        headers.put(
                REASON,
                why instanceof NatsBridgeException e ? e.code() : why.getClass().getName());
        headers.put(TEXT, NatsHeaders.printable(text(why)));
        headers.put(SUBJECT, NatsHeaders.printable(message.getSubject()));
        headers.put(STREAM, NatsHeaders.printable(origin.getStream()));
        headers.put(SEQUENCE, String.valueOf(origin.streamSequence()));
        headers.put(DELIVERIES, String.valueOf(origin.deliveredCount()));
        headers.put(NatsHeaders.MSG_ID, NatsHeaders.printable(origin.getStream() + ":" + origin.streamSequence()));
        return NatsMessage.builder()
                .subject(subject)
                .headers(headers)
                .data(message.getData())
                .build();
    }

    /** Whoever reads dead letters may filter less than this component does, so commands to Camel stay out of them as those to the broker do. */
    private static boolean isCommand(String lowerCaseName) {
        return lowerCaseName.startsWith(BROKER_HEADERS)
                || lowerCaseName.startsWith("camel")
                || lowerCaseName.startsWith("org.apache.camel");
    }

    /** A route's exception may quote what it worked on, so only its kind is told. */
    private static String text(Exception why) {
        return why instanceof NatsBridgeException
                ? Names.printable(why.getMessage())
                : "the route failed with " + why.getClass().getName();
    }
}
