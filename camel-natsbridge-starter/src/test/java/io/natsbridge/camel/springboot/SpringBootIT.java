/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.springboot;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.MeterRegistry;
import io.natsbridge.camel.NatsBridgeConstants;
import io.natsbridge.camel.test.nats.NatsExtension;
import io.natsbridge.camel.test.plik.PlikExtension;
import java.util.List;
import java.util.Map;
import org.apache.camel.EndpointInject;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.mock.MockEndpoint;
import org.apache.camel.test.spring.junit5.CamelSpringBootTest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.actuate.health.HealthEndpoint;
import org.springframework.boot.actuate.health.Status;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Bean;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** A table and a link travel through a Spring Boot application that has the starter and two properties. */
@CamelSpringBootTest
@SpringBootTest(
        properties = {
            "management.endpoint.health.show-details=always",
            "camel.health.exposure-level=full",
            "camel.health.producers-enabled=true"
        })
class SpringBootIT {

    @RegisterExtension
    static final NatsExtension NATS = NatsExtension.create();

    @RegisterExtension
    static final PlikExtension PLIK = new PlikExtension();

    @DynamicPropertySource
    static void servers(DynamicPropertyRegistry properties) {
        properties.add("camel.component.natsbridge.servers", NATS::url);
        properties.add("camel.component.natsbridge.fileserver-url", PLIK::url);
    }

    /** The application under test. */
    @SpringBootConfiguration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    static class Application {
        @Bean
        RouteBuilder routes() {
            return new RouteBuilder() {
                @Override
                public void configure() {
                    from("direct:table").to("natsbridge:spring.boot?payloadType=arrowtable");
                    from("direct:file").to("natsbridge:spring.boot");
                    from("natsbridge:spring.boot")
                            .convertBodyTo(Object.class)
                            .process(exchange -> {
                                if (exchange.getMessage()
                                        .getHeader(NatsBridgeConstants.TRANSPORT)
                                        .equals("link")) {
                                    exchange.getMessage()
                                            .setBody(exchange.getMessage().getBody(byte[].class));
                                } else {
                                    exchange.getMessage()
                                            .setBody(exchange.getMessage().getBody(List.class));
                                }
                            })
                            .to("mock:arrived");
                }
            };
        }
    }

    @EndpointInject("mock:arrived")
    private MockEndpoint arrived;

    @Autowired
    private ProducerTemplate template;

    @Autowired
    private HealthEndpoint health;

    @Autowired
    private MeterRegistry meters;

    @BeforeEach
    void forget() {
        arrived.reset();
    }

    @Test
    void aTableArrivesAsRows() throws InterruptedException {
        List<Map<String, Object>> rows = List.of(Map.of("id", 1L, "name", "a"), Map.of("id", 2L, "name", "b"));
        arrived.expectedMessageCount(1);
        arrived.expectedHeaderReceived(NatsBridgeConstants.PAYLOAD_TYPE, "arrowtable");
        template.sendBody("direct:table", rows);
        arrived.assertIsSatisfied(20_000);
        assertThat(arrived.getExchanges().get(0).getMessage().getBody()).isEqualTo(rows);
    }

    @Test
    void aLargeBodyArrivesByLink() throws InterruptedException {
        byte[] large = new byte[3_000_000];
        arrived.expectedMessageCount(1);
        arrived.expectedHeaderReceived(NatsBridgeConstants.TRANSPORT, "link");
        template.sendBody("direct:file", large);
        arrived.assertIsSatisfied(20_000);
        assertThat(arrived.getExchanges().get(0).getMessage().getBody(byte[].class))
                .isEqualTo(large);
    }

    @Test
    void theActuatorTellsTheHealthOfTheComponent() {
        assertThat(health.healthForPath("camelHealth").getStatus()).isEqualTo(Status.UP);
        assertThat(health.healthForPath("camelHealth")).asString().contains("natsbridge");
    }

    @Test
    void theActuatorsMetersCountWhatTravels() throws InterruptedException {
        arrived.expectedMessageCount(1);
        double before = uploads();
        template.sendBody("direct:file", new byte[2_000_000]);
        arrived.assertIsSatisfied(20_000);
        assertThat(uploads()).isEqualTo(before + 1);
    }

    private double uploads() {
        return meters.get("camel.natsbridge.upload")
                .tag("type", "binary")
                .timer()
                .count();
    }
}
