/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel;

import io.natsbridge.camel.store.HttpTimeouts;
import io.natsbridge.camel.store.PlikAccess;
import io.natsbridge.camel.store.PlikClient;
import java.util.HashMap;
import java.util.Map;
import javax.net.ssl.SSLContext;
import org.apache.camel.CamelContext;
import org.apache.camel.support.jsse.SSLContextParameters;

/** The HTTP clients of one component: configurations with equal access share one and its connections. Thread-safe. */
final class Stores implements AutoCloseable {

    private record Key(PlikAccess access, SSLContextParameters tls) {}

    private final CamelContext context;
    private final Map<Key, PlikClient> clients = new HashMap<>();

    Stores(CamelContext context) {
        this.context = context;
    }

    /** The Plik client for a configuration; it belongs to this object. */
    synchronized PlikClient plik(NatsBridgeConfiguration configuration) {
        PlikAccess access = new PlikAccess(
                Defaults.fileserverUrl(configuration.getFileserverUrl()),
                configuration.getFileserverUser(),
                configuration.getFileserverPassword(),
                configuration.getFileserverToken());
        SSLContextParameters tls = configuration.getSslContextParameters();
        return clients.computeIfAbsent(new Key(access, tls), key -> {
            SSLContext ssl = tls == null ? null : ConnectionOptions.sslContext(tls, context);
            return new PlikClient(access, HttpTimeouts.DEFAULT, ssl);
        });
    }

    @Override
    public synchronized void close() {
        clients.values().forEach(PlikClient::close);
        clients.clear();
    }
}
