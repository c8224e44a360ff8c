/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel;

import io.nats.client.Connection;
import io.nats.client.JetStream;
import io.nats.client.JetStreamApiException;
import io.nats.client.JetStreamManagement;
import io.nats.client.api.AckPolicy;
import io.nats.client.api.ConsumerConfiguration;
import io.nats.client.api.ConsumerInfo;
import io.nats.client.api.DiscardPolicy;
import io.nats.client.api.StorageType;
import io.nats.client.api.StreamConfiguration;
import io.natsbridge.camel.error.Names;
import io.natsbridge.camel.error.NatsBridgeException.ConnectionException;
import java.io.IOException;
import java.time.Duration;
import java.util.List;

/**
 * The stream and the durable consumer that an endpoint needs. What exists is used as it is and never changed; a stream is made only where {@code createStream} says so, a durable
 * consumer wherever it is missing.
 */
final class StreamSetup {

    private static final Duration DUPLICATE_WINDOW = Duration.ofMinutes(2);
    /** For all processes that share a durable consumer together; each of them limits itself. */
    private static final int MAX_ACK_PENDING = 1000;

    private static final int CONSUMER_NOT_FOUND = 10014;
    private static final int STREAM_NOT_FOUND = 10059;
    private static final int NO_MESSAGE_FOUND = 10037;
    private static final int SEQUENCE_NOT_FOUND = 10043;

    private final Connection nats;
    private final NatsBridgeConfiguration configuration;

    StreamSetup(Connection nats, NatsBridgeConfiguration configuration) {
        this.nats = nats;
        this.configuration = configuration;
    }

    /** What talks to JetStream. */
    static JetStream client(Connection nats) {
        try {
            return nats.jetStream();
        } catch (IOException e) {
            throw new ConnectionException("Cannot use JetStream: " + Names.printable(e.getMessage()), e);
        }
    }

    /**
     * The stream that takes the endpoint's subject.
     *
     * @return its name
     * @throws ConnectionException when there is none and none may be made, or JetStream does not answer
     */
    String stream() {
        return stream(configuration.getSubject(), configuration.getJetstreamName());
    }

    /** The stream that takes a subject; {@code name} is null where any will do. */
    String stream(String subject, String name) {
        return ask("the stream of subject '" + Names.printable(subject) + "'", management -> {
            List<String> names = management.getStreamNames(subject);
            if (name == null ? !names.isEmpty() : names.contains(name)) {
                return name == null ? names.get(0) : name;
            }
            if (!configuration.isCreateStream()) {
                throw new ConnectionException(
                        "There is no stream " + (name == null ? "" : "'" + Names.printable(name) + "' ")
                                + "that takes subject '" + Names.printable(subject)
                                + "'; make one, or let it be made by createStream=true",
                        null);
            }
            return management
                    .addStream(StreamConfiguration.builder()
                            .name(name == null ? nameFor(subject) : name)
                            .subjects(subject)
                            .storageType(StorageType.File)
                            .replicas(configuration.getStreamReplicas())
                            .discardPolicy(DiscardPolicy.New)
                            .duplicateWindow(DUPLICATE_WINDOW)
                            .build())
                    .getConfiguration()
                    .getName();
        });
    }

    /**
     * How a stream is set up.
     *
     * @throws ConnectionException when JetStream does not tell
     */
    StreamConfiguration settings(String stream) {
        return ask(
                "the settings of stream '" + Names.printable(stream) + "'",
                management -> management.getStreamInfo(stream).getConfiguration());
    }

    /**
     * The durable consumer, made if it is not there.
     *
     * @throws ConnectionException when one of that name is there and acknowledges or filters in another way
     */
    ConsumerInfo consumer(String stream) {
        String durable = configuration.getDurableName();
        return ask("the durable consumer '" + Names.printable(durable) + "'", management -> {
            ConsumerInfo found = find(management, stream, durable);
            return found != null ? checked(found) : management.addOrUpdateConsumer(stream, wanted(durable));
        });
    }

    private ConsumerConfiguration wanted(String durable) {
        int maxDeliver = configuration.getDeadLetterSubject() == null ? configuration.getMaxDeliver() : -1;
        return ConsumerConfiguration.builder()
                .durable(durable)
                .filterSubject(configuration.getSubject())
                .ackPolicy(AckPolicy.Explicit)
                .ackWait(Duration.ofMillis(configuration.getAckWait()))
                .maxDeliver(maxDeliver)
                .maxAckPending(Math.max(MAX_ACK_PENDING, configuration.getMaxInFlight()))
                .build();
    }

    private ConsumerInfo checked(ConsumerInfo found) {
        ConsumerConfiguration settings = found.getConsumerConfiguration();
        String filter = settings.getFilterSubject();
        boolean same = filter == null || filter.isEmpty() || filter.equals(configuration.getSubject());
        if (settings.getAckPolicy() != AckPolicy.Explicit || settings.getDeliverSubject() != null || !same) {
            throw new ConnectionException(
                    "The durable consumer '" + Names.printable(found.getName()) + "' cannot be used for subject '"
                            + Names.printable(configuration.getSubject()) + "': it has ack policy "
                            + settings.getAckPolicy() + ", " + (settings.getDeliverSubject() == null ? "pull" : "push")
                            + " and filter '" + Names.printable(filter)
                            + "' where explicit, pull and that subject are needed; choose another durableName",
                    null);
        }
        return found;
    }

    private static ConsumerInfo find(JetStreamManagement management, String stream, String durable)
            throws IOException, JetStreamApiException {
        try {
            return management.getConsumerInfo(stream, durable);
        } catch (JetStreamApiException e) {
            if (e.getApiErrorCode() == CONSUMER_NOT_FOUND || e.getApiErrorCode() == STREAM_NOT_FOUND) {
                return null;
            }
            throw e;
        }
    }

    /** Whether there is no such message in a stream, or none any more. */
    static boolean isNoMessage(JetStreamApiException e) {
        return e.getApiErrorCode() == NO_MESSAGE_FOUND || e.getApiErrorCode() == SEQUENCE_NOT_FOUND;
    }

    /** A stream's name has no dots, wildcards or slashes. */
    private static String nameFor(String subject) {
        return subject.replace("*", "ANY").replace(">", "ALL").replaceAll("[./\\\\]", "_");
    }

    /** Something to ask or to tell JetStream. */
    interface Question<T> {
        T ask(JetStreamManagement management) throws IOException, JetStreamApiException;
    }

    /**
     * Asks JetStream.
     *
     * @param what the question is about, for the exception
     * @throws ConnectionException when it does not answer, or refuses
     */
    <T> T ask(String what, Question<T> question) {
        try {
            return question.ask(nats.jetStreamManagement());
        } catch (IOException e) {
            throw new ConnectionException(
                    "Cannot ask JetStream for " + what + ": " + Names.printable(e.getMessage())
                            + "; check that the broker has JetStream switched on, and this client's permissions",
                    e);
        } catch (JetStreamApiException e) {
            throw new ConnectionException("JetStream refuses " + what + ": " + Names.printable(e.getMessage()), e);
        }
    }
}
