/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.ExecutorService;
import org.apache.camel.Processor;
import org.apache.camel.Suspendable;
import org.apache.camel.api.management.ManagedAttribute;
import org.apache.camel.api.management.ManagedResource;
import org.apache.camel.health.HealthCheck;
import org.apache.camel.health.HealthCheckAware;
import org.apache.camel.health.HealthCheckResultBuilder;
import org.apache.camel.spi.ShutdownStrategy;
import org.apache.camel.support.DefaultConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Receives messages. The connection's thread only queues; as many threads as {@code concurrentConsumers} says fetch, decode and run the route
 * ({@link InboundProcessing}). Stopping takes no more messages in and finishes those that have arrived.
 */
@ManagedResource(description = "Managed natsbridge consumer")
public class NatsBridgeConsumer extends DefaultConsumer implements Suspendable, HealthCheckAware {

    private static final Logger LOG = LoggerFactory.getLogger(NatsBridgeConsumer.class);

    private static final long MAX_BYTES_IN_FLIGHT = 64L << 20;

    private final NatsBridgeEndpoint endpoint;
    private final NatsBridgeConfiguration configuration;
    private final InboundProcessing processing;
    private HealthCheck health;
    private long breaksBefore;
    private volatile NatsBridgeConnection connection;
    private volatile MessageSource source;
    private volatile InboundQueue queue;
    private ExecutorService workers;

    NatsBridgeConsumer(NatsBridgeEndpoint endpoint, Processor processor, Bridge bridge) {
        super(endpoint, processor);
        this.endpoint = endpoint;
        this.configuration = endpoint.getConfiguration();
        this.processing = new InboundProcessing(this, bridge);
        this.health = endpoint.getComponent().isHealthCheckConsumerEnabled() ? new ConsumerHealth(this) : null;
    }

    @Override
    protected void doStart() throws Exception {
        super.doStart();
        connection = endpoint.getComponent().connections().acquire(configuration, endpoint.getCamelContext());
        breaksBefore = connection.interruptions();
        try {
            subscribe();
        } catch (Exception e) {
            release();
            throw e;
        }
    }

    @Override
    protected void doStop() throws Exception {
        drain();
        release();
        super.doStop();
    }

    private void release() {
        if (connection != null) {
            endpoint.getComponent().connections().release(connection);
            connection = null;
        }
    }

    @Override
    protected void doSuspend() throws Exception {
        drain();
    }

    @Override
    protected void doResume() throws Exception {
        subscribe();
    }

    /** How many messages were dropped because the route was too slow. */
    @ManagedAttribute(description = "Messages that were dropped because the route was too slow")
    public long getDroppedMessages() {
        return queue == null ? 0 : queue.dropped();
    }

    /**
     * How often the connection broke since this consumer began to listen. On core NATS what the broker had for it then is lost, and nobody knows how much that was; the broker
     * itself breaks the connection of a client that reads too slowly. A stream keeps it.
     */
    @ManagedAttribute(description = "How often the connection broke since the consumer began to listen")
    public long getConnectionBreaks() {
        NatsBridgeConnection broker = connection;
        return broker == null ? 0 : broker.interruptions() - breaksBefore;
    }

    @Override
    public NatsBridgeEndpoint getEndpoint() {
        return endpoint;
    }

    @Override
    public HealthCheck getHealthCheck() {
        return health;
    }

    @Override
    public void setHealthCheck(HealthCheck healthCheck) {
        this.health = healthCheck;
    }

    /** How many received messages wait for a thread. */
    @ManagedAttribute(description = "Received messages that wait for a thread")
    public int getWaitingMessages() {
        return queue == null ? 0 : queue.size();
    }

    /** Why no messages come though the connection is up, or null. */
    @ManagedAttribute(description = "Why no messages come though the connection is up")
    public String getTrouble() {
        MessageSource current = source;
        return current == null ? null : current.trouble();
    }

    /** Where answers go out, while messages come. */
    NatsBridgeConnection connection() {
        return connection;
    }

    /** Tells whether messages come. */
    void tell(HealthCheckResultBuilder result) {
        NatsBridgeConnection broker = connection;
        if (broker == null) {
            result.down().message("The consumer is stopped");
            return;
        }
        String trouble = getTrouble();
        if (trouble != null) {
            result.down().message("No messages come: " + trouble);
        }
        broker.tell(result);
    }

    /** Returns only when the broker has the subscription: what is published from here on arrives. */
    private void subscribe() throws InterruptedException {
        InboundQueue inbound = configuration.isJetstreamEnabled()
                ? new InboundQueue(Integer.MAX_VALUE, Long.MAX_VALUE)
                : new InboundQueue(configuration.getMaxInFlight(), MAX_BYTES_IN_FLIGHT);
        queue = inbound;
        int threads = configuration.getConcurrentConsumers();
        workers = getEndpoint()
                .getCamelContext()
                .getExecutorServiceManager()
                .newFixedThreadPool(this, "natsbridge-" + configuration.getSubject(), threads);
        for (int i = 0; i < threads; i++) {
            workers.execute(() -> work(inbound));
        }
        MessageSource opening = configuration.isJetstreamEnabled()
                ? new JetStreamSource(endpoint, connection)
                : new CoreSource(endpoint, connection);
        try {
            opening.open(inbound);
        } catch (RuntimeException | InterruptedException e) {
            queue.close(0);
            workers.shutdownNow();
            throw e;
        }
        source = opening;
    }

    /** Takes nothing more and finishes what has arrived. */
    private void drain() throws InterruptedException {
        if (source == null) {
            return;
        }
        MessageSource closing = source;
        source = null;
        long taken = 0;
        try {
            taken = closing.stop();
        } finally {
            queue.close(taken);
            ShutdownStrategy shutdown = endpoint.getCamelContext().getShutdownStrategy();
            endpoint.getCamelContext()
                    .getExecutorServiceManager()
                    .shutdownGraceful(workers, shutdown.getTimeUnit().toMillis(shutdown.getTimeout()));
            closing.settle();
        }
    }

    private void work(InboundQueue inbound) {
        boolean alone = configuration.getConcurrentConsumers() == 1 && !configuration.isJetstreamEnabled();
        Queue<Inbound> taken = new ArrayDeque<>();
        try {
            for (Inbound message = inbound.take(); message != null; message = inbound.take()) {
                processing.processSafely(message);
                if (alone) {
                    inbound.takeWaiting(taken);
                }
                while (!taken.isEmpty() && !Thread.currentThread().isInterrupted()) {
                    processing.processSafely(taken.poll());
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
