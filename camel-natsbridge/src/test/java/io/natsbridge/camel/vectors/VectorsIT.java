/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.vectors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import com.fasterxml.jackson.databind.JsonNode;
import io.natsbridge.camel.BodyMode;
import io.natsbridge.camel.SmartReceive;
import io.natsbridge.camel.arrow.ArrowTables;
import io.natsbridge.camel.envelope.Envelope;
import io.natsbridge.camel.error.NatsBridgeException;
import java.io.IOException;
import java.util.List;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** This component reads every vector that must be accepted as the manifest says, and refuses every other one for the reason it says. */
class VectorsIT {

    private static final DefaultCamelContext CONTEXT = new DefaultCamelContext();
    private static VectorServer server;
    private static ProducerTemplate template;
    private static int passed;
    private static int failed;

    static List<Vector> vectors() throws IOException {
        return Vector.all();
    }

    @BeforeAll
    static void start() throws Exception {
        server = new VectorServer();
        SmartReceive receive = new SmartReceive();
        receive.setFileserverUrl(server.url());
        receive.setBodyMode(BodyMode.ENVELOPE);
        receive.setMaxRetries(3);
        receive.setBaseDelay(1);
        receive.setMaxDelay(2);
        CONTEXT.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:message")
                        .errorHandler(noErrorHandler())
                        .process(receive)
                        .process(exchange -> exchange.setProperty(
                                "read", Reading.of(exchange.getMessage().getBody(Envelope.class))));
            }
        });
        CONTEXT.start();
        template = CONTEXT.createProducerTemplate();
    }

    @AfterAll
    static void stop() {
        CONTEXT.stop();
        server.close();
        System.out.printf("Java: %d passed, %d failed, 0 skipped%n", passed, failed);
        assertThat(ArrowTables.allocatedBytes()).isZero();
    }

    @ParameterizedTest
    @MethodSource("vectors")
    void readsOrRefuses(Vector vector) throws IOException {
        server.serve(vector);
        failed++; // until it has passed
        byte[] message = vector.message(server.url());
        Exchange exchange =
                template.send("direct:message", it -> it.getMessage().setBody(message));
        Exception problem = exchange.getException();
        if (vector.isAccepted()) {
            assertThat(problem).isNull();
            assertThat(Reading.differences(vector.json().path("expect"), exchange.getProperty("read", JsonNode.class)))
                    .isEmpty();
        } else if (problem instanceof NatsBridgeException refusal) {
            String reason = vector.json().path("reason").textValue();
            assertThat(refusal)
                    .extracting(NatsBridgeException::code)
                    .isEqualTo(Reason.ofWord(reason).code());
        } else {
            fail("Not refused: " + vector, problem);
        }
        failed--;
        passed++;
    }
}
