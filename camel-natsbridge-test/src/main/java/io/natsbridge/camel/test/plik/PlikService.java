/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.test.plik;

/** A running Plik file server. Whoever started it closes it; a server that was only given by its address stays up. */
public interface PlikService extends AutoCloseable {

    /**
     * Tells where the server is.
     *
     * @return the absolute base URL with its path prefix, without a trailing slash, for example {@code http://127.0.0.1:8080}
     */
    String url();

    /** Ends the server and drops what it stored; a second call does nothing. */
    @Override
    void close();
}
