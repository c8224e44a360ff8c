/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.docs;

import io.natsbridge.camel.SmartReceive;
import io.natsbridge.camel.SmartSend;
import org.apache.camel.builder.RouteBuilder;

class SmartRoutes extends RouteBuilder {
    @Override
    public void configure() {
        // tag::smart[]
        SmartSend toEnvelope = new SmartSend();
        toEnvelope.setSubject("orders");
        SmartReceive fromEnvelope = new SmartReceive();

        from("direct:orders").process(toEnvelope).to("file:{{outbox}}");
        from("file:{{outbox}}").process(fromEnvelope).to("direct:process");
        // end::smart[]
    }
}
