/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.it;

import io.natsbridge.camel.SmartSend;
import org.apache.camel.builder.RouteBuilder;

/** A bucket of a NATS object store, read and written over the connection to the broker. */
class ObjectStoreIT extends BucketContract {

    private static final String BUCKET = "files";

    ObjectStoreIT() {
        super(BUCKET);
    }

    @Override
    int port() {
        return NATS.port();
    }

    @Override
    String servers() {
        return "nats://localhost:" + slowPort();
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
    void delete(String url) throws Exception {
        bucket().delete(url.substring(sender().length() - "fileserverUrl=".length() + 1));
    }

    @Override
    String elsewhere(String url) {
        return url.replace("//" + BUCKET, "//secrets");
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
