/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel;

import io.nats.client.api.MessageInfo;
import io.nats.client.impl.Headers;
import io.nats.client.impl.NatsMessage;
import io.natsbridge.camel.error.Names;
import java.time.Instant;
import java.util.Optional;

/** A message that was given up, as its stream keeps it. What it says of itself are claims of whoever wrote it. Immutable. */
public final class DeadLetter {

    private final MessageInfo kept;

    DeadLetter(MessageInfo kept) {
        this.kept = kept;
    }

    /** Its number in the stream of dead letters, from 1. */
    public long sequence() {
        return kept.getSeq();
    }

    /** When it was given up. */
    public Instant time() {
        return kept.getTime().toInstant();
    }

    /** The subject that dead letters go to. */
    public String deadLetterSubject() {
        return kept.getSubject();
    }

    /** The subject that the message came from; nothing when this is no letter of this component, or it names none that a message may go to. */
    public Optional<String> subject() {
        try {
            return Optional.of(original().getSubject());
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** The stream that the message came from, or an empty text. */
    public String stream() {
        return header(DeadLetters.STREAM);
    }

    /** The message's number in that stream, 0 when the letter does not say. */
    public long streamSequence() {
        return number(DeadLetters.SEQUENCE);
    }

    /** How often it was delivered, 0 when the letter does not say. */
    public long deliveries() {
        return number(DeadLetters.DELIVERIES);
    }

    /** The error's code such as {@code NB-101}, the name of an exception's class, {@code max-deliveries}, {@code terminated}, or an empty text. */
    public String reason() {
        return header(DeadLetters.REASON);
    }

    /** The reason for people, possibly empty. */
    public String text() {
        return header(DeadLetters.TEXT);
    }

    /** The message's bytes as they came, a copy. */
    public byte[] data() {
        return kept.getData() == null ? new byte[0] : kept.getData().clone();
    }

    /**
     * The message as it was, without an id.
     *
     * @throws IllegalArgumentException when it is no letter of this component, or names a subject that no message may go to
     */
    NatsMessage original() {
        return DeadLetters.original(kept);
    }

    MessageInfo kept() {
        return kept;
    }

    private long number(String header) {
        String text = header(header);
        return text.matches("[0-9]{1,18}") ? Long.parseLong(text) : 0;
    }

    private String header(String name) {
        Headers headers = kept.getHeaders();
        String value = headers == null ? null : headers.getFirst(name);
        return value == null ? "" : value;
    }

    @Override
    public String toString() {
        return "DeadLetter[sequence=" + sequence() + ", reason=" + Names.printable(reason()) + "]";
    }
}
