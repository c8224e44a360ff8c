/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel;

import org.apache.camel.CamelContext;
import org.apache.camel.RuntimeCamelException;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.builder.RouteBuilderLifecycleStrategy;
import org.apache.camel.spi.ContextServicePlugin;

/** Adds the component's route templates to a context before its first routes, so that those can use them. */
public class NatsBridgeContextPlugin implements ContextServicePlugin {

    @Override
    public void load(CamelContext context) {
        context.getRegistry()
                .bind("natsbridge-route-templates", RouteBuilderLifecycleStrategy.class, new AddTemplates());
    }

    private static final class AddTemplates implements RouteBuilderLifecycleStrategy {
        @Override
        public void beforeConfigure(RouteBuilder builder) {
            if (builder instanceof NatsBridgeRouteTemplates) {
                return;
            }
            try {
                NatsBridgeRouteTemplates.addTo(builder.getContext());
            } catch (Exception e) {
                throw new RuntimeCamelException("Cannot add the route templates of natsbridge", e);
            }
        }
    }
}
