/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.examples;

import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.camel.AsyncProducer;
import org.apache.camel.CamelContext;
import org.apache.camel.Endpoint;
import org.apache.camel.Exchange;

/** Sends as fast as the producer takes messages, with a bounded number of them on their way. */
final class Flood {

    private final Endpoint endpoint;
    private final int window;
    private final AtomicReference<Exception> failure = new AtomicReference<>();

    /** @param window how many messages may be on their way at once */
    Flood(CamelContext context, String uri, int window) {
        this.endpoint = context.getEndpoint(uri);
        this.window = window;
    }

    /** Sends a body so many times, and returns when the last is confirmed. */
    void send(byte[] body, int times) throws Exception {
        Semaphore free = new Semaphore(window);
        AsyncProducer producer = endpoint.createAsyncProducer();
        producer.start();
        try {
            for (int i = 0; i < times && failure.get() == null; i++) {
                free.acquire();
                Exchange exchange = endpoint.createExchange();
                exchange.getMessage().setBody(body);
                producer.process(exchange, sync -> {
                    if (exchange.getException() != null) {
                        failure.set(exchange.getException());
                    }
                    free.release();
                });
            }
            free.acquire(window);
        } finally {
            producer.stop();
        }
        if (failure.get() != null) {
            throw failure.get();
        }
    }
}
