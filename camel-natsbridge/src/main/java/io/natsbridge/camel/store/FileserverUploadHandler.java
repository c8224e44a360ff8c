/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.store;

import java.io.IOException;

/**
 * Stores a payload that is too large for its envelope and says where it can be fetched. The component calls a handler from several threads at once, repeats a call whose
 * failure {@linkplain io.natsbridge.camel.error.NatsBridgeException#isTransient() is transient} (an {@link IOException} counts as such; a
 * {@link io.natsbridge.camel.error.NatsBridgeException.PayloadIntegrityException} once), and publishes nothing when the last try fails. The default, {@link PlikClient}, speaks to a Plik server.
 */
public interface FileserverUploadHandler {

    /**
     * Stores the bytes under a name of the handler's own making, on the file server that the upload names. Where several are configured, a failed call may be repeated with
     * another.
     *
     * @param upload what to store and how long
     * @return where it is, and what is needed to delete it
     * @throws io.natsbridge.camel.error.NatsBridgeException.FileserverException when the server refuses or fails
     * @throws IOException when the server cannot be reached or the connection breaks
     */
    StoredFile upload(Upload upload) throws IOException;

    /**
     * How many payloads of one message it stores at once, each in a thread of its own, 4 where nothing else is said; 1: one after the other in their order, in the thread that
     * sends the message.
     */
    default int atOnce() {
        return SideBySide.MOST;
    }

    /**
     * Deletes what {@link #upload} stored, because the message that would have named it was not sent. Deleting what is gone already is no error.
     *
     * @param file what {@link #upload} returned
     * @throws IOException when that cannot be done; the file then lives until its time to live ends
     */
    default void delete(StoredFile file) throws IOException {}
}
