/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.reliability;

import io.natsbridge.camel.NatsBridgeConstants;
import io.natsbridge.camel.error.NatsBridgeException.PublishException;
import io.natsbridge.camel.reliability.Event.Kind;
import java.util.function.Consumer;
import java.util.function.IntFunction;
import org.apache.camel.AsyncProducer;
import org.apache.camel.Endpoint;
import org.apache.camel.Exchange;
import org.apache.camel.impl.DefaultCamelContext;

/** Sends through this component: asynchronously, with the id as the message's. */
final class BridgeSender implements Sender {

    /** The header that tells the id to a route before it reads the body. */
    static final String ID = "id";

    private final DefaultCamelContext context = Camel.start();
    private final Endpoint endpoint;
    private final AsyncProducer producer;
    private final String run;
    private final IntFunction<String> subject;

    /**
     * @param run tells its message ids from those of others
     * @param subject of an id
     */
    BridgeSender(String uri, String run, IntFunction<String> subject) throws Exception {
        this.run = run;
        this.subject = subject;
        endpoint = context.getEndpoint(uri);
        producer = endpoint.createAsyncProducer();
        producer.start();
    }

    @Override
    public void send(int id, byte[] body, Consumer<Kind> ended) {
        Exchange exchange = endpoint.createExchange();
        exchange.getMessage().setBody(body);
        exchange.getMessage().setHeader(NatsBridgeConstants.MSG_ID, run + "-" + id);
        exchange.getMessage().setHeader(ID, id);
        exchange.getMessage().setHeader(NatsBridgeConstants.SUBJECT, subject.apply(id));
        producer.process(exchange, synchronously -> ended.accept(outcome(exchange)));
    }

    private static Kind outcome(Exchange exchange) {
        Exception failure = exchange.getException();
        if (failure == null) {
            return Kind.OK;
        }
        return failure instanceof PublishException e && e.isOutcomeUnknown() ? Kind.UNKNOWN : Kind.ERROR;
    }

    @Override
    public void close() {
        producer.stop();
        context.stop();
    }
}
