/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel;

import io.nats.client.Dispatcher;
import io.nats.client.Message;
import io.natsbridge.camel.bridge.BridgeObserver;
import io.natsbridge.camel.error.NatsBridgeException.ConnectionException;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A subscription of core NATS: at most once, and without backpressure, so that what does not fit into the queue is dropped, counted and logged. */
final class CoreSource implements MessageSource {

    private static final Logger LOG = LoggerFactory.getLogger(NatsBridgeConsumer.class);
    private static final long WARN_EVERY_NANOS = TimeUnit.SECONDS.toNanos(10);

    private final NatsBridgeEndpoint endpoint;
    private final NatsBridgeConnection connection;
    private final NatsBridgeConfiguration configuration;
    private final BridgeObserver observer;
    private Dispatcher dispatcher;
    private long lastWarning;

    CoreSource(NatsBridgeEndpoint endpoint, NatsBridgeConnection connection) {
        this.endpoint = endpoint;
        this.connection = connection;
        this.configuration = endpoint.getConfiguration();
        this.observer = endpoint.getComponent().observer();
    }

    @Override
    public void open(InboundQueue queue) throws InterruptedException {
        dispatcher = connection.nats().createDispatcher(message -> offer(message, queue));
        dispatcher.setPendingLimits(-1, -1);
        long refusals = connection.refusals().now();
        if (configuration.getQueueName() == null) {
            dispatcher.subscribe(configuration.getSubject());
        } else {
            dispatcher.subscribe(configuration.getSubject(), configuration.getQueueName());
        }
        connection.flush();
        ConnectionException refusal = connection
                .refusals()
                .subscriptionSince(refusals, configuration.getSubject(), "give it one, or correct the subject");
        if (refusal != null) {
            throw refusal;
        }
    }

    private void offer(Message message, InboundQueue queue) {
        if (queue.offer(new Inbound(message, Settlement.NONE))) {
            return;
        }
        observer.dropped();
        if (System.nanoTime() - lastWarning > WARN_EVERY_NANOS) {
            lastWarning = System.nanoTime();
            LOG.warn(
                    "The route on subject '{}' is too slow: {} messages were dropped so far, more than {} or 64 MiB waited;"
                            + " raise concurrentConsumers or maxInFlight, or use JetStream",
                    configuration.getSubject(),
                    queue.dropped(),
                    configuration.getMaxInFlight());
            endpoint.getComponent().incidents().dropped(endpoint, queue.dropped());
        }
    }

    @Override
    public long stop() throws InterruptedException {
        connection.drain(dispatcher);
        return dispatcher.getDeliveredCount();
    }

    @Override
    public void settle() {}
}
