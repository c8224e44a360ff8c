/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.it;

import io.natsbridge.camel.error.NatsBridgeException;
import java.io.IOException;
import java.util.List;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;

/** A JVM with a hosts file of its own, which tells for each message of each endpoint what became of it. */
final class PrivateAddressProgram {

    static final String READY = "ready";

    private PrivateAddressProgram() {}

    /** @param arguments the endpoints */
    public static void main(String[] arguments) throws Exception {
        try (CamelContext context = new DefaultCamelContext()) {
            context.addRoutes(new RouteBuilder() {
                @Override
                public void configure() {
                    onException(NatsBridgeException.class).handled(true).process(PrivateAddressProgram::tell);
                    for (String uri : List.of(arguments)) {
                        from(uri).process(PrivateAddressProgram::tell);
                    }
                }
            });
            context.start();
            System.out.println(READY);
            awaitEndOfParent();
        }
    }

    private static void tell(Exchange exchange) {
        Exception failure = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Exception.class);
        System.out.println(exchange.getFromEndpoint().getEndpointUri().replaceAll("^natsbridge:/*|[?].*", "") + " "
                + (failure == null ? "fetched" : failure.getClass().getSimpleName()));
    }

    private static void awaitEndOfParent() throws IOException {
        while (System.in.read() >= 0) {
            continue;
        }
    }
}
