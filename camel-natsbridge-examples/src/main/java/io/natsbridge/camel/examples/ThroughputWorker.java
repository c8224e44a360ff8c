/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.examples;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;

/**
 * A consumer process of {@link Throughput}. Each line that it reads is an endpoint and the milliseconds that its route takes for a message; the route runs until the next
 * line, and the process until there is none.
 */
public final class ThroughputWorker {

    static final String READY = "ready";

    private static final String ROUTE = "consume";

    private ThroughputWorker() {}

    /** @param arguments none */
    public static void main(String... arguments) throws Exception {
        try (DefaultCamelContext context = new DefaultCamelContext();
                BufferedReader lines = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
            context.start();
            System.out.println(READY);
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (context.getRoute(ROUTE) != null) {
                    context.getRouteController().stopRoute(ROUTE);
                    context.removeRoute(ROUTE);
                }
                if (!line.isBlank()) {
                    String[] parts = line.split(" ", 2);
                    context.addRoutes(route(parts[0], Long.parseLong(parts[1])));
                }
                System.out.println(READY);
            }
        }
    }

    private static RouteBuilder route(String uri, long millis) {
        return new RouteBuilder() {
            @Override
            public void configure() {
                if (millis > 0) {
                    from(uri).routeId(ROUTE).process(ThroughputWorker::read).delay(millis);
                } else {
                    from(uri).routeId(ROUTE).process(ThroughputWorker::read);
                }
            }
        };
    }

    private static void read(Exchange exchange) throws IOException {
        try (InputStream bytes = exchange.getMessage().getBody(InputStream.class)) {
            bytes.transferTo(OutputStream.nullOutputStream());
        }
    }
}
