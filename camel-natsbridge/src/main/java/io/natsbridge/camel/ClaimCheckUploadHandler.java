/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel;

import io.natsbridge.camel.error.Names;
import io.natsbridge.camel.error.NatsBridgeException;
import io.natsbridge.camel.error.NatsBridgeException.FileserverException;
import io.natsbridge.camel.store.FileserverUploadHandler;
import io.natsbridge.camel.store.StoredFile;
import io.natsbridge.camel.store.Upload;
import java.io.IOException;
import org.apache.camel.CamelContext;
import org.apache.camel.Endpoint;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangePattern;
import org.apache.camel.ProducerTemplate;

/** Stores payloads through a Camel endpoint, usually a route of the user's own. */
final class ClaimCheckUploadHandler implements FileserverUploadHandler {

    private final CamelContext context;
    private final String uri;
    private final FileserverUploadHandler plik;
    private ProducerTemplate template;

    /** @param plik deletes what a route stored on Plik */
    ClaimCheckUploadHandler(CamelContext context, String uri, FileserverUploadHandler plik) {
        this.context = context;
        this.uri = uri;
        this.plik = plik;
    }

    @Override
    public StoredFile upload(Upload upload) throws IOException {
        Endpoint endpoint = context.getEndpoint(uri);
        if (endpoint == null) {
            throw failed(upload, "there is no such endpoint", null);
        }
        Exchange exchange = endpoint.createExchange(ExchangePattern.InOut);
        ClaimCheck.request(exchange, upload);
        Exchange answer = template().send(endpoint, exchange);
        Exception failure = answer.getException();
        if (failure instanceof NatsBridgeException typed) {
            throw typed;
        }
        if (failure instanceof IOException io) {
            throw io;
        }
        if (answer.isFailed() || answer.isRollbackOnly()) {
            throw failed(upload, failure == null ? "its exchange is marked failed" : failure.toString(), failure);
        }
        return ClaimCheck.answer(answer.getMessage(), upload);
    }

    @Override
    public void delete(StoredFile file) throws IOException {
        if (file.uploadId() != null && file.uploadToken() != null) {
            plik.delete(file);
        }
    }

    private synchronized ProducerTemplate template() {
        if (template == null) {
            template = context.createProducerTemplate();
        }
        return template;
    }

    private FileserverException failed(Upload upload, String why, Exception cause) {
        return new FileserverException(
                "The claim-check endpoint " + Names.printable(uri.split("\\?", 2)[0]) + " did not store payload '"
                        + Names.printable(upload.dataname()) + "': " + Names.printable(why),
                0,
                false,
                null,
                cause);
    }
}
