/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.natsbridge.camel.envelope.Payload;
import io.natsbridge.camel.envelope.PayloadType;
import io.natsbridge.camel.error.NatsBridgeException.NoRespondersException;
import io.natsbridge.camel.test.nats.NatsExtension;
import java.util.List;
import java.util.Map;
import org.apache.camel.CamelExecutionException;
import org.apache.camel.RoutesBuilder;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.mock.MockEndpoint;
import org.apache.camel.test.junit5.CamelTestSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class CoreIT extends CamelTestSupport {

    @RegisterExtension
    static final NatsExtension NATS = NatsExtension.create();

    @Override
    protected RoutesBuilder createRouteBuilder() {
        return new RouteBuilder() {
            @Override
            public void configure() {
                from("natsbridge:in?servers=" + NATS.url()).to("mock:in");
                from("natsbridge:echo?servers=" + NATS.url()).log("${body}");
            }
        };
    }

    @Test
    void textArrivesAsString() throws Exception {
        MockEndpoint in = getMockEndpoint("mock:in");
        in.expectedBodiesReceived("hello");
        template.sendBody("natsbridge:in?servers=" + NATS.url(), "hello");
        in.assertIsSatisfied();
        assertThat(in.getExchanges().get(0).getMessage().getHeaders())
                .containsEntry("CamelNatsBridgePayloadType", "text")
                .containsEntry("CamelNatsBridgeSubject", "in");
    }

    @Test
    void severalPayloadsArriveAsList() throws Exception {
        MockEndpoint in = getMockEndpoint("mock:in");
        in.expectedMessageCount(1);
        template.sendBody(
                "natsbridge:in?servers=" + NATS.url(),
                List.of(
                        Payload.of("a", "text", PayloadType.TEXT),
                        Payload.of("b", Map.of("x", 1), PayloadType.DICTIONARY),
                        Payload.of("c", new byte[] {1, 2}, PayloadType.BINARY)));
        in.assertIsSatisfied();
        List<?> body = in.getExchanges().get(0).getMessage().getBody(List.class);
        assertThat(body).hasSize(3).allMatch(Payload.class::isInstance);
    }

    @Test
    void aRequestIsAnswered() {
        assertThat(template.requestBody("natsbridge:echo?servers=" + NATS.url(), "ping", String.class))
                .isEqualTo("ping");
    }

    @Test
    void aRequestThatNobodyAnswersFailsAtOnce() {
        assertThatThrownBy(() -> template.requestBody("natsbridge:nobody?servers=" + NATS.url(), "ping"))
                .isInstanceOf(CamelExecutionException.class)
                .hasCauseInstanceOf(NoRespondersException.class);
    }
}
