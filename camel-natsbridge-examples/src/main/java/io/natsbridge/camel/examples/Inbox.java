/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.examples;

import io.natsbridge.camel.NatsBridgeConstants;
import io.natsbridge.camel.content.Content;
import io.natsbridge.camel.envelope.Payload;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;

/** The end of a route whose consumer has {@code bodyMode=list}: keeps what has arrived until somebody asks for it. Thread-safe. */
final class Inbox implements Processor {

    private final Map<String, CompletableFuture<Arrival>> byCorrelationId = new ConcurrentHashMap<>();

    @Override
    public void process(Exchange exchange) {
        long now = System.nanoTime();
        List<Seen> sent = new ArrayList<>();
        List<Seen> received = new ArrayList<>();
        for (Object element : exchange.getMessage().getBody(List.class)) {
            Payload payload = (Payload) element;
            Content content = payload.content().orElseThrow();
            sent.add(seen(
                    payload, payload.size(), String.valueOf(payload.metadata().get("sha256"))));
            received.add(seen(payload, content.size(), Digests.sha256(content)));
        }
        String correlationId = exchange.getMessage().getHeader(NatsBridgeConstants.CORRELATION_ID, String.class);
        expected(correlationId).complete(new Arrival(now, sent, received));
    }

    /**
     * Waits for a message.
     *
     * @throws IllegalStateException if it does not arrive in time
     */
    Arrival await(String correlationId, Duration time) {
        try {
            return expected(correlationId).get(time.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            throw new IllegalStateException("No message arrived in " + time.toSeconds() + " s; the log tells why", e);
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while waiting for a message", e);
        } finally {
            byCorrelationId.remove(correlationId);
        }
    }

    private CompletableFuture<Arrival> expected(String correlationId) {
        return byCorrelationId.computeIfAbsent(correlationId, id -> new CompletableFuture<>());
    }

    private static Seen seen(Payload payload, long bytes, String sha256) {
        String type = payload.type().wireName();
        return new Seen(payload.dataname(), type, payload.transport().wireName(), bytes, sha256);
    }
}
