/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.test.peer;

import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * A request that a peer is told to make.
 *
 * @param subject to send to
 * @param payloads of the request
 * @param via how the reply finds back
 * @param timeout for the reply
 * @param options as for {@link PeerProcess#send}
 */
public record PeerRequest(
        String subject, List<OutgoingPayload> payloads, Via via, Duration timeout, Map<String, Object> options) {

    /** How a reply finds back. */
    public enum Via {
        /** By the reply inbox of a NATS request; the envelope's {@code reply_to} stays empty. */
        NATS,
        /** By the envelope's {@code reply_to} alone, as a peer without NATS requests does it. */
        REPLY_TO
    }

    private static final Duration DEFAULT_TIMEOUT = Duration.ofSeconds(20);

    /** Copies what it is given. */
    public PeerRequest {
        payloads = List.copyOf(payloads);
        options = Map.copyOf(options);
    }

    /** A request by {@code via}, with 20 s for the reply. */
    public static PeerRequest of(String subject, Via via, OutgoingPayload... payloads) {
        return new PeerRequest(subject, List.of(payloads), via, DEFAULT_TIMEOUT, Map.of());
    }

    /** The same with another time for the reply. */
    public PeerRequest withTimeout(Duration time) {
        return new PeerRequest(subject, payloads, via, time, options);
    }

    /** The same with these options. */
    public PeerRequest withOptions(Map<String, Object> other) {
        return new PeerRequest(subject, payloads, via, timeout, other);
    }
}
