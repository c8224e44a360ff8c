/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.cli;

import java.util.Locale;
import org.apache.camel.CamelContext;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;

/** A route that answers requests on {@code upper} with their text in capitals. */
final class Answering {

    private Answering() {}

    static CamelContext at(String nats) throws Exception {
        CamelContext context = new DefaultCamelContext();
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("natsbridge:upper?senderName=Camel&servers=" + nats).process(exchange -> exchange.getMessage()
                        .setBody(exchange.getMessage().getBody(String.class).toUpperCase(Locale.ROOT)));
            }
        });
        context.start();
        return context;
    }
}
