/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.cli;

import io.nats.client.Connection;
import io.nats.client.ConsumerContext;
import io.nats.client.FetchConsumeOptions;
import io.nats.client.FetchConsumer;
import io.nats.client.JetStreamApiException;
import io.nats.client.JetStreamManagement;
import io.nats.client.Message;
import io.nats.client.Subscription;
import io.nats.client.api.AckPolicy;
import io.nats.client.api.ConsumerConfiguration;
import io.nats.client.api.MessageInfo;
import java.io.IOException;
import java.time.Duration;

/** Where messages come from, one after the other. */
interface Messages {

    /** How long one question to a durable consumer takes at the most; it is asked again. */
    Duration FETCH = Duration.ofMinutes(1);

    /** How long the broker may take for an answer. */
    Duration ANSWER = Duration.ofSeconds(5);

    /**
     * Waits for the next one.
     *
     * @param patience how long; null for ever
     * @return null when none came, or none can come any more
     */
    Arrived next(Duration patience) throws Exception;

    /**
     * A message.
     *
     * @param place how to speak of it
     * @param data its bytes
     * @param done what to do when its payloads are safe
     */
    record Arrived(String place, byte[] data, Done done) {}

    /** Tells the broker. */
    interface Done {
        void run() throws Exception;
    }

    /** Those that are published from now on. */
    static Messages published(Connection nats, String subject) throws Exception {
        Subscription subscription = nats.subscribe(subject);
        nats.flush(ANSWER);
        return patience -> {
            Message message = subscription.nextMessage(patience == null ? Duration.ZERO : patience);
            return message == null
                    ? null
                    : new Arrived("on '" + message.getSubject() + "'", message.getData(), () -> {});
        };
    }

    /** Those that a stream has, from a number on; the stream keeps them. */
    static Messages stored(Connection nats, String stream, String subject, long first) throws IOException {
        JetStreamManagement management = nats.jetStreamManagement();
        long[] sequence = {first};
        return patience -> {
            try {
                MessageInfo found = management.getNextMessage(stream, sequence[0], subject);
                sequence[0] = found.getSeq() + 1;
                byte[] data = found.getData() == null ? new byte[0] : found.getData();
                return new Arrived("number " + found.getSeq() + " of stream '" + stream + "'", data, () -> {});
            } catch (JetStreamApiException e) {
                if (Streams.isNoMessage(e)) {
                    return null;
                }
                throw e;
            }
        };
    }

    /** Those that a durable consumer has not acknowledged yet; each is, once its payloads are safe. The consumer is made where it is missing. */
    static Messages durable(Connection nats, String stream, String subject, String durable) throws Exception {
        ConsumerContext consumer = consumer(nats, stream, subject, durable);
        return patience -> {
            Message message = fetch(consumer, patience == null ? FETCH : patience);
            while (message == null && patience == null) {
                message = fetch(consumer, FETCH);
            }
            if (message == null) {
                return null;
            }
            Message found = message;
            String place = "number " + found.metaData().streamSequence() + " of stream '" + stream + "'";
            return new Arrived(place, found.getData(), () -> found.ackSync(ANSWER));
        };
    }

    /** One message; null when none came in time. The broker takes no time below a second. */
    private static Message fetch(ConsumerContext consumer, Duration patience) throws Exception {
        long millis = Math.max(1000, patience.toMillis());
        FetchConsumer fetch = consumer.fetch(
                FetchConsumeOptions.builder().maxMessages(1).expiresIn(millis).build());
        return fetch.nextMessage();
    }

    private static ConsumerContext consumer(Connection nats, String stream, String subject, String durable)
            throws Exception {
        JetStreamManagement management = nats.jetStreamManagement();
        if (!management.getConsumerNames(stream).contains(durable)) {
            management.createConsumer(
                    stream,
                    ConsumerConfiguration.builder()
                            .durable(durable)
                            .filterSubject(subject)
                            .ackPolicy(AckPolicy.Explicit)
                            .build());
        }
        return nats.getConsumerContext(stream, durable);
    }
}
