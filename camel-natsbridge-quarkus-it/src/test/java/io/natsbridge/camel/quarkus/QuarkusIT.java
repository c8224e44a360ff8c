/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.quarkus;

import static org.assertj.core.api.Assertions.assertThat;

import io.natsbridge.camel.NatsBridgeComponent;
import io.natsbridge.camel.NatsBridgeConstants;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.File;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.camel.CamelContext;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.component.mock.MockEndpoint;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A table and a link travel through a Quarkus application that has the component's jar and three properties. */
@QuarkusTest
@WithTestResource(Servers.class)
class QuarkusIT {

    @Inject
    CamelContext context;

    @Inject
    ProducerTemplate template;

    private MockEndpoint table;
    private MockEndpoint file;

    @BeforeEach
    void forget() {
        table = context.getEndpoint("mock:table", MockEndpoint.class);
        file = context.getEndpoint("mock:file", MockEndpoint.class);
        table.reset();
        file.reset();
    }

    @Test
    void aTableArrivesAsRows() throws InterruptedException {
        List<Map<String, Object>> rows = List.of(Map.of("id", 1L, "name", "a"), Map.of("id", 2L, "name", "b"));
        table.expectedMessageCount(1);
        table.expectedHeaderReceived(NatsBridgeConstants.PAYLOAD_TYPE, "arrowtable");
        template.sendBody("direct:table", rows);
        table.assertIsSatisfied(20_000);
        assertThat(table.getExchanges().get(0).getMessage().getBody()).isEqualTo(rows);
    }

    @Test
    void whatReachesTheThresholdOfThePropertiesArrivesByLink() throws InterruptedException {
        byte[] bytes = new byte[10_000];
        new Random(7).nextBytes(bytes);
        file.expectedMessageCount(1);
        file.expectedHeaderReceived(NatsBridgeConstants.TRANSPORT, "link");
        file.whenAnyExchangeReceived(exchange ->
                assertThat(exchange.getMessage().getBody(File.class)).hasBinaryContent(bytes));
        template.sendBody("direct:file", bytes);
        file.assertIsSatisfied(20_000);
        assertThat(file.getExchanges())
                .allSatisfy(exchange -> assertThat(exchange.getException()).isNull());
    }

    @Test
    void propertiesConfigureTheComponent() {
        assertThat(context.getComponent("natsbridge", NatsBridgeComponent.class)
                        .getConfiguration()
                        .getSizeThreshold())
                .isEqualTo(10_000);
    }
}
