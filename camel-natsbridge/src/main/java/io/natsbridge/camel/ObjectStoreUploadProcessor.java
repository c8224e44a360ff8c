/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel;

import io.nats.client.Connection;
import io.natsbridge.camel.store.StoredFile;
import io.natsbridge.camel.store.Uploader;
import java.util.Map;

/**
 * Stores the body in a bucket of a NATS object store and puts the link in its place, as a map with {@code url}, {@code uploadId} (the object's name), {@code size} and {@code
 * expiresAt}. The link is {@code nats-object://bucket/name}, which this component reads; with {@code linkUrl} it is {@code linkUrl/name}, which any peer reads where a route
 * made from {@code natsbridge-object-store-http} answers. Connects as the component is configured, unless {@code servers} or {@code connection} say otherwise. Thread-safe
 * once started.
 */
public class ObjectStoreUploadProcessor extends UploadProcessor {

    private BucketOptions options = BucketOptions.DEFAULT;
    private String linkUrl;

    @Override
    protected void doInit() throws Exception {
        setFileserverUrl(options.url().toString());
        super.doInit();
    }

    @Override
    final Uploader uploader(Bridge bridge) {
        return bridge.uploader(objects(options));
    }

    @Override
    protected Map<String, Object> answer(StoredFile file) {
        Map<String, Object> answer = super.answer(file);
        if (linkUrl != null) {
            answer.put("url", linkUrl + (linkUrl.endsWith("/") ? "" : "/") + file.uploadId());
        }
        return answer;
    }

    /** Base URL under which an HTTP route gives the objects out; without it links are {@code nats-object://bucket/name}. */
    public void setLinkUrl(String linkUrl) {
        this.linkUrl = linkUrl;
    }

    /** The bucket, {@code natsbridge} by default. */
    public void setBucket(String bucket) {
        options = options.withBucket(bucket);
    }

    /** Comma-separated URLs of the brokers that have the bucket; else the component's. */
    public void setServers(String servers) {
        options = options.withServers(servers);
    }

    /** A connection to the broker that has the bucket; else one as the component is configured. It is never closed here. */
    public void setConnection(Connection connection) {
        options = options.withConnection(connection);
    }

    /** Whether a bucket that does not exist is created, with {@code linkTtl} as its time to live. */
    public void setCreateBucket(boolean createBucket) {
        options = options.withCreateBucket(createBucket);
    }
}
