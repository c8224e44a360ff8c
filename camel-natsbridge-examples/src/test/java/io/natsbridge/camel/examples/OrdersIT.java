/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.apache.camel.builder.RouteBuilder;
import org.junit.jupiter.api.Test;

/** The YAML of the component's page runs. */
class OrdersIT {

    private final Output output = new Output();
    private final BlockingQueue<Object> shipped = new LinkedBlockingQueue<>();

    @Test
    void anOrderReachesTheWarehouse() throws InterruptedException {
        try (Console console = new Console(output.stream());
                Stage stage = Stage.set(console, new NoPeer())) {
            stage.play("routes/orders.camel.yaml", new RouteBuilder() {
                @Override
                public void configure() {
                    from("direct:ship")
                            .process(exchange ->
                                    shipped.add(exchange.getMessage().getBody()));
                }
            });
            stage.context().createProducerTemplate().sendBody("direct:order", Map.of("item", "lamp", "count", 2));
            assertThat(shipped.poll(10, TimeUnit.SECONDS)).isEqualTo(Map.of("item", "lamp", "count", 2));
        }
    }
}
