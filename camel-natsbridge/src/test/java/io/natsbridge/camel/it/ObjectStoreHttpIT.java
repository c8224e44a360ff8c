/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.it;

import io.natsbridge.camel.SmartSend;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.test.AvailablePortFinder;

/** A bucket of a NATS object store behind an HTTP route: its links are for every peer. */
class ObjectStoreHttpIT extends BucketContract {

    private static final String BUCKET = "public";
    private static final String STORE = "claimCheckUri=direct:objects";

    private final int port = AvailablePortFinder.getNextAvailable();

    ObjectStoreHttpIT() {
        super(BUCKET);
    }

    @Override
    int port() {
        return port;
    }

    @Override
    void addRoutes(RouteBuilder routes) {
        new ObjectStoreRoutes()
                .addTo(
                        routes,
                        String.join(",", BUCKET, NATS.url(), Integer.toString(port), Integer.toString(slowPort())));
    }

    @Override
    String sender() {
        return STORE;
    }

    @Override
    String receiver() {
        return "allowedFileservers=http://localhost:" + slowPort() + "/file/*";
    }

    @Override
    void configure(SmartSend send) {
        send.setServers(NATS.url());
        send.setClaimCheckUri("direct:objects");
    }

    @Override
    void delete(String url) throws Exception {
        bucket().delete(url.substring(url.indexOf("/file/") + "/file/".length()));
    }

    @Override
    String elsewhere(String url) {
        return url.replace("/file/", "/private/");
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
