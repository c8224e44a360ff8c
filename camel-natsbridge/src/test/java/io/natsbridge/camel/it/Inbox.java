/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.it;

import io.natsbridge.camel.envelope.Payload;
import io.natsbridge.camel.envelope.PayloadType;
import io.natsbridge.camel.envelope.Transport;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.StreamCache;
import org.awaitility.Awaitility;

/** Keeps what a route gets: read while the exchange lives, because streams die with it. */
final class Inbox implements Processor {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final List<Arrival> arrivals = new CopyOnWriteArrayList<>();

    /**
     * One exchange.
     *
     * @param body bytes in place of a stream
     * @param payloads what a list of payloads held
     * @param failure what the error handler caught, or null
     */
    record Arrival(Object body, Map<String, Object> headers, List<Part> payloads, Exception failure) {
        byte[] bytes() {
            return (byte[]) body;
        }

        Object header(String name) {
            return headers.get(name);
        }
    }

    /** One payload; a stream's bytes in place of it. */
    record Part(String dataname, PayloadType type, Transport transport, long size, Object value) {
        byte[] bytes() {
            return (byte[]) value;
        }

        static Part of(Payload payload) {
            Object value = payload.value() instanceof StreamCache ? payload.as(byte[].class) : payload.value();
            return new Part(payload.dataname(), payload.type(), payload.transport(), payload.size(), value);
        }
    }

    @Override
    public void process(Exchange exchange) {
        Object body = exchange.getMessage().getBody();
        List<?> list = body instanceof List<?> found ? found : List.of();
        List<Part> parts = list.stream()
                .filter(Payload.class::isInstance)
                .map(payload -> Part.of((Payload) payload))
                .toList();
        Map<String, Object> headers = new TreeMap<>(exchange.getMessage().getHeaders());
        arrivals.add(new Arrival(
                body instanceof StreamCache ? exchange.getMessage().getBody(byte[].class) : body,
                headers,
                parts,
                exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Exception.class)));
    }

    int count() {
        return arrivals.size();
    }

    List<Arrival> all() {
        return List.copyOf(arrivals);
    }

    /** Waits for the first exchange. */
    Arrival first() {
        return await(1).get(0);
    }

    /** Waits for so many exchanges. */
    List<Arrival> await(int count) {
        Awaitility.await().atMost(PATIENCE).until(() -> arrivals.size() >= count);
        return all();
    }
}
