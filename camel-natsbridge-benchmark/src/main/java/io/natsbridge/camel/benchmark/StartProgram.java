/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.benchmark;

import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;

/** Starts one context with one route, and tells how long that took from before the context is made until the route is connected. */
final class StartProgram {

    private StartProgram() {}

    /** @param arguments the endpoint that the route begins with */
    public static void main(String[] arguments) throws Exception {
        long start = System.nanoTime();
        try (DefaultCamelContext context = new DefaultCamelContext()) {
            context.addRoutes(new RouteBuilder() {
                @Override
                public void configure() {
                    from(arguments[0]).process(exchange -> {});
                }
            });
            context.start();
            System.out.println(ChildJvm.ANSWER + (System.nanoTime() - start) / 1e6);
        }
    }
}
