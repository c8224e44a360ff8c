/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.docs;

import org.apache.camel.ExchangePattern;
import org.apache.camel.builder.RouteBuilder;

class RequestRoutes extends RouteBuilder {
    @Override
    public void configure() {
        // tag::request[]
        from("direct:ask").to(ExchangePattern.InOut, "natsbridge:math.double?requestTimeout=5s");

        from("natsbridge:math.double").transform().body(Integer.class, number -> 2 * number);
        // end::request[]
    }
}
