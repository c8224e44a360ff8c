/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel;

import io.natsbridge.camel.bridge.EnvelopeReceiver;
import io.natsbridge.camel.bridge.FetchMode;
import io.natsbridge.camel.bridge.IncomingMessage;
import io.natsbridge.camel.store.FileserverDownloadHandler;
import org.apache.camel.CamelContext;
import org.apache.camel.CamelContextAware;
import org.apache.camel.Exchange;
import org.apache.camel.InvalidPayloadException;
import org.apache.camel.Processor;
import org.apache.camel.support.SynchronizationAdapter;
import org.apache.camel.support.jsse.SSLContextParameters;
import org.apache.camel.support.service.ServiceSupport;

/**
 * Turns a body that holds an envelope ({@code byte[]}, text or a stream, from whatever transport) into its payloads, as the endpoint does: links are fetched, the body and the
 * headers are set. What the payloads hold on to is released when the exchange ends. Thread-safe once started.
 */
public class SmartReceive extends ServiceSupport implements Processor, CamelContextAware {

    private final NatsBridgeConfiguration configuration = new NatsBridgeConfiguration();
    private CamelContext camelContext;
    private EnvelopeReceiver receiver;

    @Override
    protected void doInit() throws Exception {
        super.doInit();
        receiver = new Bridge(configuration, SmartSend.component(camelContext)).receiver();
    }

    @Override
    public void process(Exchange exchange) throws InvalidPayloadException {
        byte[] envelope = ExchangePayloads.envelope(exchange);
        IncomingMessage incoming = receiver.receive(receiver.readEnvelope(envelope));
        if (configuration.isDeleteAfterAck() && incoming.hasLinks()) {
            exchange.getExchangeExtension().addOnCompletion(new DeleteOnSuccess(incoming));
        }
        exchange.getExchangeExtension().addOnCompletion(new CloseOnCompletion(incoming));
        ExchangePayloads.to(exchange, incoming.envelope(), configuration.getBodyMode(), null);
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

    @Override
    public CamelContext getCamelContext() {
        return camelContext;
    }

    @Override
    public void setCamelContext(CamelContext camelContext) {
        this.camelContext = camelContext;
    }

    /** Base URL of the file server. */
    public void setFileserverUrl(String fileserverUrl) {
        configuration.setFileserverUrl(fileserverUrl);
    }

    /** Fetches payloads that travel by link. */
    public void setFileserverDownloadHandler(FileserverDownloadHandler fileserverDownloadHandler) {
        configuration.setFileserverDownloadHandler(fileserverDownloadHandler);
    }

    /** The user name with which protected files are fetched. */
    public void setFileserverUser(String fileserverUser) {
        configuration.setFileserverUser(fileserverUser);
    }

    /** The password with which protected files are fetched. */
    public void setFileserverPassword(String fileserverPassword) {
        configuration.setFileserverPassword(fileserverPassword);
    }

    /** The file server's user token. */
    public void setFileserverToken(String fileserverToken) {
        configuration.setFileserverToken(fileserverToken);
    }

    /** Comma-separated base URLs of further file servers that links may point to. */
    public void setAllowedFileservers(String allowedFileservers) {
        configuration.setAllowedFileservers(allowedFileservers);
    }

    /** Comma-separated pairs from=to of origins. */
    public void setDownloadUrlMappings(String downloadUrlMappings) {
        configuration.setDownloadUrlMappings(downloadUrlMappings);
    }

    /** The largest file that is fetched, in bytes. */
    public void setMaxDownloadBytes(long maxDownloadBytes) {
        configuration.setMaxDownloadBytes(maxDownloadBytes);
    }

    /** How many payloads a message may hold. */
    public void setMaxPayloads(int maxPayloads) {
        configuration.setMaxPayloads(maxPayloads);
    }

    /** How long the downloads of a message may take, in milliseconds, beside what their size allows for. */
    public void setDownloadTimeout(long downloadTimeout) {
        configuration.setDownloadTimeout(downloadTimeout);
    }

    /** How often a download is tried in all, at least 1. */
    public void setMaxRetries(int maxRetries) {
        configuration.setMaxRetries(maxRetries);
    }

    /** The wait before the second try, in milliseconds. */
    public void setBaseDelay(long baseDelay) {
        configuration.setBaseDelay(baseDelay);
    }

    /** The longest wait between two tries, in milliseconds. */
    public void setMaxDelay(long maxDelay) {
        configuration.setMaxDelay(maxDelay);
    }

    /** What the body becomes. */
    public void setBodyMode(BodyMode bodyMode) {
        configuration.setBodyMode(bodyMode);
    }

    /** When links are downloaded. */
    public void setFetch(FetchMode fetch) {
        configuration.setFetch(fetch);
    }

    /** Whether fetched files are deleted once the exchange has completed. */
    public void setDeleteAfterAck(boolean deleteAfterAck) {
        configuration.setDeleteAfterAck(deleteAfterAck);
    }

    /** Whether a payload without SHA-256 is refused. */
    public void setRequireHash(boolean requireHash) {
        configuration.setRequireHash(requireHash);
    }

    /** The directory in which fetched files wait that are too large for memory. */
    public void setSpoolDirectory(String spoolDirectory) {
        configuration.setSpoolDirectory(spoolDirectory);
    }

    /** Bytes up to which a fetched file waits in memory. */
    public void setSpoolThreshold(int spoolThreshold) {
        configuration.setSpoolThreshold(spoolThreshold);
    }

    /** TLS towards the file server. */
    public void setSslContextParameters(SSLContextParameters sslContextParameters) {
        configuration.setSslContextParameters(sslContextParameters);
    }
}
