/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.reliability;

import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;

/** A JVM with a route that takes messages, and that halts in the route where it is told to. */
final class ConsumerChild {

    /** Where a consumer dies. */
    enum Point {
        BEFORE_DOWNLOAD,
        IN_DOWNLOAD,
        BEFORE_ROUTE,
        IN_ROUTE,
        AFTER_ROUTE,
        /** The acknowledgement is sent and does not arrive. */
        IN_ACK;

        /** Whether the work was done and the broker does not know, so that it must come again. */
        boolean isAfterTheWork() {
            return this == AFTER_ROUTE || this == IN_ACK;
        }
    }

    private static final int KILLED = 137;

    private final DefaultCamelContext context;
    private final String uri;
    private final CountDownLatch ack = new CountDownLatch(1);
    private volatile int victim;
    private volatile Point point;

    private ConsumerChild(DefaultCamelContext context, String uri) {
        this.context = context;
        this.uri = uri;
    }

    /** @param arguments the endpoint */
    public static void main(String[] arguments) throws Exception {
        DefaultCamelContext context = Camel.start();
        Plain.prepare(context, Duration.ofSeconds(1));
        ConsumerChild child = new ConsumerChild(context, arguments[0]);
        Child.obey(child::obey);
    }

    /** An order is an id and a point, or says that the acknowledgement may go. */
    private void obey(String order) {
        if (order.equals("ack")) {
            ack.countDown();
            return;
        }
        String[] parts = order.split(" ");
        victim = Integer.parseInt(parts[0]);
        point = Point.valueOf(parts[1]);
        try {
            context.addRoutes(new RouteBuilder(context) {
                @Override
                public void configure() {
                    from(uri).process(ConsumerChild.this::work);
                }
            });
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
        Child.tell("started");
    }

    private void work(Exchange exchange) throws InterruptedException {
        String told = exchange.getMessage().getHeader(BridgeSender.ID, String.class);
        int id = told == null ? Letters.idOf(exchange.getMessage().getBody(byte[].class)) : Integer.parseInt(told);
        halt(id, Point.BEFORE_ROUTE);
        byte[] body = exchange.getMessage().getBody(byte[].class);
        String digest = Letters.digest(body);
        halt(id, Point.IN_ROUTE);
        Child.tell(String.format(Locale.ROOT, "done %d %d %s", id, Letters.idOf(body), digest));
        halt(id, Point.AFTER_ROUTE);
        if (id == victim && point == Point.IN_ACK) {
            Child.tell("acking");
            ack.await();
        }
    }

    private void halt(int id, Point here) {
        if (id == victim && point == here) {
            Runtime.getRuntime().halt(KILLED);
        }
    }
}
