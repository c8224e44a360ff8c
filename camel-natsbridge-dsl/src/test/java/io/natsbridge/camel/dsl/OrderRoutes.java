/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.dsl;

import static io.natsbridge.camel.dsl.StaticEndpointBuilders.natsbridge;

import org.apache.camel.builder.RouteBuilder;

/** What the documents show of the endpoint DSL. */
class OrderRoutes extends RouteBuilder {
    @Override
    public void configure() {
        // tag::endpoint-dsl[]
        // import static io.natsbridge.camel.dsl.StaticEndpointBuilders.natsbridge;
        from("direct:orders").to(natsbridge("orders").sizeThreshold(1_000_000));

        from(natsbridge("orders").queueName("warehouse").concurrentConsumers(4)).to("direct:ship");
        // end::endpoint-dsl[]
    }
}
