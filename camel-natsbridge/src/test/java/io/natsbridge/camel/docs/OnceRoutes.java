/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.docs;

import io.natsbridge.camel.NatsBridgeConstants;
import org.apache.camel.builder.RouteBuilder;

/** What a message does is stored with its id in one transaction. */
public class OnceRoutes extends RouteBuilder {
    @Override
    public void configure() {
        // tag::once[]
        from("natsbridge:payments?jetstreamEnabled=true&durableName=booking")
                .transacted()
                .idempotentConsumer(header(NatsBridgeConstants.MSG_ID))
                .idempotentRepository("booked")
                .to("sql:insert into booking (amount) values (:#${body})?dataSource=#database")
                .to("direct:booked");
        // end::once[]
    }
}
