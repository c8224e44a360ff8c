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
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Publishes dead letters again as they were, each to the subject that it came from. Every exchange replays what is there when it begins, so that a message that fails again does
 * not go round and round.
 *
 * <p>The message gets an id that only its letter can have: not the one under which its stream may still remember it, which would swallow it, and the same each time, so that a
 * replay that ended between the stream's confirmation and the removal of the letter does not store it twice when it is repeated within the stream's duplicate window.
 */
final class DeadLetterReplay implements Processor {

    private static final Logger LOG = LoggerFactory.getLogger(DeadLetterReplay.class);

    private final CamelContext context;
    private final NatsBridgeConfiguration configuration;

    /** @param configuration its {@code deadLetterSubject} is where letters are, its {@code subject} what may be published to; both may have wildcards */
    DeadLetterReplay(CamelContext context, NatsBridgeConfiguration configuration) {
        this.context = context;
        this.configuration = configuration;
        configuration.setCreateStream(false);
    }

    @Override
    public void process(Exchange exchange) throws InterruptedException {
        NatsBridgeComponent component = NatsBridgeComponent.of(context);
        NatsBridgeConnection connection = component.connections().acquire(configuration, context);
        try {
            Replay replay = new Replay(
                    new StreamSetup(connection.nats(), configuration),
                    new JetStreamPublisher(connection, component.timer(), component.workers()));
            ExchangePayloads.replayed(exchange, replay.run());
        } finally {
            component.connections().release(connection);
        }
    }

    /** One run through the letters. */
    private final class Replay {
        private final StreamSetup streams;
        private final JetStreamPublisher publisher;
        private final String stream;
        private final long last;
        private long replayed;
        private long left;

        Replay(StreamSetup streams, JetStreamPublisher publisher) {
            this.streams = streams;
            this.publisher = publisher;
            this.stream = streams.stream(configuration.getDeadLetterSubject(), null);
            this.last = streams.ask(
                    "the dead letters",
                    management ->
                            management.getStreamInfo(stream).getStreamState().getLastSequence());
        }

        /** How many letters were published again and removed. */
        long run() throws InterruptedException {
            try {
                MessageInfo letter = next(1);
                while (letter != null) {
                    replay(letter);
                    letter = next(letter.getSeq() + 1);
                }
            } finally {
                LOG.info(
                        "{} dead letters of stream '{}' were published again, {} stay that are not from '{}'",
                        replayed,
                        Names.printable(stream),
                        left,
                        Names.printable(configuration.getSubject()));
            }
            return replayed;
        }

        private MessageInfo next(long sequence) {
            if (sequence > last) {
                return null;
            }
            MessageInfo letter = ask(
                    "a dead letter",
                    management -> management.getNextMessage(stream, sequence, configuration.getDeadLetterSubject()));
            return letter == null || letter.getSeq() > last ? null : letter;
        }

        private void replay(MessageInfo letter) throws InterruptedException {
            NatsMessage message = original(letter);
            if (message == null) {
                left++;
                return;
            }
            message.getHeaders()
                    .put(
                            NatsHeaders.MSG_ID,
                            NatsHeaders.printable("replay:" + stream + ":" + letter.getSeq() + ":"
                                    + DateTimeUtils.toRfc3339(letter.getTime())));
            PublishAck stored = publish(message);
            if (stored.isDuplicate() && !isOurs(stored, message)) {
                throw new PublishException(
                        "Cannot replay dead letter " + letter.getSeq() + ": stream '"
                                + Names.printable(stored.getStream())
                                + "' has another message under its id; repeat the replay when its duplicate window is over",
                        false,
                        null);
            }
            ask("the removal of a dead letter", management -> management.deleteMessage(stream, letter.getSeq(), false));
            replayed++;
        }

        /** The message to publish; null when the letter is none for this replay. Whoever may write letters could name any subject. */
        private NatsMessage original(MessageInfo letter) {
            try {
                NatsMessage message = DeadLetters.original(letter);
                if (Subjects.matches(configuration.getSubject(), message.getSubject())) {
                    return message;
                }
                LOG.debug("Dead letter {} is from another subject", letter.getSeq());
            } catch (IllegalArgumentException e) {
                LOG.warn("Message {} of stream '{}' is no dead letter: {}", letter.getSeq(), stream, e.getMessage());
            }
            return null;
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
                                "Cannot replay a dead letter: " + Names.printable(String.valueOf(e.getCause())),
                                true,
                                e);
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
    }
}
