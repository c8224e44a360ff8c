/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.test.plik;

/** A server that somebody else runs; closing it does nothing. */
final class RemotePlik implements PlikService {

    private final String url;

    RemotePlik(String url) {
        this.url = url.endsWith("/") ? url.substring(0, url.length() - 1) : url;
    }

    @Override
    public String url() {
        return url;
    }

    @Override
    public void close() {
        // Not ours.
    }
}
