/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.reliability;

import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;

/** Camel contexts of rounds. */
final class Camel {

    private static final int SHUTDOWN_SECONDS = 30;

    private Camel() {}

    /** What {@link RouteBuilder#configure} does, as a lambda. */
    interface Routes {
        void addTo(RouteBuilder builder) throws Exception;
    }

    /** A context that runs without routes; the caller closes it. */
    static DefaultCamelContext start() {
        return start(routes -> {});
    }

    /** A context that runs; the caller closes it. */
    static DefaultCamelContext start(Routes routes) {
        DefaultCamelContext context = new DefaultCamelContext();
        context.getShutdownStrategy().setTimeout(SHUTDOWN_SECONDS);
        try {
            context.addRoutes(new RouteBuilder(context) {
                @Override
                public void configure() throws Exception {
                    routes.addTo(this);
                }
            });
            context.start();
            return context;
        } catch (Exception e) {
            context.stop();
            throw new IllegalStateException("The context does not start", e);
        }
    }
}
