/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.dsl;

import static io.natsbridge.camel.dsl.StaticEndpointBuilders.natsbridge;
import static org.assertj.core.api.Assertions.assertThat;

import io.natsbridge.camel.BodyMode;
import io.natsbridge.camel.NatsBridgeConfiguration;
import io.natsbridge.camel.NatsBridgeEndpoint;
import io.natsbridge.camel.dsl.endpoint.NatsBridgeEndpointBuilderFactory.AdvancedNatsBridgeEndpointConsumerBuilder;
import io.natsbridge.camel.dsl.endpoint.NatsBridgeEndpointBuilderFactory.AdvancedNatsBridgeEndpointProducerBuilder;
import io.natsbridge.camel.dsl.endpoint.NatsBridgeEndpointBuilderFactory.NatsBridgeEndpointConsumerBuilder;
import io.natsbridge.camel.dsl.endpoint.NatsBridgeEndpointBuilderFactory.NatsBridgeEndpointProducerBuilder;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.camel.CamelContext;
import org.apache.camel.Endpoint;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.tooling.model.ComponentModel.EndpointOptionModel;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The builders make the endpoints that URIs make. */
class EndpointDslTest {

    private final CamelContext context = new DefaultCamelContext();

    @AfterEach
    void stop() {
        context.stop();
    }

    @Test
    void aBuilderMakesTheUri() {
        assertThat(natsbridge("orders").sizeThreshold(1_000_000).getRawUri())
                .isEqualTo("natsbridge://orders?sizeThreshold=1000000");
    }

    @Test
    void aBuilderMakesTheEndpoint() {
        NatsBridgeConfiguration configuration = configuration(natsbridge("orders.>")
                .servers("nats://a.example:4222,nats://b.example:4222")
                .queueName("warehouse")
                .bodyMode(BodyMode.LIST)
                .advanced()
                .baseDelay(50)
                .resolve(context));
        assertThat(configuration.getSubject()).isEqualTo("orders.>");
        assertThat(configuration.getQueueName()).isEqualTo("warehouse");
        assertThat(configuration.getBodyMode()).isEqualTo(BodyMode.LIST);
        assertThat(configuration.getBaseDelay()).isEqualTo(50);
        assertThat(configuration.getServers()).isEqualTo("nats://a.example:4222,nats://b.example:4222");
    }

    @Test
    void aBuilderTakesTextWithUnitsAndPlaceholders() {
        context.getPropertiesComponent().addInitialProperty("threshold", "500KB");
        assertThat(configuration(natsbridge("orders")
                                .sizeThreshold("{{threshold}}")
                                .resolve(context))
                        .getSizeThreshold())
                .isEqualTo(512_000L);
    }

    @Test
    void aBuilderAndTheUriOfTheSameOptionsAreTheSameEndpoint() {
        Endpoint built = natsbridge("orders").sizeThreshold(5).resolve(context);
        assertThat(built).isSameAs(context.getEndpoint("natsbridge:orders?sizeThreshold=5"));
    }

    @Test
    void anotherNameOfTheComponentCanBeGiven() {
        assertThat(natsbridge("second", "orders").oneShot("auto").getRawUri())
                .isEqualTo("second://orders?oneShot=auto");
    }

    @Test
    void everyOptionIsAMethodOfTheBuilderOfItsSide() {
        Set<String> consumer =
                methods(NatsBridgeEndpointConsumerBuilder.class, AdvancedNatsBridgeEndpointConsumerBuilder.class);
        Set<String> producer =
                methods(NatsBridgeEndpointProducerBuilder.class, AdvancedNatsBridgeEndpointProducerBuilder.class);
        assertThat(ComponentJson.component().getEndpointParameterOptions())
                .hasSizeGreaterThan(70)
                .allSatisfy(option -> {
                    if (!producerOnly(option)) {
                        assertThat(consumer).contains(option.getName());
                    }
                    if (!consumerOnly(option)) {
                        assertThat(producer).contains(option.getName());
                    }
                });
    }

    private static NatsBridgeConfiguration configuration(Endpoint endpoint) {
        return ((NatsBridgeEndpoint) endpoint).getConfiguration();
    }

    private static Set<String> methods(Class<?>... types) {
        return Stream.of(types)
                .flatMap(type -> Arrays.stream(type.getMethods()))
                .map(Method::getName)
                .collect(Collectors.toSet());
    }

    private static boolean producerOnly(EndpointOptionModel option) {
        return option.getLabel().contains("producer") && !option.getLabel().contains("consumer");
    }

    private static boolean consumerOnly(EndpointOptionModel option) {
        return option.getLabel().contains("consumer") && !option.getLabel().contains("producer");
    }
}
