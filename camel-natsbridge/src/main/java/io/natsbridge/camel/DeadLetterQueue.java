/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel;

import io.nats.client.JetStreamApiException;
import io.nats.client.Message;
import io.nats.client.api.MessageInfo;
import io.nats.client.api.PublishAck;
import io.nats.client.impl.NatsMessage;
import io.nats.client.support.DateTimeUtils;
import io.natsbridge.camel.error.Names;
import io.natsbridge.camel.error.NatsBridgeException.PublishException;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.apache.camel.CamelContext;

/**
 * The dead letters of a subject: to look at, and to publish again as they were, each to the subject that it came from. For one thread at a time.
 *
 * <p>A message that is published again gets an id that only its letter can have: not the one under which its stream may still remember it, which would swallow it, and the same
 * each time, so that a replay that ended between the stream's confirmation and the removal of the letter does not store it twice when it is repeated within the stream's
 * duplicate window.
 */
public final class DeadLetterQueue implements AutoCloseable {

    private final String subject;
    private final NatsBridgeComponent component;
    private final NatsBridgeConnection connection;
    private final StreamSetup streams;
    private final JetStreamPublisher publisher;
    private final String stream;

    private DeadLetterQueue(NatsBridgeConfiguration configuration, NatsBridgeComponent component) {
        this.subject = configuration.getDeadLetterSubject();
        this.component = component;
        this.connection = component.connections().acquire(configuration, component.getCamelContext());
        try {
            this.streams = new StreamSetup(connection.nats(), configuration);
            this.publisher = new JetStreamPublisher(connection, component.timer(), component.workers());
            this.stream = streams.stream(subject, configuration.getJetstreamName());
        } catch (RuntimeException e) {
            component.connections().release(connection);
            throw e;
        }
    }

    /**
     * Opens the stream that keeps dead letters.
     *
     * @param context a started context; its component's threads are used
     * @param configuration how to connect, {@code deadLetterSubject}: where the letters are, may have wildcards, and {@code jetstreamName}: their stream, null for whichever
     *     takes that subject
     * @return the letters; the caller closes it
     * @throws IllegalArgumentException when {@code deadLetterSubject} is no subject
     * @throws io.natsbridge.camel.error.NatsBridgeException.ConnectionException when the broker cannot be reached, or there is no such stream
     */
    public static DeadLetterQueue open(CamelContext context, NatsBridgeConfiguration configuration) {
        NatsBridgeConfiguration own = configuration.copy();
        own.setDeadLetterSubject(Subjects.forSubscribing(own.getDeadLetterSubject()));
        own.setCreateStream(false);
        return new DeadLetterQueue(own, NatsBridgeComponent.of(context));
    }

    /** The name of the stream that keeps the letters. */
    public String stream() {
        return stream;
    }

    /** The number of the last letter that the stream has had, 0 for none. */
    public long last() {
        return streams.ask(
                "the dead letters",
                management -> management.getStreamInfo(stream).getStreamState().getLastSequence());
    }

    /**
     * The first letter from a number on.
     *
     * @param sequence from 1
     * @return nothing when there is none
     * @throws io.natsbridge.camel.error.NatsBridgeException.ConnectionException when JetStream does not answer
     */
    public Optional<DeadLetter> next(long sequence) {
        MessageInfo found = ask("a dead letter", management -> management.getNextMessage(stream, sequence, subject));
        return Optional.ofNullable(found).map(DeadLetter::new);
    }

    /**
     * Publishes a letter again as it was, and removes it once the stream of its subject has stored it.
     *
     * @param letter from {@link #next}
     * @throws IllegalArgumentException when it is no letter of this component, or names a subject that no message may go to
     * @throws PublishException when it cannot be stored; the letter stays
     */
    public void replay(DeadLetter letter) throws InterruptedException {
        NatsMessage message = letter.original();
        MessageInfo kept = letter.kept();
        String id = "replay:" + stream + ":" + kept.getSeq() + ":" + DateTimeUtils.toRfc3339(kept.getTime());
        message.getHeaders().put(NatsHeaders.MSG_ID, NatsHeaders.printable(id));
        PublishAck stored = publish(message);
        if (stored.isDuplicate() && !isOurs(stored, message)) {
            throw new PublishException(
                    "Cannot replay dead letter " + kept.getSeq() + ": stream '" + Names.printable(stored.getStream())
                            + "' has another message under its id; repeat the replay when its duplicate window is over",
                    false,
                    null);
        }
        ask("the removal of a dead letter", management -> management.deleteMessage(stream, kept.getSeq(), false));
    }

    private PublishAck publish(Message message) throws InterruptedException {
        CompletableFuture<PublishAck> answer = new CompletableFuture<>();
        publisher.publish(message, (stored, failure) -> {
            if (failure == null) {
                answer.complete(stored);
            } else {
                answer.completeExceptionally(failure);
            }
        });
        try {
            return answer.get();
        } catch (ExecutionException e) {
            throw e.getCause() instanceof PublishException failure
                    ? failure
                    : new PublishException(
                            "Cannot replay a dead letter: " + Names.printable(String.valueOf(e.getCause())), true, e);
        }
    }

    /** Whether the stream has stored this very message before; one that is gone by now was that. */
    private boolean isOurs(PublishAck stored, Message message) {
        MessageInfo found = ask(
                "a message that was replayed before",
                management -> management.getMessage(stored.getStream(), stored.getSeqno()));
        return found == null || Arrays.equals(found.getData(), message.getData());
    }

    /** Asks about a message; null when there is none. */
    private <T> T ask(String what, StreamSetup.Question<T> question) {
        return streams.ask(what, management -> {
            try {
                return question.ask(management);
            } catch (JetStreamApiException e) {
                if (StreamSetup.isNoMessage(e)) {
                    return null;
                }
                throw e;
            }
        });
    }

    /** Gives the connection back. */
    @Override
    public void close() {
        component.connections().release(connection);
    }
}
