/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.docs;

import io.natsbridge.camel.NatsBridgeConstants;
import io.natsbridge.camel.NatsBridgeManualAck;
import org.apache.camel.builder.RouteBuilder;

class StreamRoutes extends RouteBuilder {
    @Override
    public void configure() {
        // tag::manual-ack[]
        from("natsbridge:jobs?jetstreamEnabled=true&durableName=worker&manualAck=true")
                .to("direct:work")
                .process(exchange -> exchange.getMessage()
                        .getHeader(NatsBridgeConstants.MANUAL_ACK, NatsBridgeManualAck.class)
                        .ack());
        // end::manual-ack[]
        // tag::replay[]
        templatedRoute("natsbridge-dead-letter-replay")
                .parameter("from", "direct:replay")
                .parameter("deadLetterSubject", "dead.jobs")
                .parameter("subject", "jobs");
        // end::replay[]
    }
}
