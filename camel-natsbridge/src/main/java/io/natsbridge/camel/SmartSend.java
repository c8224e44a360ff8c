/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel;

import io.natsbridge.camel.arrow.ArrowCompression;
import io.natsbridge.camel.bridge.BridgeObserver.Direction;
import io.natsbridge.camel.bridge.EnvelopeSender;
import io.natsbridge.camel.bridge.HashMode;
import io.natsbridge.camel.bridge.OutgoingMessage;
import io.natsbridge.camel.bridge.SendOptions;
import io.natsbridge.camel.bridge.TargetPlatform;
import io.natsbridge.camel.bridge.UnsafeNumbers;
import io.natsbridge.camel.envelope.Envelope;
import io.natsbridge.camel.store.FileserverUploadHandler;
import io.natsbridge.camel.store.PrivateAddresses;
import org.apache.camel.Exchange;
import org.apache.camel.support.SynchronizationAdapter;

/**
 * Turns a body into an envelope, as the endpoint does, for a route that sends it by whatever transport it likes: the body becomes the envelope's JSON, UTF-8 in a {@code
 * byte[]}. Large payloads go to the file server; when the exchange fails afterwards they are deleted from it. Thread-safe once started.
 */
public class SmartSend extends BridgeProcessor {

    private EnvelopeFactory envelopes;
    private EnvelopeSender sender;
    private Bridge bridge;
    private SendOptions options;

    public SmartSend() {}

    SmartSend(NatsBridgeConfiguration configuration) {
        super(configuration);
    }

    @Override
    protected void doInit() throws Exception {
        super.doInit();
        bridge = bridge();
        envelopes = bridge.envelopes();
        sender = bridge.sender();
        options = bridge.sendOptions();
    }

    @Override
    public void process(Exchange exchange) {
        ExchangeOptions wishes = new ExchangeOptions(exchange, configuration());
        Envelope envelope = envelopes.toSend(exchange, wishes, null);
        OutgoingMessage message = message(exchange, envelope, wishes);
        if (message.hasFiles()) {
            exchange.getExchangeExtension().addOnCompletion(new DiscardOnFailure(message));
        }
        ExchangePayloads.sent(exchange, message.bytes());
        bridge.observer().sent(message.envelope());
        envelopes.sent(exchange);
    }

    private OutgoingMessage message(Exchange exchange, Envelope envelope, ExchangeOptions wishes) {
        try {
            return sender.prepare(envelope, bridge.sendOptions(options, wishes), Long.MAX_VALUE)
                    .finish();
        } catch (RuntimeException e) {
            bridge.observer().refused(Direction.SENT, e);
            envelopes.failed(exchange, envelope);
            throw e;
        }
    }

    private static final class DiscardOnFailure extends SynchronizationAdapter {
        private final OutgoingMessage message;

        DiscardOnFailure(OutgoingMessage message) {
            this.message = message;
        }

        @Override
        public void onFailure(Exchange exchange) {
            message.discard();
        }
    }

    /** The subject that the envelope names as its target. */
    public void setSubject(String subject) {
        configuration().setSubject(subject);
    }

    /** The broker's URL that the envelope names. Nothing connects to it but where payloads go to an object store. */
    public void setServers(String servers) {
        configuration().setServers(servers);
    }

    /** Stores payloads that travel by link. */
    public void setFileserverUploadHandler(FileserverUploadHandler fileserverUploadHandler) {
        configuration().setFileserverUploadHandler(fileserverUploadHandler);
    }

    /** A Camel endpoint that stores payloads in place of the handler. */
    public void setClaimCheckUri(String claimCheckUri) {
        configuration().setClaimCheckUri(claimCheckUri);
    }

    /** Bytes from which on a payload travels by link. */
    public void setSizeThreshold(Long sizeThreshold) {
        configuration().setSizeThreshold(sizeThreshold);
    }

    /** The platform that receives. */
    public void setTargetPlatform(TargetPlatform targetPlatform) {
        configuration().setTargetPlatform(targetPlatform);
    }

    /** What becomes of numbers that the platform cannot read from JSON. */
    public void setUnsafeNumbers(UnsafeNumbers unsafeNumbers) {
        configuration().setUnsafeNumbers(unsafeNumbers);
    }

    /** The payload type of a body that is one plain value. */
    public void setPayloadType(String payloadType) {
        configuration().setPayloadType(payloadType);
    }

    /** The name of a body that is one plain value. */
    public void setDataname(String dataname) {
        configuration().setDataname(dataname);
    }

    /** The correlation id of every message. */
    public void setCorrelationId(String correlationId) {
        configuration().setCorrelationId(correlationId);
    }

    /** What the message is for. */
    public void setMsgPurpose(String msgPurpose) {
        configuration().setMsgPurpose(msgPurpose);
    }

    /** The name of the sender. */
    public void setSenderName(String senderName) {
        configuration().setSenderName(senderName);
    }

    /** The id of the sender. */
    public void setSenderId(String senderId) {
        configuration().setSenderId(senderId);
    }

    /** The name of the receiver. */
    public void setReceiverName(String receiverName) {
        configuration().setReceiverName(receiverName);
    }

    /** The id of the receiver. */
    public void setReceiverId(String receiverId) {
        configuration().setReceiverId(receiverId);
    }

    /** The subject that the receiver may answer to. */
    public void setReplyTo(String replyTo) {
        configuration().setReplyTo(replyTo);
    }

    /** The id of the message that is answered. */
    public void setReplyToMsgId(String replyToMsgId) {
        configuration().setReplyToMsgId(replyToMsgId);
    }

    /** Which file servers' host names may lead to addresses that are not public. */
    public void setPrivateAddresses(PrivateAddresses privateAddresses) {
        configuration().setPrivateAddresses(privateAddresses);
    }

    /** Whether an uploaded file is gone once its first byte was read: {@code true}, {@code false}, {@code auto}. */
    public void setOneShot(String oneShot) {
        configuration().setOneShot(oneShot);
    }

    /** How long an uploaded file lives, in milliseconds. */
    public void setLinkTtl(long linkTtl) {
        configuration().setLinkTtl(linkTtl);
    }

    /** How tables are compressed. */
    public void setArrowCompression(ArrowCompression arrowCompression) {
        configuration().setArrowCompression(arrowCompression);
    }

    /** Which payloads carry their SHA-256. */
    public void setHash(HashMode hash) {
        configuration().setHash(hash);
    }
}
