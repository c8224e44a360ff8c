/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.docs;

import org.apache.camel.builder.RouteBuilder;

/** Routes that take part of an application over from camel-nats, while others still use it. */
class MoveRoutes extends RouteBuilder {

    @Override
    public void configure() {
        // tag::move-before[]
        from("nats:stock.changed?servers={{nats}}&queueName=web")
                .routeId("before")
                .to("direct:changed");
        // end::move-before[]

        // tag::move-after[]
        from("natsbridge:stock.moved?servers={{nats}}&queueName=web")
                .routeId("after")
                .to("direct:changed");
        // end::move-after[]

        // tag::move-in[]
        from("nats:stock.raw?servers={{nats}}") // senders that still write plain bytes
                .convertBodyTo(String.class)
                .to("natsbridge:stock.moved?servers={{nats}}");
        // end::move-in[]

        // tag::move-out[]
        from("natsbridge:stock.moved?servers={{nats}}") // receivers that still read plain bytes
                .convertBodyTo(String.class)
                .to("nats:stock.changed?servers={{nats}}");
        // end::move-out[]
    }
}
