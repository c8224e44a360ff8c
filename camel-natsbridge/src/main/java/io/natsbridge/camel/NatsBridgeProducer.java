/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel;

import io.nats.client.Message;
import io.nats.client.api.PublishAck;
import io.nats.client.impl.Headers;
import io.nats.client.impl.NatsMessage;
import io.natsbridge.camel.bridge.BridgeObserver;
import io.natsbridge.camel.bridge.BridgeObserver.Direction;
import io.natsbridge.camel.bridge.EnvelopeReceiver;
import io.natsbridge.camel.bridge.EnvelopeSender;
import io.natsbridge.camel.bridge.OutgoingMessage;
import io.natsbridge.camel.bridge.SendOptions;
import io.natsbridge.camel.envelope.Envelope;
import io.natsbridge.camel.error.Names;
import io.natsbridge.camel.error.NatsBridgeException.PublishException;
import java.util.concurrent.RejectedExecutionException;
import org.apache.camel.AsyncCallback;
import org.apache.camel.Exchange;
import org.apache.camel.health.HealthCheckResultBuilder;
import org.apache.camel.support.DefaultAsyncProducer;

/**
 * Sends messages: payloads to an envelope ({@link EnvelopeSender}), envelope to the broker. What may block, uploads, runs on the component's threads; the exchange goes on when
 * the broker has confirmed the message, or when the reply has come.
 */
public class NatsBridgeProducer extends DefaultAsyncProducer {

    private final NatsBridgeEndpoint endpoint;
    private final NatsBridgeConfiguration configuration;
    private final EnvelopeFactory envelopes;
    private final EnvelopeSender sender;
    private final EnvelopeReceiver receiver;
    private final Bridge bridge;
    private final BridgeObserver observer;
    private final SendOptions options;
    private volatile NatsBridgeConnection connection;
    private Publisher publisher;
    private ProducerHealth health;

    NatsBridgeProducer(NatsBridgeEndpoint endpoint, Bridge bridge) {
        super(endpoint);
        this.endpoint = endpoint;
        this.configuration = endpoint.getConfiguration();
        this.envelopes = bridge.envelopes();
        this.sender = bridge.sender();
        this.receiver = bridge.receiver();
        this.bridge = bridge;
        this.observer = bridge.observer();
        this.options = bridge.sendOptions();
    }

    @Override
    protected void doStart() throws Exception {
        super.doStart();
        if (configuration.isPublish()) {
            connection = endpoint.getComponent().connections().acquire(configuration, endpoint.getCamelContext());
            try {
                publisher = publisher();
            } catch (RuntimeException e) {
                release();
                throw e;
            }
        }
        health = new ProducerHealth(this);
        health.add();
    }

    /** What tells of a message's fate, or null where nobody asks for it. */
    private Publisher publisher() {
        if (configuration.isJetstreamEnabled()) {
            StreamSetup setup = new StreamSetup(connection.nats(), configuration);
            new StreamAdvice(setup, configuration).give(setup.stream());
            NatsBridgeComponent component = endpoint.getComponent();
            return new JetStreamPublisher(connection, component.timer(), component.workers());
        }
        return configuration.isPublishConfirm() ? new CorePublisher(connection.confirmer()) : null;
    }

    @Override
    protected void doStop() throws Exception {
        if (health != null) {
            health.remove();
            health = null;
        }
        super.doStop();
        release();
    }

    @Override
    public NatsBridgeEndpoint getEndpoint() {
        return endpoint;
    }

    /** Tells whether the broker can be reached. */
    void tell(HealthCheckResultBuilder result) {
        NatsBridgeConnection current = connection;
        if (current != null) {
            current.tell(result);
        }
    }

    private void release() {
        if (publisher != null) {
            publisher.close();
        }
        if (connection != null) {
            endpoint.getComponent().connections().release(connection);
            connection = null;
        }
    }

    @Override
    public boolean process(Exchange exchange, AsyncCallback callback) {
        return new Delivery(exchange, callback, connection).start();
    }

    private static PublishException refusal(String subject, String why, Throwable cause) {
        return new PublishException(
                "Cannot send a message to subject '" + Names.printable(subject) + "': " + why, false, cause);
    }

    /** One exchange on its way to the broker. */
    private final class Delivery implements AsyncCallback {
        private final Exchange exchange;
        private final AsyncCallback callback;
        private final NatsBridgeConnection connection;
        private Headers headers;
        private String logId = LogContext.current();
        private Envelope envelope;
        private long since;

        /** Waits for the reply; null when none is wanted. */
        private PendingRequest request;

        /** @param connection where to send to, whatever becomes of the producer's own meanwhile; null when nothing is published, or when it is stopped */
        Delivery(Exchange exchange, AsyncCallback callback, NatsBridgeConnection connection) {
            this.connection = connection;
            this.exchange = exchange;
            this.callback = callback;
            this.headers = NatsHeaders.toNats(exchange, configuration.getHeaderFilterStrategy());
        }

        /** Whether the exchange is complete. */
        boolean start() {
            boolean inOut = connection != null && exchange.getPattern().isOutCapable();
            request = inOut ? new PendingRequest(endpoint, connection, receiver, exchange, this) : null;
            try {
                ExchangeOptions wishes = new ExchangeOptions(exchange, configuration);
                if (connection != null) {
                    connection.confirmer().checkUp(wishes.subject());
                } else if (configuration.isPublish()) {
                    throw refusal(wishes.subject(), "the producer is stopped; start it", null);
                }
                envelope = envelopes.toSend(exchange, wishes, request == null ? null : request.inbox());
                identify();
                EnvelopeSender.Sending sending = sender.prepare(
                        envelope,
                        bridge.sendOptions(options, wishes),
                        connection == null ? Long.MAX_VALUE : connection.room(headers));
                return sending.hasLinks() ? hand(sending) : send(sending, true);
            } catch (RuntimeException | Error e) {
                return fail(e, true);
            }
        }

        /** A stream stores an id once, however often a message is sent. */
        private void identify() {
            if (configuration.isJetstreamEnabled()) {
                headers = headers == null ? new Headers() : headers;
                headers.put(NatsHeaders.MSG_ID, NatsHeaders.printable(envelope.msgId()));
            }
        }

        /** Hands what takes its time to a worker. */
        private boolean hand(EnvelopeSender.Sending sending) {
            logId = envelope.correlationId();
            try {
                endpoint.getComponent().workers().execute(() -> LogContext.run(logId, () -> sendLater(sending)));
            } catch (RejectedExecutionException e) {
                sending.abandon();
                throw refusal(envelope.sendTo(), "the component is being stopped", e);
            }
            return false;
        }

        private void sendLater(EnvelopeSender.Sending sending) {
            try {
                send(sending, false);
            } catch (RuntimeException | Error e) {
                fail(e, false);
            }
        }

        private boolean fail(Throwable e, boolean sync) {
            if (request != null && !request.cancel()) {
                return false;
            }
            exchange.setException(e);
            done(sync);
            return sync;
        }

        @Override
        public void done(boolean sync) {
            if (exchange.getException() == null) {
                envelopes.sent(exchange);
            } else {
                observer.refused(Direction.SENT, exchange.getException());
                if (envelope != null) {
                    envelopes.failed(exchange, envelope);
                }
            }
            callback.done(sync);
        }

        /** Whether the exchange is complete. */
        private boolean send(EnvelopeSender.Sending sending, boolean sync) {
            OutgoingMessage message = sending.finish();
            ExchangePayloads.tell(exchange, new EnvelopeText(message.bytes()));
            since = observer.clock();
            try {
                if (connection == null) {
                    ExchangePayloads.sent(exchange, new EnvelopeText(message.bytes()).toString());
                    observer.sent(message.envelope());
                } else if (request != null && sync && WaitingCaller.isCurrent()) {
                    request.sendAndWait(natsMessage(message), message, publisher);
                    return true;
                } else if (request != null) {
                    request.send(natsMessage(message), message, publisher);
                    return false;
                } else if (publisher != null && sync && publisher.isIdle() && WaitingCaller.isCurrent()) {
                    tellStored(publisher.publishAndWait(natsMessage(message)));
                    published(message);
                } else if (publisher != null) {
                    publisher.publish(natsMessage(message), (stored, failure) -> goOn(message, stored, failure));
                    return false;
                } else {
                    connection.confirmer().publishNow(natsMessage(message));
                    published(message);
                }
            } catch (RuntimeException | Error e) {
                if (!(e instanceof PublishException failure && failure.isOutcomeUnknown())) {
                    message.discard();
                }
                throw e;
            }
            done(sync);
            return sync;
        }

        /** Lets the route go on away from the thread that confirms messages, which the route might block. */
        private void goOn(OutgoingMessage message, PublishAck stored, PublishException failure) {
            endpoint.getComponent()
                    .continuations()
                    .execute(() -> LogContext.run(logId, () -> complete(message, stored, failure)));
        }

        private void tellStored(PublishAck stored) {
            if (stored != null) {
                ExchangePayloads.stored(exchange, stored.getSeqno(), stored.isDuplicate());
            }
        }

        private void complete(OutgoingMessage message, PublishAck stored, PublishException failure) {
            tellStored(stored);
            if (failure != null) {
                if (!failure.isOutcomeUnknown()) {
                    message.discard();
                }
                exchange.setException(failure);
            } else {
                published(message);
            }
            done(false);
        }

        private void published(OutgoingMessage message) {
            observer.published(since);
            observer.sent(message.envelope());
        }

        private Message natsMessage(OutgoingMessage message) {
            String inbox = request == null ? null : request.inbox();
            return new NatsMessage(message.envelope().sendTo(), inbox, headers, message.bytes());
        }
    }
}
