/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.docs;

import io.natsbridge.camel.error.NatsBridgeException;
import org.apache.camel.builder.RouteBuilder;

class ErrorRoutes extends RouteBuilder {
    @Override
    public void configure() {
        // tag::errors[]
        onException(NatsBridgeException.class)
                .onWhen(exchange ->
                        exchange.getException(NatsBridgeException.class).isTransient())
                .maximumRedeliveries(5)
                .redeliveryDelay(500)
                .useExponentialBackOff();
        // end::errors[]
        from("direct:careful").to("natsbridge:orders");
    }
}
