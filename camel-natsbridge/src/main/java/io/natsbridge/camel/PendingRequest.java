/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel;

import io.nats.client.Message;
import io.natsbridge.camel.bridge.BridgeObserver;
import io.natsbridge.camel.bridge.EnvelopeReceiver;
import io.natsbridge.camel.bridge.IncomingMessage;
import io.natsbridge.camel.bridge.OutgoingMessage;
import io.natsbridge.camel.envelope.Envelope;
import io.natsbridge.camel.error.Names;
import io.natsbridge.camel.error.NatsBridgeException;
import io.natsbridge.camel.error.NatsBridgeException.ErrorReplyException;
import io.natsbridge.camel.error.NatsBridgeException.NoRespondersException;
import io.natsbridge.camel.error.NatsBridgeException.PublishException;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.apache.camel.AsyncCallback;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangeTimedOutException;

/**
 * One request that waits for its reply. Of reply, time-out and failure only the first counts: whoever takes the request's token out of the inbox ends it.
 */
final class PendingRequest {

    private static final int NO_RESPONDERS = 503;
    /** A reply that comes in this time makes it needless to ask the broker whether it has the request. */
    private static final long CONFIRM_AFTER_MILLIS = 20;

    private final NatsBridgeEndpoint endpoint;
    private final NatsBridgeConnection connection;
    private final EnvelopeReceiver receiver;
    private final Exchange exchange;
    private final AsyncCallback callback;
    private final BridgeObserver observer;
    private final String logId = LogContext.current();
    private final String inbox;
    private volatile long since;
    private volatile OutgoingMessage sent;
    private volatile ScheduledFuture<?> timeout;
    /** Takes what ends the request to the thread that waits for it; null when none does. */
    private volatile BlockingQueue<Runnable> waiting;

    PendingRequest(
            NatsBridgeEndpoint endpoint,
            NatsBridgeConnection connection,
            EnvelopeReceiver receiver,
            Exchange exchange,
            AsyncCallback callback) {
        this.endpoint = endpoint;
        this.connection = connection;
        this.receiver = receiver;
        this.exchange = exchange;
        this.callback = callback;
        this.observer = endpoint.getComponent().observer();
        this.inbox = connection.inbox().expect(reply -> onWorker(() -> replied(reply)));
    }

    /** The subject on which the reply is expected. */
    String inbox() {
        return inbox;
    }

    /**
     * Waits no longer, because the request was not sent.
     *
     * @return false when the request has ended by itself
     */
    boolean cancel() {
        return connection.inbox().forget(inbox);
    }

    /**
     * Publishes the request.
     *
     * @param publisher null for fire and forget
     * @throws PublishException when it was not sent
     */
    void send(Message request, OutgoingMessage message, Publisher publisher) {
        long millis = endpoint.getConfiguration().getRequestTimeout();
        sent = message;
        since = observer.clock();
        timeout = endpoint.getComponent().timer().schedule(() -> timedOut(millis), millis, TimeUnit.MILLISECONDS);
        try {
            if (publisher != null) {
                publisher.publish(request, (stored, failure) -> published(failure));
            } else {
                connection.confirmer().publishNow(request);
            }
        } catch (PublishException e) {
            timeout.cancel(false);
            throw e;
        }
    }

    /**
     * Publishes the request and waits in this thread for its end, which spares two changes of thread.
     *
     * @param publisher null for fire and forget
     * @throws PublishException when it was not sent
     */
    void sendAndWait(Message request, OutgoingMessage message, Publisher publisher) {
        sent = message;
        since = observer.clock();
        waiting = new ArrayBlockingQueue<>(1);
        Runnable confirm = () -> {};
        if (publisher != null) {
            confirm = publisher.publishRequest(request, (stored, failure) -> published(failure));
        } else {
            connection.confirmer().publishNow(request);
        }
        try {
            end(confirm).run();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            fail(new PublishException(
                    "The reply to a message on subject '"
                            + Names.printable(message.envelope().sendTo())
                            + "' is not known: the thread that waited was interrupted; the message may have been dealt with, repeat it with the same message id",
                    true,
                    e));
        }
    }

    private Runnable end(Runnable confirm) throws InterruptedException {
        long millis = endpoint.getConfiguration().getRequestTimeout();
        long first = Math.min(millis, CONFIRM_AFTER_MILLIS);
        try {
            Runnable end = waiting.poll(first, TimeUnit.MILLISECONDS);
            if (end == null) {
                confirm.run();
                end = waiting.poll(millis - first, TimeUnit.MILLISECONDS);
            }
            if (end == null) {
                timedOut(millis);
            }
            return end != null ? end : waiting.take();
        } catch (InterruptedException e) {
            if (cancel()) {
                throw e;
            }
            Runnable end = waiting.poll(CONFIRM_AFTER_MILLIS, TimeUnit.MILLISECONDS);
            if (end == null) {
                throw e;
            }
            return end;
        }
    }

    /** Ends a request that the broker refused, or whose reply it will not let through. Where its fate is not known, a reply may still come. */
    private void published(PublishException failure) {
        boolean refused = failure != null && !failure.isOutcomeUnknown();
        NatsBridgeException end = refused ? failure : connection.inbox().refusal();
        if (end != null && cancel()) {
            stopTimeout();
            onWorker(() -> {
                if (refused) {
                    sent.discard();
                }
                fail(end);
            });
        }
    }

    private void timedOut(long millis) {
        if (cancel()) {
            observer.sent(sent.envelope());
            onWorker(() -> fail(new ExchangeTimedOutException(
                    exchange, millis, "no reply on subject " + sent.envelope().sendTo())));
        }
    }

    private void stopTimeout() {
        ScheduledFuture<?> running = timeout;
        if (running != null) {
            running.cancel(false);
        }
    }

    private void replied(Message reply) {
        stopTimeout();
        String subject = sent.envelope().sendTo();
        if (reply.isStatusMessage() && reply.getStatus().getCode() == NO_RESPONDERS) {
            sent.discard();
            fail(new NoRespondersException(subject));
            return;
        }
        observer.answered(since);
        observer.sent(sent.envelope());
        try {
            read(subject, reply);
        } catch (RuntimeException | Error e) {
            fail(e);
            return;
        }
        callback.done(waiting != null);
    }

    private void read(String subject, Message reply) {
        Envelope envelope = receiver.readEnvelope(reply.getData());
        IncomingMessage incoming = receiver.receive(
                envelope,
                endpoint.getComponent()
                        .traces()
                        .of(exchange, endpoint.getConfiguration().getSubject(), true));
        observer.received(incoming.envelope());
        exchange.getExchangeExtension().addOnCompletion(new CloseOnCompletion(incoming));
        throwIfError(subject, reply, incoming.envelope());
        NatsHeaders.toExchange(reply, exchange, endpoint.getHeaderFilterStrategy());
        Attachments.remove(exchange.getMessage());
        ExchangePayloads.to(
                exchange, incoming.envelope(), endpoint.getConfiguration().getBodyMode(), reply.getSubject());
    }

    private static void throwIfError(String subject, Message reply, Envelope envelope) {
        String code = ErrorReplies.code(reply);
        if (code == null && !envelope.msgPurpose().equals(Envelope.ERROR_PURPOSE)) {
            return;
        }
        String text = envelope.payloads().isEmpty()
                ? ""
                : String.valueOf(envelope.payloads().get(0).value());
        throw new ErrorReplyException(subject, code == null ? "" : code, text);
    }

    private void fail(Throwable e) {
        exchange.setException(e);
        callback.done(waiting != null);
    }

    private void onWorker(Runnable rest) {
        BlockingQueue<Runnable> caller = waiting;
        if (caller != null) {
            caller.add(rest);
            return;
        }
        try {
            endpoint.getComponent().workers().execute(() -> LogContext.run(logId, rest));
        } catch (RejectedExecutionException e) {
            rest.run();
        }
    }
}
