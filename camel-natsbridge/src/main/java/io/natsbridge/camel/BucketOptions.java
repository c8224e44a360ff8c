/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel;

import io.nats.client.Connection;
import io.natsbridge.camel.store.ObjectUrl;

/**
 * Where a bucket is.
 *
 * @param bucket its name
 * @param servers the brokers, or null for those of the component
 * @param connection a connection to use, or null for one as the component is configured
 * @param createBucket whether it is created where it does not exist
 */
record BucketOptions(String bucket, String servers, Connection connection, boolean createBucket) {

    private static final String DEFAULT_BUCKET = "natsbridge";

    static final BucketOptions DEFAULT = new BucketOptions(DEFAULT_BUCKET, null, null, false);

    /**
     * The bucket's address.
     *
     * @throws IllegalArgumentException when it cannot be the name of one
     */
    ObjectUrl url() {
        return ObjectUrl.parseBucket("bucket", "nats-object://" + bucket);
    }

    /** The component's options with these in their place. */
    NatsBridgeConfiguration over(NatsBridgeConfiguration configuration) {
        NatsBridgeConfiguration copy = configuration.copy();
        if (servers != null) {
            copy.setServers(servers);
        }
        if (connection != null) {
            copy.setConnection(connection);
        }
        return copy;
    }

    BucketOptions withBucket(String newBucket) {
        return new BucketOptions(newBucket, servers, connection, createBucket);
    }

    BucketOptions withServers(String newServers) {
        return new BucketOptions(bucket, newServers, connection, createBucket);
    }

    BucketOptions withConnection(Connection newConnection) {
        return new BucketOptions(bucket, servers, newConnection, createBucket);
    }

    BucketOptions withCreateBucket(boolean create) {
        return new BucketOptions(bucket, servers, connection, create);
    }
}
