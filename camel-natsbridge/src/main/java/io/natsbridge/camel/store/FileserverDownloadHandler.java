/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.store;

import java.io.IOException;
import java.io.InputStream;

/**
 * Fetches what a link points to. Before a handler is called the component has checked that the link is under an allowed file server; after it, the component counts the
 * bytes, verifies length and digest, and calls again when a failure {@linkplain io.natsbridge.camel.error.NatsBridgeException#isTransient() is transient} (an
 * {@link IOException} counts as such; a {@link io.natsbridge.camel.error.NatsBridgeException.PayloadIntegrityException} once). Called from several threads at once. The default, {@link PlikClient}, speaks HTTP to a Plik server.
 */
public interface FileserverDownloadHandler {

    /**
     * Opens the file.
     *
     * @param download what to fetch
     * @return the bytes; the caller reads them to the end or closes early, which must end the transfer
     * @throws io.natsbridge.camel.error.NatsBridgeException.LinkGoneException when the file was consumed, has expired or is not there
     * @throws io.natsbridge.camel.error.NatsBridgeException.FileserverException when the server refuses or fails
     * @throws IOException when the server cannot be reached or the connection breaks
     */
    InputStream download(Download download) throws IOException;

    /**
     * Finds out whether the file is there without consuming it; with several links in one message all are asked before the first is fetched. Does nothing where a store
     * cannot tell.
     *
     * @throws io.natsbridge.camel.error.NatsBridgeException.LinkGoneException when the file is gone
     * @throws IOException when the server cannot be asked
     */
    default void check(Download download) throws IOException {}

    /**
     * Deletes the file after its one consumer is done with it. Deleting what is gone already is no error.
     *
     * @throws IOException when that cannot be done
     */
    default void delete(Download download) throws IOException {}

    /**
     * Whether the path and query of a link on an allowed server can be those of a stored file, so that no other resource of that server is ever fetched.
     *
     * @param pathBelowBase raw path below the base URL of the file server, beginning with a slash
     * @param rawQuery raw query, or null
     */
    default boolean accepts(String pathBelowBase, String rawQuery) {
        return true;
    }
}
