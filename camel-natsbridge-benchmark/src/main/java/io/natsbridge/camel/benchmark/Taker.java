/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.benchmark;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.nats.client.Connection;
import io.nats.client.Nats;
import java.time.Duration;

/**
 * Who takes the messages of a subject.
 *
 * @param decodes whether it counts the payload's bytes, not the message's
 * @param start starts it
 */
record Taker(boolean decodes, Start start) {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final ObjectMapper JSON = new ObjectMapper();

    /** Returns once the broker has the subscription. */
    interface Start {
        /** @return what ends it */
        AutoCloseable open(Stage stage, String subject, Tally tally) throws Exception;
    }

    /** A route from the component that looks at the payload. */
    static Taker route(String options) {
        return new Taker(
                true,
                (stage, subject, tally) -> Camel.start(
                        routes -> routes.from("natsbridge:" + subject + "?servers=" + stage.natsUrl() + options)
                                .process(exchange ->
                                        tally.add((byte[]) exchange.getMessage().getBody()))));
    }

    /** A dispatcher of jnats that looks at the bytes of the message. */
    static Taker dispatcher() {
        return new Taker(false, (stage, subject, tally) -> {
            Connection nats = Nats.connect(stage.natsUrl());
            nats.createDispatcher(message -> tally.add(message.getData())).subscribe(subject);
            nats.flush(PATIENCE);
            return nats;
        });
    }

    /** A route from camel-nats whose processor decodes the envelope as one writes it by hand. */
    static Taker camelNats() {
        return new Taker(true, (stage, subject, tally) -> {
            String servers = stage.natsUrl().replace("nats://", "");
            Camel camel = Camel.start(routes -> routes.from("nats:" + subject + "?servers=" + servers)
                    .process(exchange -> {
                        byte[] message = exchange.getMessage().getBody(byte[].class);
                        if (message.length > 0) {
                            JsonNode envelope = JSON.readTree(message);
                            tally.add(envelope.path("payloads")
                                    .path(0)
                                    .path("data")
                                    .binaryValue());
                        }
                    }));
            awaitSubscription(stage, subject);
            return camel;
        });
    }

    /** camel-nats subscribes in the background: asks with an empty message until somebody answers. */
    private static void awaitSubscription(Stage stage, String subject) throws Exception {
        long until = System.nanoTime() + PATIENCE.toNanos();
        try (Connection nats = Nats.connect(stage.natsUrl())) {
            while (nats.request(subject, new byte[0], Duration.ofMillis(100)) == null) {
                if (System.nanoTime() > until) {
                    throw new IllegalStateException("Nobody subscribes to " + subject);
                }
            }
        }
    }
}
