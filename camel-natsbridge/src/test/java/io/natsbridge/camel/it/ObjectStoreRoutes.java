/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.it;

import io.natsbridge.camel.NatsBridgeRouteTemplates;
import java.util.List;
import org.apache.camel.builder.RouteBuilder;

/** An object store as the component's templates make it: a claim-check route, and an HTTP route in front of the bucket. */
final class ObjectStoreRoutes implements LargeStoreProgram.Routes {

    /** @param argument bucket, broker, port of the HTTP route, and port in links, separated by commas */
    @Override
    public void addTo(RouteBuilder routes, String argument) {
        List<String> given = List.of(argument.split(","));
        routes.templatedRoute(NatsBridgeRouteTemplates.CLAIM_CHECK_OBJECT_STORE)
                .parameter("name", "objects")
                .parameter("bucket", given.get(0))
                .parameter("servers", given.get(1))
                .parameter("linkUrl", "http://localhost:" + given.get(3) + "/file");
        routes.templatedRoute(NatsBridgeRouteTemplates.OBJECT_STORE_HTTP)
                .parameter("from", "jetty:http://localhost:" + given.get(2) + "/file?matchOnUriPrefix=true")
                .parameter("bucket", given.get(0))
                .parameter("servers", given.get(1));
    }
}
