/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel;

import io.nats.client.Message;
import io.natsbridge.camel.bridge.EnvelopeReceiver;
import io.natsbridge.camel.bridge.IncomingMessage;
import io.natsbridge.camel.bridge.OutgoingMessage;
import io.natsbridge.camel.envelope.Envelope;
import io.natsbridge.camel.error.NatsBridgeException;
import io.natsbridge.camel.error.NatsBridgeException.ErrorReplyException;
import io.natsbridge.camel.error.NatsBridgeException.NoRespondersException;
import io.natsbridge.camel.error.NatsBridgeException.PublishException;
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

    private final NatsBridgeEndpoint endpoint;
    private final NatsBridgeConnection connection;
    private final EnvelopeReceiver receiver;
    private final Exchange exchange;
    private final AsyncCallback callback;
    private final String inbox;
    private volatile OutgoingMessage sent;
    private volatile ScheduledFuture<?> timeout;

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

    /** Ends a request that the broker refused, or whose reply it will not let through. Where its fate is not known, a reply may still come. */
    private void published(PublishException failure) {
        boolean refused = failure != null && !failure.isOutcomeUnknown();
        NatsBridgeException end = refused ? failure : connection.inbox().refusal();
        if (end != null && cancel()) {
            timeout.cancel(false);
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
            onWorker(() -> fail(new ExchangeTimedOutException(
                    exchange, millis, "no reply on subject " + sent.envelope().sendTo())));
        }
    }

    private void replied(Message reply) {
        timeout.cancel(false);
        String subject = sent.envelope().sendTo();
        if (reply.isStatusMessage() && reply.getStatus().getCode() == NO_RESPONDERS) {
            sent.discard();
            fail(new NoRespondersException(subject));
            return;
        }
        try {
            read(subject, reply);
        } catch (RuntimeException | Error e) {
            fail(e);
            return;
        }
        callback.done(false);
    }

    private void read(String subject, Message reply) {
        Envelope envelope = receiver.readEnvelope(reply.getData());
        IncomingMessage incoming = receiver.receive(envelope);
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
        callback.done(false);
    }

    private void onWorker(Runnable rest) {
        try {
            endpoint.getComponent().workers().execute(rest);
        } catch (RejectedExecutionException e) {
            rest.run();
        }
    }
}
