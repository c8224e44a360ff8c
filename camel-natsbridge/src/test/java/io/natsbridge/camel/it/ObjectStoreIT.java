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
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** A bucket of a NATS object store, read and written over the connection to the broker. */
class ObjectStoreIT extends StoreContract {

    private static final String BUCKET = "files";

    private SlowLink link;
    private Wire wire;

    @BeforeEach
    void open() throws Exception {
        link = new SlowLink(NATS.port());
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
    String servers() {
        return "nats://localhost:" + link.port();
    }

    @Override
    void addRoutes(RouteBuilder routes) {
        // the component speaks to object stores by itself
    }

    @Override
    String sender() {
        return "fileserverUrl=nats-object://" + BUCKET;
    }

    @Override
    String receiver() {
        return sender();
    }

    @Override
    void configure(SmartSend send) {
        send.setServers(servers());
        send.setFileserverUrl("nats-object://" + BUCKET);
    }

    @Override
    int fileCount() throws Exception {
        return (int) bucket().getList().stream()
                .filter(object -> !object.isDeleted())
                .count();
    }

    @Override
    void delete(String url) throws Exception {
        bucket().delete(url.substring(sender().length() - "fileserverUrl=".length() + 1));
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
        return url.replace("//" + BUCKET, "//secrets");
    }

    @Override
    void limit(long bytesPerSecond) {
        link.limit(bytesPerSecond);
    }

    @Override
    boolean knowsOneShot() {
        return true;
    }

    @Override
    LargeStoreProgram.Use largeStore() {
        return LargeStoreProgram.Use.of(sender(), receiver() + "&deleteAfterAck=true");
    }
}
