/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.it;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.nats.client.Connection;
import io.nats.client.JetStreamApiException;
import io.nats.client.KeyValue;
import io.nats.client.Nats;
import io.nats.client.Options;
import io.natsbridge.camel.NatsBridgeConstants;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.time.Duration;
import java.util.List;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;

/**
 * One of several processes that share a durable consumer and a queue group, in a JVM of its own. What it does to a message goes to its journal, a line each: {@code begin}
 * and {@code done} with the message's id and its sequence in the stream, {@code shared} with the id for the queue group. The effect of a message is an entry of a key-value
 * bucket with the id as key, which cannot be made twice.
 */
final class WorkerProgram {

    static final String READY = "ready";
    static final String BEGIN = "begin";
    static final String DONE = "done";
    static final String SHARED = "shared";

    private static final int WORK_MILLIS = 30;
    private static final int NO_SUCH_REVISION = 10071;

    private final KeyValue effects;
    private final PrintStream journal;

    private WorkerProgram(KeyValue effects, PrintStream journal) {
        this.effects = effects;
        this.journal = journal;
    }

    /** @param arguments servers, bucket, journal, the endpoint of the durable consumer, that of the queue group */
    public static void main(String[] arguments) throws Exception {
        List<String> given = List.of(arguments);
        Options options = Options.builder()
                .server(given.get(0))
                .maxReconnects(-1)
                .reconnectWait(Duration.ofMillis(100))
                .build();
        try (Connection nats = Nats.connect(options);
                PrintStream journal = new PrintStream(new FileOutputStream(given.get(2)), true, UTF_8);
                DefaultCamelContext context = new DefaultCamelContext()) {
            WorkerProgram worker = new WorkerProgram(nats.keyValue(given.get(1)), journal);
            context.addRoutes(new RouteBuilder(context) {
                @Override
                public void configure() {
                    from(given.get(3))
                            .process(exchange -> worker.note(BEGIN, exchange))
                            .delay(WORK_MILLIS)
                            .process(worker::takeEffect)
                            .process(exchange -> worker.note(DONE, exchange));
                    from(given.get(4)).process(exchange -> worker.note(SHARED, exchange));
                }
            });
            context.start();
            System.out.println(READY);
            awaitEndOfParent();
        }
    }

    private void note(String what, Exchange exchange) {
        Message message = exchange.getMessage();
        Object sequence = message.getHeader(NatsBridgeConstants.STREAM_SEQUENCE);
        journal.println(what + " " + message.getHeader(NatsBridgeConstants.MSG_ID) + " " + sequence);
    }

    /** Once for each message id, however often the message comes. */
    private void takeEffect(Exchange exchange) throws IOException, JetStreamApiException {
        Message message = exchange.getMessage();
        String id = message.getHeader(NatsBridgeConstants.MSG_ID, String.class);
        String digest = Samples.sha256(message.getBody(byte[].class));
        try {
            effects.create(id, digest.getBytes(UTF_8));
        } catch (JetStreamApiException e) {
            if (e.getApiErrorCode() != NO_SUCH_REVISION) {
                throw e;
            }
        }
    }

    private static void awaitEndOfParent() throws IOException {
        while (System.in.read() >= 0) {
            continue;
        }
    }
}
