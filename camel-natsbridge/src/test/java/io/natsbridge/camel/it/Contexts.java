/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.it;

import java.util.ArrayDeque;
import java.util.Deque;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** The Camel contexts of one test, stopped after it. */
final class Contexts implements AfterEachCallback {

    private static final String TEMPLATE = "test-template";

    private final Deque<CamelContext> open = new ArrayDeque<>();

    /** What {@link RouteBuilder#configure} does, as a lambda. */
    interface Routes {
        void addTo(RouteBuilder builder) throws Exception;
    }

    /** A context that is not started yet. */
    CamelContext create() {
        DefaultCamelContext context = new DefaultCamelContext();
        context.getShutdownStrategy().setTimeout(20);
        open.push(context);
        return context;
    }

    /** A context that runs without routes. */
    CamelContext start() {
        return start(routes -> {});
    }

    /** A context that runs with routes. */
    CamelContext start(Routes routes) {
        return start(create(), routes);
    }

    CamelContext start(CamelContext context, Routes routes) {
        try {
            RouteBuilder builder = new RouteBuilder(context) {
                @Override
                public void configure() throws Exception {
                    routes.addTo(this);
                }
            };
            context.addRoutes(builder);
            context.addTemplatedRoutes(builder);
            context.start();
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
        return context;
    }

    /** Sends a body and hands out the exchange, failed or not. */
    static Exchange send(CamelContext context, String uri, Object body, Object... headers) {
        return template(context).send(uri, exchange -> {
            exchange.getMessage().setBody(body);
            for (int i = 0; i < headers.length; i += 2) {
                exchange.getMessage().setHeader((String) headers[i], headers[i + 1]);
            }
        });
    }

    /** Sends and requests through the producers of a context, which stay open as long as it. */
    static ProducerTemplate template(CamelContext context) {
        ProducerTemplate template = context.getRegistry().lookupByNameAndType(TEMPLATE, ProducerTemplate.class);
        if (template == null) {
            template = context.createProducerTemplate();
            context.getRegistry().bind(TEMPLATE, template);
        }
        return template;
    }

    /** Sends a body, which must succeed. */
    static Exchange sent(CamelContext context, String uri, Object body, Object... headers) {
        Exchange exchange = send(context, uri, body, headers);
        if (exchange.getException() != null) {
            throw new AssertionError("The send failed", exchange.getException());
        }
        return exchange;
    }

    /** Stops every context: what they had received is processed then. */
    void stop() {
        while (!open.isEmpty()) {
            open.pop().stop();
        }
    }

    @Override
    public void afterEach(ExtensionContext test) {
        stop();
    }
}
