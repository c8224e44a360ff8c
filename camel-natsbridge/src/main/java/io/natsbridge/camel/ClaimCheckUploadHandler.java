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
import java.util.function.Supplier;
import org.apache.camel.Endpoint;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangePattern;
import org.apache.camel.ProducerTemplate;

/** Stores payloads through a Camel endpoint, usually a route of the user's own. */
final class ClaimCheckUploadHandler implements FileserverUploadHandler {

    private final Endpoint endpoint;
    private final Supplier<ProducerTemplate> template;
    private final FileserverUploadHandler plik;

    /**
     * @param endpoint stores
     * @param template sends to it; its owner stops it
     * @param plik deletes what a route stored on Plik
     */
    ClaimCheckUploadHandler(Endpoint endpoint, Supplier<ProducerTemplate> template, FileserverUploadHandler plik) {
        this.endpoint = endpoint;
        this.template = template;
        this.plik = plik;
    }

    @Override
    public StoredFile upload(Upload upload) throws IOException {
        Exchange exchange = endpoint.createExchange(ExchangePattern.InOut);
        ClaimCheck.request(exchange, upload);
        Exchange answer = template.get().send(endpoint, exchange);
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

    private FileserverException failed(Upload upload, String why, Exception cause) {
        return new FileserverException(
                "The claim-check endpoint " + Names.printable(endpoint.getEndpointBaseUri())
                        + " did not store payload '" + Names.printable(upload.dataname()) + "': "
                        + Names.printable(why),
                0,
                false,
                null,
                cause);
    }
}
