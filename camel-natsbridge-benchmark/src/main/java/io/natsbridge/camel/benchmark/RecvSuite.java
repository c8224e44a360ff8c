/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.benchmark;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Receiving over core NATS, decoded, beside those who count bytes or decode by hand; all are fed the same bytes by the same {@link Feeder}. */
final class RecvSuite {

    static final String JNATS = "jnats";
    static final String CAMEL_NATS = "camel-nats with Jackson";

    private static final Map<Integer, Double> BOUNDS = Map.of(1_000, 0.6, 10_000, 0.75, 100_000, 0.85);
    private static final double BOUND_CAMEL_NATS = 1.5;
    private static final int CONSUMERS = 4;

    private RecvSuite() {}

    static List<Scenario> scenarios() {
        List<Scenario> all = new ArrayList<>();
        for (int size : new int[] {100, 1_000, 10_000, 100_000, 700_000}) {
            Scenario scenario = scenario("", size, Taker.route(""));
            Contender.Opening jnats = stage -> new Fed(stage, size, Taker.dispatcher());
            all.add(
                    BOUNDS.containsKey(size)
                            ? scenario.against(JNATS, BOUNDS.get(size), jnats)
                            : scenario.beside(JNATS, jnats));
        }
        for (int size : new int[] {1_000, 100_000}) {
            all.add(scenario("-beside-camel-nats", size, Taker.route(""))
                    .against(CAMEL_NATS, BOUND_CAMEL_NATS, stage -> new Fed(stage, size, Taker.camelNats())));
        }
        all.add(scenario("-by-" + CONSUMERS, 1_000, Taker.route("&concurrentConsumers=" + CONSUMERS))
                .beside(JNATS, stage -> new Fed(stage, 1_000, Taker.dispatcher())));
        return all;
    }

    private static Scenario scenario(String suffix, int size, Taker taker) {
        return Scenario.of(
                "receive-" + Payloads.name(size) + suffix,
                "receive and decode " + Payloads.name(size),
                Unit.MESSAGES_PER_SECOND,
                stage -> new Fed(stage, size, taker));
    }
}
