/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.docs;

import org.apache.camel.builder.RouteBuilder;

/** What each platform reads, and answers to each of them. */
class PlatformRoutes extends RouteBuilder {

    @Override
    public void configure() {
        // tag::peers-send[]
        from("direct:report") // a table as rows, and a number that JavaScript would round
                .multicast()
                .to("natsbridge:report.python?targetPlatform=python&payloadType=arrowtable")
                .to("natsbridge:report.julia?targetPlatform=julia&payloadType=arrowtable")
                .to("natsbridge:report.javascript?targetPlatform=javascript&unsafeNumbers=convert");
        // end::peers-send[]

        // tag::peers-small[]
        from("direct:setpoint") // a map; at most 50,000 bytes, never a table, never a link
                .to("natsbridge:device.7?targetPlatform=micropython");
        // end::peers-small[]

        // tag::peers-answer[]
        from("natsbridge:thermometer?targetPlatform=micropython") // what its answers must fit
                .transform(simple("${body[celsius]} degrees"));
        // end::peers-answer[]

        // tag::peers-ask[]
        from("direct:ask-python").to("natsbridge:model.predict?requestTimeout=30s&targetPlatform=python");
        // end::peers-ask[]

        // tag::peers-receive[]
        from("natsbridge:results.>") // whoever sent it
                .log("${header.CamelNatsBridgeSenderName}: ${header.CamelNatsBridgePayloadType}")
                .to("direct:result");
        // end::peers-receive[]
    }
}
