/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.karaf.demonstration;

import io.natsbridge.camel.NatsBridgeConstants;
import java.util.List;
import org.apache.camel.Message;
import org.apache.camel.builder.RouteBuilder;

/** Sends a table and a file, and tells what arrived; the servers are those of the environment. */
final class Routes extends RouteBuilder {

    @Override
    public void configure() {
        from("direct:table").to("natsbridge:karaf.in?payloadType=arrowtable");
        from("direct:file").to("natsbridge:karaf.in");
        from("natsbridge:karaf.in")
                .process(exchange -> exchange.getMessage().setBody(report(exchange.getMessage())))
                .removeHeaders("CamelNatsBridge*")
                .log("${body}")
                .to("natsbridge:karaf.out");
    }

    private static String report(Message message) {
        String type = message.getHeader(NatsBridgeConstants.PAYLOAD_TYPE, String.class);
        Object seen = type.equals("arrowtable") ? message.getBody(List.class) : message.getBody(byte[].class).length;
        return type + " " + message.getHeader(NatsBridgeConstants.TRANSPORT) + " " + seen;
    }
}
