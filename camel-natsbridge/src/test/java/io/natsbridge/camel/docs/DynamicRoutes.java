/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.docs;

import org.apache.camel.builder.RouteBuilder;

class DynamicRoutes extends RouteBuilder {
    @Override
    public void configure() {
        // tag::dynamic[]
        from("direct:tell").toD("natsbridge:user.${header.name}?senderName=desk"); // one endpoint for all names

        from("natsbridge:user.*") // each of them
                .log("${header.CamelNatsBridgeSubject}: ${body}")
                .to("direct:told");
        // end::dynamic[]
    }
}
