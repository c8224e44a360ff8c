/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.natsbridge.camel.NatsBridgeConstants;
import io.natsbridge.camel.error.NatsBridgeException.PublishException;
import io.natsbridge.camel.test.nats.NatsExtension;
import io.natsbridge.camel.test.nats.NatsOptions;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.apache.camel.AsyncProducer;
import org.apache.camel.CamelContext;
import org.apache.camel.Endpoint;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Sends that are under way, or come, when their producer stops: each ends, and none ends well without having been sent. */
class ProducerStopIT {

    private static final int SENDS = 20;

    @RegisterExtension
    static final NatsExtension NATS =
            NatsExtension.create(NatsOptions.defaults().controllable(true).jetStream(true));

    @RegisterExtension
    final Contexts camel = new Contexts();

    @Test
    void aSendAfterTheStopIsAnError() throws Exception {
        AsyncProducer producer = producer(Uri.of(NATS, "stop.core"));
        producer.stop();
        assertThat(send(producer).get(5, TimeUnit.SECONDS).getException())
                .isInstanceOfSatisfying(PublishException.class, e -> assertThat(e.isOutcomeUnknown())
                        .isFalse())
                .hasMessageContaining("stopped");
    }

    @Test
    void theErrorNamesWhereTheMessageWasToGo() throws Exception {
        AsyncProducer producer = producer(Uri.of(NATS, "stop.core"));
        producer.stop();
        Exchange exchange = send(producer, Map.of(NatsBridgeConstants.SUBJECT, "stop.elsewhere"))
                .get(5, TimeUnit.SECONDS);
        assertThat(exchange.getException()).hasMessageContaining("'stop.elsewhere'");
    }

    @Test
    void sendsThatAStreamHasNotAnsweredEndAsUncertain() throws Exception {
        AsyncProducer producer = producer(
                Uri.of(NATS, "stop.stream", "jetstreamEnabled=true", "createStream=true", "jetstreamName=stop"));
        List<CompletableFuture<Exchange>> sends = new ArrayList<>();
        NATS.pause();
        try {
            for (int i = 0; i < SENDS; i++) {
                sends.add(send(producer));
            }
            producer.stop();
            for (CompletableFuture<Exchange> one : sends) {
                assertThat(one.get(5, TimeUnit.SECONDS).getException())
                        .isInstanceOfSatisfying(PublishException.class, e -> assertThat(e.isOutcomeUnknown())
                                .isTrue());
            }
        } finally {
            NATS.resume();
        }
    }

    private AsyncProducer producer(String uri) throws Exception {
        CamelContext context = camel.start();
        Endpoint endpoint = context.getEndpoint(uri);
        AsyncProducer producer = endpoint.createAsyncProducer();
        producer.start();
        return producer;
    }

    private static CompletableFuture<Exchange> send(AsyncProducer producer) {
        return send(producer, Map.of());
    }

    private static CompletableFuture<Exchange> send(AsyncProducer producer, Map<String, Object> headers) {
        Exchange exchange = producer.getEndpoint().createExchange();
        exchange.getMessage().setBody("text");
        exchange.getMessage().setHeaders(new HashMap<>(headers));
        CompletableFuture<Exchange> ended = new CompletableFuture<>();
        producer.process(exchange, synchronously -> ended.complete(exchange));
        return ended;
    }
}
