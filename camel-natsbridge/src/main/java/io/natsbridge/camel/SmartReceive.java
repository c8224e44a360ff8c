/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel;

import io.natsbridge.camel.bridge.BridgeObserver.Direction;
import io.natsbridge.camel.bridge.EnvelopeReceiver;
import io.natsbridge.camel.bridge.FetchMode;
import io.natsbridge.camel.bridge.IncomingMessage;
import io.natsbridge.camel.store.FileserverDownloadHandler;
import io.natsbridge.camel.store.PrivateAddresses;
import org.apache.camel.Exchange;
import org.apache.camel.InvalidPayloadException;
import org.apache.camel.support.SynchronizationAdapter;

/**
 * Turns a body that holds an envelope ({@code byte[]}, text or a stream, from whatever transport) into its payloads, as the endpoint does: links are fetched, the body and the
 * headers are set. What the payloads hold on to is released when the exchange ends. Thread-safe once started.
 */
public class SmartReceive extends BridgeProcessor {

    private Bridge bridge;
    private EnvelopeReceiver receiver;

    public SmartReceive() {}

    SmartReceive(NatsBridgeConfiguration configuration) {
        super(configuration);
    }

    @Override
    protected void doInit() throws Exception {
        super.doInit();
        bridge = bridge();
        receiver = bridge.receiver();
    }

    @Override
    public void process(Exchange exchange) throws InvalidPayloadException {
        byte[] envelope = ExchangePayloads.envelope(exchange);
        IncomingMessage incoming = receive(exchange, envelope);
        if (configuration().isDeleteAfterAck() && incoming.hasLinks()) {
            exchange.getExchangeExtension().addOnCompletion(new DeleteOnSuccess(incoming));
        }
        exchange.getExchangeExtension().addOnCompletion(new CloseOnCompletion(incoming));
        ExchangePayloads.to(exchange, incoming.envelope(), configuration().getBodyMode(), null);
    }

    private IncomingMessage receive(Exchange exchange, byte[] envelope) {
        try {
            IncomingMessage incoming = receiver.receive(receiver.readEnvelope(envelope), bridge.traces(exchange));
            bridge.observer().received(incoming.envelope());
            return incoming;
        } catch (RuntimeException e) {
            bridge.observer().refused(Direction.RECEIVED, e);
            throw e;
        }
    }

    private static final class DeleteOnSuccess extends SynchronizationAdapter {
        private final IncomingMessage message;

        DeleteOnSuccess(IncomingMessage message) {
            this.message = message;
        }

        @Override
        public void onComplete(Exchange exchange) {
            message.deleteFiles();
        }
    }

    /** The broker's URL, for links to object stores; else the component's. */
    public void setServers(String servers) {
        configuration().setServers(servers);
    }

    /** Fetches payloads that travel by link. */
    public void setFileserverDownloadHandler(FileserverDownloadHandler fileserverDownloadHandler) {
        configuration().setFileserverDownloadHandler(fileserverDownloadHandler);
    }

    /** Comma-separated base URLs of further file servers that links may point to. */
    public void setAllowedFileservers(String allowedFileservers) {
        configuration().setAllowedFileservers(allowedFileservers);
    }

    /** Comma-separated pairs from=to of origins. */
    public void setDownloadUrlMappings(String downloadUrlMappings) {
        configuration().setDownloadUrlMappings(downloadUrlMappings);
    }

    /** Which file servers' host names may lead to addresses that are not public. */
    public void setPrivateAddresses(PrivateAddresses privateAddresses) {
        configuration().setPrivateAddresses(privateAddresses);
    }

    /** The largest file that is fetched, in bytes. */
    public void setMaxDownloadBytes(long maxDownloadBytes) {
        configuration().setMaxDownloadBytes(maxDownloadBytes);
    }

    /** How many payloads a message may hold. */
    public void setMaxPayloads(int maxPayloads) {
        configuration().setMaxPayloads(maxPayloads);
    }

    /** How long the downloads of a message may take, in milliseconds, beside what their size allows for. */
    public void setDownloadTimeout(long downloadTimeout) {
        configuration().setDownloadTimeout(downloadTimeout);
    }

    /** What the body becomes. */
    public void setBodyMode(BodyMode bodyMode) {
        configuration().setBodyMode(bodyMode);
    }

    /** When links are downloaded. */
    public void setFetch(FetchMode fetch) {
        configuration().setFetch(fetch);
    }

    /** Whether fetched files are deleted once the exchange has completed. */
    public void setDeleteAfterAck(boolean deleteAfterAck) {
        configuration().setDeleteAfterAck(deleteAfterAck);
    }

    /** Whether a payload without SHA-256 is refused. */
    public void setRequireHash(boolean requireHash) {
        configuration().setRequireHash(requireHash);
    }
}
