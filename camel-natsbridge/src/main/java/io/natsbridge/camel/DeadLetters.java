/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel;

import io.nats.client.Message;
import io.nats.client.api.MessageInfo;
import io.nats.client.impl.Headers;
import io.nats.client.impl.NatsJetStreamMetaData;
import io.nats.client.impl.NatsMessage;
import io.nats.client.support.DateTimeUtils;
import io.natsbridge.camel.error.Names;
import io.natsbridge.camel.error.NatsBridgeException;
import io.natsbridge.camel.error.NatsBridgeException.PublishException;
import java.util.Locale;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps messages that can never be dealt with: the bytes as they came, and why. */
final class DeadLetters {

    /** {@link Reason#code}. */
    static final String REASON = "NatsBridge-Dead-Letter-Reason";

    static final String TEXT = "NatsBridge-Dead-Letter-Text";
    static final String SUBJECT = "NatsBridge-Dead-Letter-Subject";
    static final String STREAM = "NatsBridge-Dead-Letter-Stream";
    static final String SEQUENCE = "NatsBridge-Dead-Letter-Sequence";
    static final String DELIVERIES = "NatsBridge-Dead-Letter-Deliveries";

    private static final Logger LOG = LoggerFactory.getLogger(DeadLetters.class);
    private static final String BROKER_HEADERS = "nats-";
    private static final String OWN_HEADERS = "natsbridge-dead-letter-";

    private final String subject;
    private final Publisher publisher;

    /**
     * Why a message is given up.
     *
     * @param code the error's code, the name of the exception's class, {@code max-deliveries}, or {@code terminated}
     * @param text for people
     */
    record Reason(String code, String text) {

        /** A route's exception may quote what it worked on, so only its kind is told. */
        static Reason of(Exception why) {
            String kind = why.getClass().getName();
            return why instanceof NatsBridgeException e
                    ? new Reason(e.code(), e.getMessage())
                    : new Reason(kind, "the route failed with " + kind);
        }

        static Reason tooOften(long deliveries) {
            return new Reason("max-deliveries", "it was delivered " + deliveries + " times without success");
        }
    }

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
    void store(JetStreamSettlement given, Reason why, Consumer<PublishException> result) {
        Message message = given.message();
        LOG.error(
                "Message {} of stream '{}', delivery {}, is given up{}: {}",
                message.metaData().streamSequence(),
                message.metaData().getStream(),
                given.deliveries(),
                subject == null ? "" : " and kept on '" + subject + "'",
                Names.printable(why.text()));
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

    /** A stream that is made anew counts from 1 again, so the time belongs to it. */
    private static String id(NatsJetStreamMetaData origin) {
        return origin.getStream() + ":" + origin.streamSequence() + ":" + DateTimeUtils.toRfc3339(origin.timestamp());
    }

    /**
     * The message that a letter keeps, as it was: to its subject, with its headers, without an id.
     *
     * @throws IllegalArgumentException when it is no letter of this component, or names a subject that no message may go to
     */
    static NatsMessage original(MessageInfo letter) {
        Headers headers = new Headers();
        Headers kept = letter.getHeaders() == null ? headers : letter.getHeaders();
        String subject = kept.getFirst(SUBJECT);
        if (subject == null) {
            throw new IllegalArgumentException("it has no header " + SUBJECT);
        }
        kept.forEach((name, values) -> {
            String lower = name.toLowerCase(Locale.ROOT);
            if (!isCommand(lower) && !lower.startsWith(OWN_HEADERS)) {
                headers.put(name, values);
            }
        });
        return NatsMessage.builder()
                .subject(Subjects.fromMessage(NatsHeaders.decoded(subject)))
                .headers(headers)
                .data(letter.getData())
                .build();
    }

    private Message letter(Message message, Reason why) {
        NatsJetStreamMetaData origin = message.metaData();
        Headers headers = new Headers();
        if (message.hasHeaders()) {
            message.getHeaders().forEach((name, values) -> {
                if (!isCommand(name.toLowerCase(Locale.ROOT))) {
                    headers.put(name, values);
                }
            });
        }
        headers.put(REASON, why.code());
        headers.put(TEXT, NatsHeaders.printable(Names.printable(why.text())));
        headers.put(SUBJECT, NatsHeaders.encoded(message.getSubject()));
        headers.put(STREAM, NatsHeaders.printable(origin.getStream()));
        headers.put(SEQUENCE, String.valueOf(origin.streamSequence()));
        headers.put(DELIVERIES, String.valueOf(origin.deliveredCount()));
        headers.put(NatsHeaders.MSG_ID, NatsHeaders.printable(id(origin)));
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
}
