/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.reliability;

import io.nats.client.JetStreamApiException;
import io.nats.client.api.ConsumerConfiguration;
import io.nats.client.api.ConsumerInfo;
import java.io.IOException;
import java.time.Duration;
import org.apache.camel.CamelContext;
import org.apache.camel.Processor;
import org.apache.camel.impl.DefaultCamelContext;

/** Endpoints of camel-nats at a stream: by push, since by pull they get nothing in this version, and without a reply to what is none. */
final class Plain {

    /** Longer than a client's own queue lasts. */
    private static final Duration LONG = Duration.ofSeconds(5);

    private static final int NO_SUCH_CONSUMER = 10014;
    private static final String DURABLE = "worker";
    private static final String PRODUCER =
            "nats:%s?jetstreamEnabled=true&jetstreamName=%s&maxReconnectAttempts=-1&servers=%s";
    private static final String CONSUMER = PRODUCER
            + "&pullSubscription=false&replyToDisabled=true&queueName=workers&consumerConfiguration=#" + DURABLE;

    private Plain() {}

    static String producer(String stream, String servers) {
        return String.format(PRODUCER, stream, stream, servers);
    }

    /** The endpoint of a durable consumer, in a context that it is {@linkplain #prepare prepared} in. */
    static String consumer(String stream, String servers) {
        return String.format(CONSUMER, stream, stream, servers);
    }

    /**
     * Binds the durable consumer.
     *
     * @param ackWait after which messages without acknowledgement come again
     */
    static void prepare(CamelContext context, Duration ackWait) {
        context.getRegistry()
                .bind(
                        DURABLE,
                        ConsumerConfiguration.builder()
                                .durable(DURABLE)
                                .ackWait(ackWait)
                                .build());
    }

    /** A context with a durable consumer, to which messages come again after 5 s without acknowledgement; the caller closes it. */
    static DefaultCamelContext start(String stream, String servers, Processor work) {
        return Camel.start(routes -> {
            prepare(routes.getContext(), LONG);
            routes.from(consumer(stream, servers)).process(work);
        });
    }

    /** Whether the durable consumer is there and has nothing left, neither to give out nor to be acknowledged. */
    static boolean isNothingLeft(Wire wire, String stream) {
        try {
            ConsumerInfo consumer = wire.nats().jetStreamManagement().getConsumerInfo(stream, DURABLE);
            return consumer.getNumPending() == 0 && consumer.getNumAckPending() == 0;
        } catch (IOException e) {
            throw new IllegalStateException("Cannot ask for the consumer", e);
        } catch (JetStreamApiException e) {
            if (e.getApiErrorCode() == NO_SUCH_CONSUMER) {
                return false;
            }
            throw new IllegalStateException("Cannot ask for the consumer", e);
        }
    }
}
