/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.apache.camel.AsyncProducer;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class WaitingCallerTest {

    private final DefaultCamelContext context = new DefaultCamelContext();
    private final CompletableFuture<Boolean> waiting = new CompletableFuture<>();

    @BeforeEach
    void start() throws Exception {
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:in").process(exchange -> waiting.complete(WaitingCaller.isCurrent()));
            }
        });
        context.start();
    }

    @AfterEach
    void stop() {
        context.stop();
    }

    @Test
    void isAThreadThatSendsThroughATemplate() throws Exception {
        context.createProducerTemplate().sendBody("direct:in", "x");
        assertThat(waiting.get(10, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void isNotAThreadThatIsToldOfTheEndLater() throws Exception {
        AsyncProducer producer = context.getEndpoint("direct:in").createAsyncProducer();
        producer.start();
        Exchange exchange = producer.getEndpoint().createExchange();
        CompletableFuture<Exchange> end = producer.processAsync(exchange);
        assertThat(waiting.get(10, TimeUnit.SECONDS)).isFalse();
        assertThat(end.get(10, TimeUnit.SECONDS)).isSameAs(exchange);
    }

    @Test
    void isNotAThreadOutsideOfCamel() {
        assertThat(WaitingCaller.isCurrent()).isFalse();
    }
}
