/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.examples;

import io.nats.client.Nats;
import io.natsbridge.camel.BodyMode;
import io.natsbridge.camel.SmartReceive;
import io.natsbridge.camel.SmartSend;
import io.natsbridge.camel.bridge.HashMode;
import io.natsbridge.camel.envelope.Payload;
import io.natsbridge.camel.envelope.PayloadType;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.camel.Exchange;
import org.apache.camel.component.nats.NatsConsumer;

/**
 * A claim check over transports that know nothing of it, as Kafka, JMS or any other would do: SmartSend stores what is large and leaves a small envelope as the body, SmartReceive
 * fetches it again.
 */
public final class OtherTransports extends Example {

    private static final int ENVELOPE_BYTES = 4_000;
    private static final List<Payload> MESSAGE = List.of(
            Payload.of("title", "A walk", PayloadType.TEXT),
            Payload.of("walk.y4m", Samples.film(256, 100), PayloadType.VIDEO));

    private final Inbox arrived = new Inbox();

    /** Runs the example. */
    public static void main(String... arguments) {
        runAndExit(new OtherTransports());
    }

    @Override
    public void configure() throws IOException, InterruptedException {
        bindToRegistry("broker", stage().opened(Nats.connect(stage().nats().url())));
        SmartSend toEnvelope = toEnvelope();
        SmartReceive fromEnvelope = fromEnvelope();
        // tag::example-other-transports[]
        from("direct:seda").process(toEnvelope).to("seda:films");
        from("seda:films").process(fromEnvelope).process(arrived);

        from("direct:nats").process(toEnvelope).to("nats:films?connection=#broker");
        from("nats:films?connection=#broker")
                .routeId("nats")
                .process(fromEnvelope)
                .process(arrived);
        // end::example-other-transports[]
    }

    private SmartSend toEnvelope() {
        SmartSend processor = new SmartSend();
        processor.setFileserverUrl(stage().fileserverUrl());
        processor.setSubject("films");
        processor.setHash(HashMode.ALL);
        return processor;
    }

    private SmartReceive fromEnvelope() {
        SmartReceive processor = new SmartReceive();
        processor.setFileserverUrl(stage().fileserverUrl());
        processor.setBodyMode(BodyMode.LIST);
        return processor;
    }

    @Override
    void play() {
        NatsConsumer consumer = (NatsConsumer) getContext().getRoute("nats").getConsumer();
        awaitThat(consumer::isActive, "camel-nats listens");
        Report report = new Report(stage().console());
        for (String transport : List.of("seda", "nats")) {
            report.heading("A text and a film over " + transport + ":");
            send(transport, report);
        }
        report.summary();
        check(report.isAllEqual() && report.rows().size() == 4, "what arrived is what was sent");
    }

    private void send(String transport, Report report) {
        String id = UUID.randomUUID().toString();
        long start = System.nanoTime();
        Exchange sent = new Sender(getContext()).deliver("direct:" + transport, id, MESSAGE, Map.of());
        Arrival arrival = arrived.await(id, PATIENCE);
        report.add(arrival.sent(), arrival.received(), transport, arrival.since(start));
        int carried = sent.getMessage().getBody(byte[].class).length;
        check(carried < ENVELOPE_BYTES, "%s: carried %,d bytes", transport, carried);
    }
}
