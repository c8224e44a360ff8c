/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.benchmark;

import java.util.Map;
import org.apache.camel.Endpoint;
import org.apache.camel.Exchange;
import org.apache.camel.Producer;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;

/** A running context with a route. The caller closes it. */
final class Camel implements AutoCloseable {

    private final DefaultCamelContext context;

    private Camel(DefaultCamelContext context) {
        this.context = context;
    }

    /** What {@link RouteBuilder#configure} does, as a lambda. */
    interface Routes {
        void addTo(RouteBuilder builder) throws Exception;
    }

    static Camel start(Routes routes) throws Exception {
        DefaultCamelContext context = new DefaultCamelContext();
        try {
            context.addRoutes(new RouteBuilder(context) {
                @Override
                public void configure() throws Exception {
                    routes.addTo(this);
                }
            });
            context.start();
        } catch (Exception e) {
            context.stop();
            throw e;
        }
        return new Camel(context);
    }

    DefaultCamelContext context() {
        return context;
    }

    /** What sends exchanges into a route; it lives as long as this. */
    Entry entry(String uri) throws Exception {
        Endpoint endpoint = context.getEndpoint(uri);
        Producer producer = endpoint.createProducer();
        producer.start();
        return new Entry(endpoint, producer);
    }

    /** The beginning of a route. */
    record Entry(Endpoint endpoint, Producer producer) {

        /** Sends a body through the route and waits for its end. */
        void send(Object body) throws Exception {
            send(body, Map.of());
        }

        /** Sends a body with headers through the route and waits for its end. */
        void send(Object body, Map<String, Object> headers) throws Exception {
            Exchange exchange = endpoint.createExchange();
            exchange.getMessage().setBody(body);
            if (!headers.isEmpty()) {
                exchange.getMessage().getHeaders().putAll(headers);
            }
            producer.process(exchange);
            if (exchange.getException() != null) {
                throw exchange.getException();
            }
        }
    }

    @Override
    public void close() {
        context.stop();
    }
}
