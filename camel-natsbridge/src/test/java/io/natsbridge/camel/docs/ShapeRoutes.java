/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.docs;

import io.natsbridge.camel.arrow.ArrowTable;
import io.natsbridge.camel.dataformat.NatsBridgeDataFormat;
import org.apache.camel.builder.RouteBuilder;

class ShapeRoutes extends RouteBuilder {
    @Override
    public void configure() {
        // tag::format[]
        NatsBridgeDataFormat envelope = new NatsBridgeDataFormat();
        envelope.setSubject("orders");
        envelope.setSenderName("shop");

        from("direct:sell").marshal(envelope).to("direct:transport");
        from("direct:delivery").unmarshal().custom("natsbridge").to("direct:ship"); // with the default options
        // end::format[]

        // tag::types[]
        from("direct:csv").transformDataType("natsbridge:arrow").to("direct:table"); // the body is an ArrowTable
        from("direct:envelope")
                .transformDataType("natsbridge:envelope", "natsbridge:rows") // its one table as a list of maps
                .split(body())
                .to("direct:row");
        // end::types[]

        // tag::csv[]
        from("direct:upload")
                .setHeader("CamelNatsBridgePayloadType", constant("arrowtable"))
                .to("direct:natsbridge"); // the body is a text of comma-separated values
        from("direct:download").convertBodyTo(ArrowTable.class).convertBodyTo(String.class); // and it is one again
        // end::csv[]
    }
}
