/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.it;

import io.nats.client.JetStreamApiException;
import io.nats.client.ObjectStore;
import io.nats.client.ObjectStoreManagement;
import io.nats.client.api.ObjectStoreConfiguration;
import io.natsbridge.camel.SmartSend;
import java.io.IOException;
import java.time.Duration;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.test.AvailablePortFinder;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** A bucket of a NATS object store behind an HTTP route: its links are for every peer. */
class ObjectStoreHttpIT extends StoreContract {

    private static final String BUCKET = "public";
    private static final String STORE = "claimCheckUri=direct:objects";

    private SlowLink link;
    private int port;
    private Wire wire;

    @BeforeEach
    void open() throws Exception {
        port = AvailablePortFinder.getNextAvailable();
        link = new SlowLink(port);
        wire = Wire.to(NATS.url());
        create(Duration.ofHours(1), -1);
    }

    @AfterEach
    void close() throws Exception {
        camel.stop();
        link.close();
        buckets().delete(BUCKET);
        wire.close();
    }

    private ObjectStoreManagement buckets() throws IOException {
        return wire.connection().objectStoreManagement();
    }

    private ObjectStore bucket() throws IOException {
        return wire.connection().objectStore(BUCKET);
    }

    private void create(Duration timeToLive, long size) throws IOException, JetStreamApiException {
        if (buckets().getBucketNames().contains(BUCKET)) {
            buckets().delete(BUCKET);
        }
        buckets()
                .create(ObjectStoreConfiguration.builder(BUCKET)
                        .ttl(timeToLive)
                        .maxBucketSize(size)
                        .build());
    }

    @Override
    void addRoutes(RouteBuilder routes) {
        new ObjectStoreRoutes()
                .addTo(
                        routes,
                        String.join(",", BUCKET, NATS.url(), Integer.toString(port), Integer.toString(link.port())));
    }

    @Override
    String sender() {
        return STORE;
    }

    @Override
    String receiver() {
        return "allowedFileservers=http://localhost:" + link.port() + "/file/*";
    }

    @Override
    void configure(SmartSend send) {
        send.setServers(NATS.url());
        send.setClaimCheckUri("direct:objects");
    }

    @Override
    int fileCount() throws Exception {
        return (int) bucket().getList().stream()
                .filter(object -> !object.isDeleted())
                .count();
    }

    @Override
    void delete(String url) throws Exception {
        bucket().delete(url.substring(url.indexOf("/file/") + "/file/".length()));
    }

    @Override
    void shortenLives() throws Exception {
        create(Duration.ofSeconds(1), -1);
    }

    @Override
    void awaitEndOfLife() {
        Awaitility.await().atMost(PATIENCE).until(() -> fileCount() == 0);
    }

    @Override
    void refuse() throws Exception {
        bucket().seal();
    }

    @Override
    void fill() throws Exception {
        create(Duration.ofHours(1), 30_000);
        bucket().put("filler", Samples.bytes(25_000));
    }

    @Override
    void empty() throws Exception {
        bucket().delete("filler");
    }

    @Override
    String elsewhere(String url) {
        return url.replace("/file/", "/private/");
    }

    @Override
    void limit(long bytesPerSecond) {
        link.limit(bytesPerSecond);
    }

    @Override
    LargeStoreProgram.Use largeStore() {
        return new LargeStoreProgram.Use(
                STORE,
                "deleteAfterAck=true&allowedFileservers=http://localhost:" + port + "/file/*",
                ObjectStoreRoutes.class.getName(),
                String.join(",", BUCKET, NATS.url(), Integer.toString(port), Integer.toString(port)));
    }
}
