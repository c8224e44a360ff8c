/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel;

import io.nats.client.Connection;
import io.nats.client.JetStreamApiException;
import io.nats.client.JetStreamSubscription;
import io.nats.client.Message;
import io.nats.client.PullSubscribeOptions;
import io.natsbridge.camel.error.Names;
import io.natsbridge.camel.error.NatsBridgeException.ConnectionException;
import java.io.IOException;
import java.time.Duration;
import java.util.Iterator;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A durable consumer of a JetStream stream: at least once. It pulls only what there is room for, in messages and in bytes, tells the broker of messages that take their time, and
 * goes on after a lost connection, another leader, and a consumer that somebody deleted.
 */
final class JetStreamSource implements MessageSource {

    private static final Logger LOG = LoggerFactory.getLogger(JetStreamSource.class);
    private static final long MAX_BYTES = 64L << 20;
    private static final Duration PULL = Duration.ofSeconds(1);
    private static final long WHILE_DOWN_MILLIS = 50;
    private static final long SETTLE_MILLIS = 3000;
    private static final int TOUCHES_PER_ACK_WAIT = 3;

    private final NatsBridgeComponent component;
    private final NatsBridgeConnection connection;
    private final NatsBridgeConfiguration configuration;
    private final StreamSetup setup;
    private final DeadLetters deadLetters;

    private InFlight inFlight;
    private InboundQueue queue;
    private String stream;
    private JetStreamSubscription subscription;
    private MaxDeliveries advisories;
    private ScheduledFuture<?> touching;
    private Thread puller;
    private CountDownLatch stopped;
    private long taken;
    private volatile String trouble;

    JetStreamSource(NatsBridgeEndpoint endpoint, NatsBridgeConnection connection) {
        this.component = endpoint.getComponent();
        this.connection = connection;
        this.configuration = endpoint.getConfiguration();
        this.setup = new StreamSetup(connection.nats(), configuration);
        this.deadLetters = new DeadLetters(
                configuration.getDeadLetterSubject(),
                new JetStreamPublisher(connection, component.timer(), component.workers()));
    }

    @Override
    public void open(InboundQueue inbound) throws InterruptedException {
        stream = setup.stream();
        new StreamAdvice(setup, configuration).give(stream);
        if (configuration.getDeadLetterSubject() != null) {
            setup.stream(configuration.getDeadLetterSubject(), null);
        }
        Duration ackWait = setup.consumer(stream).getConsumerConfiguration().getAckWait();
        subscription = subscribe();
        advisories = new MaxDeliveries(connection, stream, configuration.getDurableName());
        advisories.open();
        queue = inbound;
        inFlight = new InFlight(configuration.getMaxInFlight(), MAX_BYTES);
        stopped = new CountDownLatch(1);
        taken = 0;
        long every = Math.max(1, ackWait.toMillis() / TOUCHES_PER_ACK_WAIT);
        touching = component.timer().scheduleAtFixedRate(() -> later(this::touch), every, every, TimeUnit.MILLISECONDS);
        puller = component
                .getCamelContext()
                .getExecutorServiceManager()
                .newThread("natsbridge-pull-" + configuration.getSubject(), this::pull);
        puller.start();
    }

    private JetStreamSubscription subscribe() {
        try {
            return StreamSetup.client(connection.nats())
                    .subscribe(null, PullSubscribeOptions.bind(stream, configuration.getDurableName()));
        } catch (IOException | JetStreamApiException e) {
            throw new ConnectionException(
                    "Cannot take messages from the durable consumer '" + Names.printable(configuration.getDurableName())
                            + "': " + Names.printable(e.getMessage()),
                    e);
        }
    }

    private void pull() {
        try {
            while (stopped.getCount() > 0) {
                int room = inFlight.awaitRoom(connection.nats().getMaxPayload(), PULL.toMillis());
                if (!connection.isConnected()) {
                    pause(WHILE_DOWN_MILLIS);
                } else if (room > 0) {
                    pull(Math.min(room, queue.awaitDemand(configuration.getConcurrentConsumers(), PULL.toMillis())));
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void pull(int room) throws InterruptedException {
        if (room == 0) {
            return;
        }
        long start = System.nanoTime();
        boolean nothing = true;
        String why = "it does not answer";
        try {
            Iterator<Message> batch = subscription.iterate(room, PULL);
            while (batch.hasNext()) {
                arrived(batch.next());
                nothing = false;
            }
        } catch (IllegalStateException e) {
            why = e.getMessage();
        }
        boolean atOnce = System.nanoTime() - start < PULL.toNanos() / 2;
        if (nothing && atOnce && stopped.getCount() > 0 && connection.isConnected()) {
            repair(why);
        } else {
            trouble = null;
        }
    }

    private void arrived(Message message) {
        JetStreamSettlement settlement = new JetStreamSettlement(message, this);
        inFlight.add(settlement);
        if (isBeyondLastDelivery(settlement)) {
            settlement.giveUp();
            return;
        }
        taken++;
        queue.offer(new Inbound(message, configuration.isManualAck() ? new ManualSettlement(settlement) : settlement));
    }

    /** A pull that ends at once means that the consumer is gone, or for the moment without a leader. */
    private void repair(String why) throws InterruptedException {
        LOG.warn(
                "The durable consumer '{}' of stream '{}' gives no messages: {}; it is looked for, and made again if it is gone",
                Names.printable(configuration.getDurableName()),
                Names.printable(stream),
                Names.printable(why));
        trouble = "the durable consumer '" + Names.printable(configuration.getDurableName()) + "' of stream '"
                + Names.printable(stream) + "' gives no messages: " + Names.printable(why);
        pause(PULL.toMillis());
        try {
            String found = setup.stream();
            setup.consumer(found);
            if (!found.equals(stream)) {
                moveTo(found);
            }
        } catch (ConnectionException e) {
            LOG.warn("{}; the next look follows", e.getMessage());
        }
    }

    /** Another stream takes the subject now: requests for messages and advisories have the stream's name in their subjects. */
    private void moveTo(String found) throws InterruptedException {
        LOG.warn(
                "The subject '{}' is taken by stream '{}' now, no more by '{}'",
                configuration.getSubject(),
                Names.printable(found),
                Names.printable(stream));
        stream = found;
        subscription.unsubscribe();
        subscription = subscribe();
        advisories.close();
        advisories = new MaxDeliveries(connection, stream, configuration.getDurableName());
        advisories.open();
    }

    private void pause(long millis) throws InterruptedException {
        if (stopped.await(millis, TimeUnit.MILLISECONDS)) {
            LOG.debug("The consumer stops");
        }
    }

    @Override
    public String trouble() {
        return trouble;
    }

    private void touch() {
        inFlight.all().forEach(JetStreamSettlement::touch);
    }

    @Override
    public long stop() throws InterruptedException {
        stopped.countDown();
        puller.join();
        advisories.close();
        return taken;
    }

    @Override
    public void settle() throws InterruptedException {
        inFlight.awaitEmpty(SETTLE_MILLIS);
        touching.cancel(false);
        inFlight.all().forEach(JetStreamSettlement::giveBack);
        if (!connection.isClosed()) {
            subscription.unsubscribe();
        }
    }

    Connection nats() {
        return connection.nats();
    }

    void settled(JetStreamSettlement message) {
        inFlight.remove(message);
    }

    long firstWait() {
        return configuration.getNakDelay();
    }

    boolean isLastDelivery(JetStreamSettlement message) {
        return configuration.getMaxDeliver() > 0 && message.deliveries() >= configuration.getMaxDeliver();
    }

    /** Whether no delivery was settled, up to the last that is allowed: each one ended with its process, or its route did not decide. */
    private boolean isBeyondLastDelivery(JetStreamSettlement message) {
        return configuration.getMaxDeliver() > 0 && message.deliveries() > configuration.getMaxDeliver();
    }

    /** Runs something that may block. */
    void later(Runnable task) {
        try {
            component.workers().execute(task);
        } catch (RejectedExecutionException e) {
            task.run();
        }
    }

    /** Ends a message that cannot succeed, once its dead letter is stored. */
    void bury(JetStreamSettlement message, DeadLetters.Reason why) {
        deadLetters.store(message, why, failure -> {
            if (failure == null) {
                later(message::end);
                return;
            }
            LOG.warn("{}; it is tried again", failure.getMessage());
            try {
                Future<?> unused = component
                        .timer()
                        .schedule(() -> later(() -> bury(message, why)), PULL.toMillis(), TimeUnit.MILLISECONDS);
            } catch (RejectedExecutionException e) {
                LOG.debug("The component has stopped; the message comes again after ackWait", e);
            }
        });
    }
}
