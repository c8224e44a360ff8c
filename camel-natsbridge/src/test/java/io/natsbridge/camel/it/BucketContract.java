/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.it;

import io.nats.client.JetStreamApiException;
import io.nats.client.ObjectStore;
import io.nats.client.ObjectStoreManagement;
import io.nats.client.api.ObjectStoreConfiguration;
import java.io.IOException;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** The contract of stores that are a bucket of a NATS object store, whatever way leads to it. */
abstract class BucketContract extends StoreContract {

    private final String name;
    private SlowLink link;
    private Wire wire;

    /** @param name the bucket's */
    BucketContract(String name) {
        this.name = name;
    }

    /** The port of the server through which files come and go. */
    abstract int port();

    @BeforeEach
    void open() throws Exception {
        link = new SlowLink(port());
        wire = Wire.to(NATS.url());
        create(Duration.ofHours(1), -1);
    }

    @AfterEach
    void close() throws Exception {
        camel.stop();
        link.close();
        buckets().delete(name);
        wire.close();
    }

    private ObjectStoreManagement buckets() throws IOException {
        return wire.connection().objectStoreManagement();
    }

    final ObjectStore bucket() throws IOException {
        return wire.connection().objectStore(name);
    }

    private void create(Duration timeToLive, long size) throws IOException, JetStreamApiException {
        if (buckets().getBucketNames().contains(name)) {
            buckets().delete(name);
        }
        buckets()
                .create(ObjectStoreConfiguration.builder(name)
                        .ttl(timeToLive)
                        .maxBucketSize(size)
                        .build());
    }

    /** The port of the link in front of that server, which can be made slow. */
    final int slowPort() {
        return link.port();
    }

    @Override
    int fileCount() throws Exception {
        return (int) bucket().getList().stream()
                .filter(object -> !object.isDeleted())
                .count();
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
    void limit(long bytesPerSecond) {
        link.limit(bytesPerSecond);
    }
}
