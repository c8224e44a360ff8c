/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.it;

import java.util.concurrent.Semaphore;
import java.util.function.Consumer;
import org.apache.camel.AsyncProducer;
import org.apache.camel.CamelContext;
import org.apache.camel.Endpoint;
import org.apache.camel.Exchange;

/** Sends through an endpoint from one thread, with a bounded number of exchanges on their way. */
final class Sender implements AutoCloseable {

    private final Endpoint endpoint;
    private final AsyncProducer producer;
    private final int window;
    private final Semaphore free;

    /** @param window how many exchanges may be on their way at once */
    Sender(CamelContext context, String uri, int window) throws Exception {
        this.endpoint = context.getEndpoint(uri);
        this.producer = endpoint.createAsyncProducer();
        this.window = window;
        this.free = new Semaphore(window);
        producer.start();
    }

    /**
     * Sends when there is room.
     *
     * @param done called with the exchange when it is complete
     */
    void send(Consumer<Exchange> message, Consumer<Exchange> done) throws InterruptedException {
        free.acquire();
        Exchange exchange = endpoint.createExchange();
        message.accept(exchange);
        producer.process(exchange, sync -> {
            done.accept(exchange);
            free.release();
        });
    }

    /** Ends once every exchange is complete. */
    @Override
    public void close() {
        free.acquireUninterruptibly(window);
        producer.stop();
    }
}
