/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.reliability;

import io.natsbridge.camel.reliability.Event.Kind;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import org.apache.camel.Endpoint;
import org.apache.camel.Exchange;
import org.apache.camel.Producer;
import org.apache.camel.impl.DefaultCamelContext;

/** Sends through camel-nats, which blocks: with threads. It knows success and error only. Calls that run or wait when it is closed end in error. */
final class PlainSender implements Sender {

    /** The header that tells the id to those who look on. */
    static final String ID = "ledger-id";

    private static final int THREADS = 32;

    private final DefaultCamelContext context = Camel.start();
    private final ExecutorService threads = Executors.newFixedThreadPool(THREADS);
    private final Endpoint endpoint;
    private final Producer producer;

    PlainSender(String uri) throws Exception {
        endpoint = context.getEndpoint(uri);
        producer = endpoint.createProducer();
        producer.start();
    }

    @Override
    public void send(int id, byte[] body, Consumer<Kind> ended) {
        threads.execute(() -> {
            Exchange exchange = endpoint.createExchange();
            exchange.getMessage().setBody(body);
            exchange.getMessage().setHeader(ID, id);
            try {
                producer.process(exchange);
            } catch (Exception e) {
                exchange.setException(e);
            }
            ended.accept(exchange.getException() == null ? Kind.OK : Kind.ERROR);
        });
    }

    @Override
    public void close() {
        producer.stop();
        context.stop();
        threads.shutdown();
    }
}
