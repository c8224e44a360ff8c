/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel;

import io.natsbridge.camel.error.Names;
import io.natsbridge.camel.error.NatsBridgeException;
import io.natsbridge.camel.error.NatsBridgeException.FileserverException;
import io.natsbridge.camel.store.FileserverUploadHandler;
import io.natsbridge.camel.store.Fileservers;
import io.natsbridge.camel.store.ObjectUrl;
import io.natsbridge.camel.store.StoredFile;
import io.natsbridge.camel.store.Upload;
import java.io.IOException;
import org.apache.camel.Endpoint;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangePattern;

/** Stores payloads through a Camel endpoint, usually a route of the user's own. */
final class ClaimCheckUploadHandler implements FileserverUploadHandler {

    private final Endpoint endpoint;
    private final NatsBridgeComponent component;
    private final FileserverUploadHandler own;
    private final Fileservers fileservers;

    /**
     * @param endpoint stores
     * @param component sends to it
     * @param own deletes what a route stored on Plik or in an object store
     * @param fileservers those where a route may have stored it
     */
    ClaimCheckUploadHandler(
            Endpoint endpoint, NatsBridgeComponent component, FileserverUploadHandler own, Fileservers fileservers) {
        this.endpoint = endpoint;
        this.component = component;
        this.own = own;
        this.fileservers = fileservers;
    }

    @Override
    public StoredFile upload(Upload upload) throws IOException {
        Exchange exchange = endpoint.createExchange(ExchangePattern.InOut);
        ClaimCheck.request(exchange, upload);
        component.traces().goOn(exchange);
        Exchange answer = component.template().send(endpoint, exchange);
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
        return ClaimCheck.answer(answer.getMessage(), upload, fileservers);
    }

    /** A route may depend on its thread, as transactions do, and on the order. */
    @Override
    public int atOnce() {
        return 1;
    }

    /** By the endpoint that the route named for it; else by the component itself, where it knows the store. */
    @Override
    public void delete(StoredFile file) throws IOException {
        if (file.deleteUri() != null) {
            Exchange answer =
                    component.template().send(file.deleteUri(), exchange -> ClaimCheck.deletion(exchange, file));
            if (answer.isFailed()) {
                throw new IOException(
                        Names.withoutQueries(String.valueOf(answer.getException())), answer.getException());
            }
        } else if (file.uploadId() != null && (file.uploadToken() != null || ObjectUrl.isOne(file.fileserverUrl()))) {
            own.delete(file);
        }
    }

    private FileserverException failed(Upload upload, String why, Exception cause) {
        return new FileserverException(
                "The claim-check endpoint " + Names.printable(endpoint.getEndpointBaseUri())
                        + " did not store payload '" + Names.printable(upload.dataname()) + "': "
                        + Names.printable(Names.withoutQueries(why)),
                0,
                false,
                null,
                cause);
    }
}
