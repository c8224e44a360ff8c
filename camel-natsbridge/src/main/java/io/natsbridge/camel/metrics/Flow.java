/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.metrics;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.natsbridge.camel.envelope.Envelope;
import io.natsbridge.camel.envelope.Payload;
import io.natsbridge.camel.envelope.PayloadType;
import io.natsbridge.camel.envelope.Transport;

/** Counts the messages of one direction, and their payloads. */
final class Flow {

    private final Counter messages;

    /** By type and transport. */
    private final Counter[][] payloads = new Counter[PayloadType.values().length][Transport.values().length];

    private final Counter[][] bytes = new Counter[PayloadType.values().length][Transport.values().length];

    Flow(MeterRegistry registry, Tags tags) {
        messages = Counter.builder(BridgeMeters.PREFIX + "messages")
                .description("Messages that were sent or received")
                .tags(tags)
                .register(registry);
        for (PayloadType type : PayloadType.values()) {
            for (Transport transport : Transport.values()) {
                Tags all = tags.and("type", type.wireName(), "transport", transport.wireName());
                payloads[type.ordinal()][transport.ordinal()] = Counter.builder(BridgeMeters.PREFIX + "payloads")
                        .description("Payloads of the messages")
                        .tags(all)
                        .register(registry);
                bytes[type.ordinal()][transport.ordinal()] = Counter.builder(BridgeMeters.PREFIX + "payload.bytes")
                        .description("Bytes of the payloads, those behind links too")
                        .baseUnit("bytes")
                        .tags(all)
                        .register(registry);
            }
        }
    }

    void count(Envelope envelope) {
        messages.increment();
        for (Payload payload : envelope.payloads()) {
            int type = payload.type().ordinal();
            int transport = payload.transport().ordinal();
            payloads[type][transport].increment();
            bytes[type][transport].increment(Math.max(0, payload.size()));
        }
    }
}
