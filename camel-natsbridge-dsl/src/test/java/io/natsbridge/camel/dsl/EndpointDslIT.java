/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.dsl;

import static org.assertj.core.api.Assertions.assertThat;

import io.natsbridge.camel.NatsBridgeComponent;
import io.natsbridge.camel.NatsBridgeConstants;
import io.natsbridge.camel.arrow.ArrowTable;
import io.natsbridge.camel.test.nats.NatsExtension;
import io.natsbridge.camel.test.plik.PlikExtension;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A table and a link travel between endpoints that were built. */
class EndpointDslIT {

    private static final Logger LOG = LoggerFactory.getLogger(EndpointDslIT.class);

    @RegisterExtension
    static final NatsExtension NATS = NatsExtension.create();

    @RegisterExtension
    static final PlikExtension PLIK = new PlikExtension();

    private final CamelContext context = new DefaultCamelContext();
    private final BlockingQueue<Map<String, Object>> shipped = new LinkedBlockingQueue<>();

    @BeforeEach
    void start() throws Exception {
        NatsBridgeComponent component = context.getComponent("natsbridge", NatsBridgeComponent.class);
        component.getConfiguration().setServers(NATS.url());
        component.getConfiguration().setFileserverUrl(PLIK.url());
        context.addRoutes(new OrderRoutes());
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:ship").process(exchange -> shipped.add(arrival(exchange)));
            }
        });
        context.start();
    }

    @AfterEach
    void stop() {
        context.stop();
    }

    @Test
    void aTableArrives() throws InterruptedException {
        List<Map<String, Object>> rows = List.of(Map.of("id", 1L, "name", "lamp"), Map.of("id", 2L, "name", "chair"));
        context.createProducerTemplate()
                .sendBodyAndHeader("direct:orders", rows, NatsBridgeConstants.PAYLOAD_TYPE, "arrowtable");
        assertThat(shipped.poll(20, TimeUnit.SECONDS)).isEqualTo(Map.of("transport", "direct", "body", rows));
    }

    @Test
    void aLargeBodyArrivesByLink() throws InterruptedException {
        byte[] large = new byte[1_000_000];
        large[999_999] = 1;
        context.createProducerTemplate().sendBody("direct:orders", large);
        Map<String, Object> arrival = shipped.poll(20, TimeUnit.SECONDS);
        assertThat(arrival).containsEntry("transport", "link");
        assertThat((byte[]) arrival.get("body")).isEqualTo(large);
    }

    private static Map<String, Object> arrival(Exchange exchange) {
        Object body = exchange.getMessage().getBody() instanceof ArrowTable table
                ? table.rows()
                : exchange.getMessage().getBody(byte[].class);
        LOG.info(
                "{}, {} bytes, {}",
                exchange.getMessage().getHeader(NatsBridgeConstants.PAYLOAD_TYPE),
                exchange.getMessage().getHeader(NatsBridgeConstants.PAYLOAD_SIZE),
                exchange.getMessage().getHeader(NatsBridgeConstants.TRANSPORT));
        return Map.of("transport", exchange.getMessage().getHeader(NatsBridgeConstants.TRANSPORT), "body", body);
    }
}
