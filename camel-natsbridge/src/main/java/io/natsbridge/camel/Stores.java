/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel;

import io.nats.client.Connection;
import io.natsbridge.camel.store.Downloader;
import io.natsbridge.camel.store.FileserverUploadHandler;
import io.natsbridge.camel.store.Fileservers;
import io.natsbridge.camel.store.HttpTimeouts;
import io.natsbridge.camel.store.ObjectUrl;
import io.natsbridge.camel.store.Outages;
import io.natsbridge.camel.store.PlikAccess;
import io.natsbridge.camel.store.PlikClient;
import io.natsbridge.camel.store.Reach;
import io.natsbridge.camel.store.StoredFile;
import io.natsbridge.camel.store.Upload;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.net.ssl.SSLContext;
import org.apache.camel.CamelContext;
import org.apache.camel.support.jsse.SSLContextParameters;

/** The clients of the stores of one component: configurations with equal access share one and its connections. Thread-safe. */
final class Stores implements AutoCloseable {

    private record Key(PlikAccess access, SSLContextParameters tls, Reach reach) {}

    private final Outages outages = new Outages();
    private final CamelContext context;
    private final NatsBridgeConnections connections;
    private final Map<Key, PlikClient> clients = new HashMap<>();
    private final Map<Object, NatsBridgeConnection> brokers = new HashMap<>();

    /** @param connections opens those to the brokers that have object stores; they stay until this object is closed */
    Stores(CamelContext context, NatsBridgeConnections connections) {
        this.context = context;
        this.connections = connections;
    }

    /**
     * The file servers over which uploads are spread.
     *
     * @throws IllegalArgumentException when one is not valid
     */
    Fileservers fileservers(List<String> urls) {
        return new Fileservers(urls, outages);
    }

    /**
     * Stores payloads where the file server's URL says: in a bucket, or on a Plik server.
     *
     * @param broker how to connect to the broker that has the bucket
     */
    FileserverUploadHandler uploads(NatsBridgeConfiguration configuration, NatsBridgeConfiguration broker) {
        return new UrlUploads(plik(configuration), objects(broker, false));
    }

    /**
     * Fetches what links lead to, from any kind of server.
     *
     * @param broker how to connect to the broker that has the buckets
     */
    Downloader.Handlers downloads(NatsBridgeConfiguration configuration, NatsBridgeConfiguration broker) {
        PlikClient plik = plik(configuration);
        return new Downloader.Handlers(plik, plik.plainHttp(), objects(broker, false));
    }

    /** The Plik client for a configuration; it belongs to this object. */
    synchronized PlikClient plik(NatsBridgeConfiguration configuration) {
        List<String> urls = Defaults.fileserverUrls(configuration.getFileserverUrl()).stream()
                .filter(url -> !ObjectUrl.isOne(url))
                .toList();
        PlikAccess access = urls.isEmpty()
                ? PlikAccess.anonymous()
                : new PlikAccess(
                        urls,
                        configuration.getFileserverUser(),
                        configuration.getFileserverPassword(),
                        configuration.getFileserverToken());
        SSLContextParameters tls = configuration.getSslContextParameters();
        List<String> own = new ArrayList<>(urls);
        own.addAll(OptionText.pairs("downloadUrlMappings", configuration.getDownloadUrlMappings())
                .values());
        Reach reach = new Reach(configuration.getPrivateAddresses(), own);
        return clients.computeIfAbsent(new Key(access, tls, reach), key -> {
            SSLContext ssl = tls == null ? null : ConnectionOptions.sslContext(tls, context);
            return new PlikClient(access, HttpTimeouts.DEFAULT, ssl, reach);
        });
    }

    /**
     * The client of the broker's object stores; it connects when it is first used.
     *
     * @param createBuckets whether a bucket that does not exist is created
     */
    ObjectStoreClient objects(NatsBridgeConfiguration broker, boolean createBuckets) {
        return new ObjectStoreClient(() -> connection(broker), createBuckets);
    }

    private synchronized Connection connection(NatsBridgeConfiguration configuration) {
        Connection given = configuration.getConnection();
        Object key = given != null ? given : ConnectionSettings.of(configuration, context.getName());
        NatsBridgeConnection open = brokers.get(key);
        if (open == null || open.isClosed()) {
            NatsBridgeConnection next = connections.acquire(configuration, context);
            if (open != null) {
                connections.release(open);
            }
            brokers.put(key, next);
            return next.nats();
        }
        return open.nats();
    }

    @Override
    public synchronized void close() {
        clients.values().forEach(PlikClient::close);
        clients.clear();
        brokers.values().forEach(connections::release);
        brokers.clear();
    }

    /** Stores a payload where its URL says. */
    private record UrlUploads(FileserverUploadHandler plik, FileserverUploadHandler objects)
            implements FileserverUploadHandler {

        @Override
        public StoredFile upload(Upload upload) throws IOException {
            return of(upload.fileserverUrl()).upload(upload);
        }

        @Override
        public void delete(StoredFile file) throws IOException {
            of(file.fileserverUrl()).delete(file);
        }

        private FileserverUploadHandler of(String url) {
            return ObjectUrl.isOne(url) ? objects : plik;
        }
    }
}
