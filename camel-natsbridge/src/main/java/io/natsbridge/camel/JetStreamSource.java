/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel;

import io.nats.client.Message;
import io.nats.client.api.ConsumerConfiguration;
import io.natsbridge.camel.error.Names;
import io.natsbridge.camel.error.NatsBridgeException.ConnectionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A durable consumer of a JetStream stream: at least once. It pulls only what there is room for, in messages and in bytes, tells the broker of messages that take their time, and
 * goes on after a lost connection, another leader, and a consumer that somebody deleted.
 */
final class JetStreamSource implements MessageSource {

    private static final Logger LOG = LoggerFactory.getLogger(JetStreamSource.class);
    private static final long MAX_BYTES = 64L << 20;
    /** Bytes of a message beside what the broker's {@code max_payload} counts: its subjects. */
    private static final long OVERHEAD = 8 << 10;

    private static final long WAIT_MILLIS = 1000;
    /** How soon it is noticed that a request was lost with its connection. */
    private static final long LOOK_MILLIS = 250;

    private static final long WHILE_DOWN_MILLIS = 50;
    private static final long SETTLE_MILLIS = 3000;
    private static final int TOUCHES_PER_ACK_WAIT = 3;
    private static final int LOOKS_PER_ACKNOWLEDGEMENT = 4;

    private final NatsBridgeComponent component;
    private final NatsBridgeConnection connection;
    private final NatsBridgeConfiguration configuration;
    private final StreamSetup setup;
    private final DeadLetters deadLetters;
    private final NatsBridgeEndpoint endpoint;

    private InFlight inFlight;
    private InboundQueue queue;
    private String stream;
    private PullRequests requests;
    private ConsumerConfiguration consumer;
    private MaxDeliveries advisories;
    private ScheduledFuture<?> touching;
    private ScheduledFuture<?> expiring;
    private Thread puller;
    private CountDownLatch stopped;
    private AtomicLong taken;
    private volatile String trouble;

    JetStreamSource(NatsBridgeEndpoint endpoint, NatsBridgeConnection connection) {
        this.component = endpoint.getComponent();
        this.connection = connection;
        this.configuration = endpoint.getConfiguration();
        this.endpoint = endpoint;
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
        consumer = setup.consumer(stream).getConsumerConfiguration();
        queue = inbound;
        inFlight = new InFlight(configuration.getMaxInFlight(), MAX_BYTES);
        stopped = new CountDownLatch(1);
        taken = new AtomicLong();
        requests = new PullRequests(connection, inFlight, this::arrived, queue::look);
        requests.open();
        requests.from(stream, configuration.getDurableName());
        advisories = new MaxDeliveries(connection, stream, configuration.getDurableName());
        advisories.open();
        touching = repeat(this::touch, consumer.getAckWait().toMillis() / TOUCHES_PER_ACK_WAIT);
        expiring = repeat(this::expire, Acknowledgement.PATIENCE.toMillis() / LOOKS_PER_ACKNOWLEDGEMENT);
        puller = component
                .getCamelContext()
                .getExecutorServiceManager()
                .newThread("natsbridge-pull-" + configuration.getSubject(), this::pull);
        puller.start();
    }

    private ScheduledFuture<?> repeat(Runnable task, long everyMillis) {
        long every = Math.max(1, everyMillis);
        return component.timer().scheduleAtFixedRate(() -> later(task), every, every, TimeUnit.MILLISECONDS);
    }

    private void pull() {
        try {
            while (stopped.getCount() > 0) {
                if (!connection.isConnected()) {
                    pause(WHILE_DOWN_MILLIS);
                } else if (requests.awaitTurn(LOOK_MILLIS)) {
                    ask();
                }
                trouble(requests.trouble());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void ask() throws InterruptedException {
        int takers = configuration.getConcurrentConsumers();
        int demand = queue.awaitDemand(takers, inFlight::asked, LOOK_MILLIS);
        if (demand == 0) {
            return;
        }
        InFlight.Room room = inFlight.awaitRoom(connection.nats().getMaxPayload() + OVERHEAD, WAIT_MILLIS);
        int messages = Math.min(demand, limited(room.messages(), consumer.getMaxBatch()));
        if (messages > 0 && stopped.getCount() > 0) {
            try {
                requests.ask(new InFlight.Room(messages, limited(room.bytes(), consumer.getMaxBytes())));
            } catch (IllegalStateException e) {
                LOG.debug("The connection takes no request for messages; the next follows", e);
            }
        }
    }

    private void arrived(Message message) {
        JetStreamSettlement settlement = new JetStreamSettlement(message, this);
        inFlight.add(settlement);
        if (isBeyondLastDelivery(settlement)) {
            settlement.giveUp();
            return;
        }
        taken.incrementAndGet();
        queue.offer(new Inbound(message, configuration.isManualAck() ? new ManualSettlement(settlement) : settlement));
    }

    /** A request that ends at once means that the consumer is gone, or for the moment without a leader. */
    private void trouble(String why) throws InterruptedException {
        if (why == null || !connection.isConnected()) {
            trouble = null;
        } else if (stopped.getCount() > 0) {
            repair(why);
            requests.forgetTrouble();
        }
    }

    private void repair(String why) throws InterruptedException {
        trouble = "the durable consumer '" + Names.printable(configuration.getDurableName()) + "' of stream '"
                + Names.printable(stream) + "' gives no messages: " + Names.printable(why);
        LOG.warn("{}; it is looked for, and made again if it is gone", trouble);
        pause(PullRequests.LIFE.toMillis());
        try {
            String found = setup.stream();
            consumer = setup.consumer(found).getConsumerConfiguration();
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
        requests.from(stream, configuration.getDurableName());
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

    private void expire() {
        inFlight.all().forEach(JetStreamSettlement::expire);
    }

    @Override
    public long stop() throws InterruptedException {
        stopped.countDown();
        queue.look();
        puller.join();
        requests.awaitNone();
        advisories.close();
        return taken.get();
    }

    @Override
    public void settle() throws InterruptedException {
        inFlight.awaitEmpty(SETTLE_MILLIS);
        touching.cancel(false);
        expiring.cancel(false);
        inFlight.all().forEach(JetStreamSettlement::giveBack);
        if (!connection.isClosed()) {
            requests.close();
        }
    }

    NatsBridgeConnection connection() {
        return connection;
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

    /** @param limit what the durable consumer allows for one request, not above 0 for any */
    private static int limited(int wanted, long limit) {
        return (int) limited((long) wanted, limit);
    }

    private static long limited(long wanted, long limit) {
        return limit > 0 ? Math.min(wanted, limit) : wanted;
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
                component.incidents().buried(endpoint, message.name(), why);
                later(message::end);
                return;
            }
            LOG.warn("{}; it is tried again", failure.getMessage());
            try {
                Future<?> unused = component
                        .timer()
                        .schedule(() -> later(() -> bury(message, why)), WAIT_MILLIS, TimeUnit.MILLISECONDS);
            } catch (RejectedExecutionException e) {
                LOG.debug("The component has stopped; the message comes again after ackWait", e);
            }
        });
    }
}
