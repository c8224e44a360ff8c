/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.examples;

import io.natsbridge.camel.test.peer.PeerMessage;
import java.time.Duration;
import java.util.List;

/**
 * A message that has arrived.
 *
 * @param nanoTime when it was there, all links downloaded, as {@link System#nanoTime} tells it
 * @param sent its payloads as its sender describes them; empty where a peer received it
 * @param received its payloads as they are
 */
record Arrival(long nanoTime, List<Seen> sent, List<Seen> received) {

    /** What a peer tells, now, that it got. */
    static Arrival of(PeerMessage message) {
        List<Seen> received = message.payloads().stream()
                .map(payload -> new Seen(
                        payload.dataname(), payload.type(), payload.transport(), payload.size(), payload.sha256()))
                .toList();
        return new Arrival(System.nanoTime(), List.of(), received);
    }

    /** How long after a moment it was there. */
    Duration since(long start) {
        return Duration.ofNanos(nanoTime - start);
    }
}
