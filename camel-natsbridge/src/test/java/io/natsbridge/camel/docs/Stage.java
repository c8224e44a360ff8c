/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.docs;

import static org.awaitility.Awaitility.await;

import io.natsbridge.camel.NatsBridgeComponent;
import io.natsbridge.camel.NatsBridgeConfiguration;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.camel.CamelContext;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.RoutesBuilder;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.mock.MockEndpoint;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** The context in which the routes of a document run, with a mock behind each endpoint that a document leaves to its reader. */
final class Stage implements AfterEachCallback {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final CamelContext context = new DefaultCamelContext();

    /** What the placeholders of the routes stand for. */
    Stage with(Map<String, String> properties) {
        properties.forEach(context.getPropertiesComponent()::addInitialProperty);
        return this;
    }

    /** The servers of endpoints that name none. */
    Stage at(String broker, String fileserver) {
        NatsBridgeConfiguration configuration =
                context.getComponent("natsbridge", NatsBridgeComponent.class).getConfiguration();
        configuration.setServers(broker);
        configuration.setFileserverUrl(fileserver);
        return this;
    }

    /**
     * Starts routes.
     *
     * @param ends names of {@code direct} endpoints; what comes there is found by {@link #heard}
     */
    Stage play(List<RoutesBuilder> routes, String... ends) throws Exception {
        for (RoutesBuilder builder : routes) {
            context.addRoutes(builder);
            context.addTemplatedRoutes(builder);
        }
        for (String end : ends) {
            context.addRoutes(new RouteBuilder() {
                @Override
                public void configure() {
                    from("direct:" + end).to("mock:" + end);
                }
            });
        }
        context.start();
        return this;
    }

    /** A route that listens beside those of a document. */
    static RoutesBuilder from(String uri, String end) {
        return new RouteBuilder() {
            @Override
            public void configure() {
                from(uri).to("direct:" + end);
            }
        };
    }

    /** What comes to an end of the routes. */
    MockEndpoint heard(String end) {
        return context.getEndpoint("mock:" + end, MockEndpoint.class);
    }

    /** Waits for so many messages at an end. */
    MockEndpoint awaitHeard(String end, int messages) {
        await().atMost(PATIENCE).until(() -> heard(end).getReceivedCounter() >= messages);
        return heard(end);
    }

    ProducerTemplate template() {
        return context.createProducerTemplate();
    }

    CamelContext context() {
        return context;
    }

    @Override
    public void afterEach(ExtensionContext test) {
        context.stop();
    }
}
