/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.composite.CompositeMeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.natsbridge.camel.bridge.BridgeObserver;
import io.natsbridge.camel.bridge.NoObserver;
import org.apache.camel.CamelContext;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.Test;

class MeterLookupTest {

    private final CamelContext context = new DefaultCamelContext();
    private final SimpleMeterRegistry one = new SimpleMeterRegistry();
    private final SimpleMeterRegistry two = new SimpleMeterRegistry();

    @Test
    void nobodyCountsWithoutARegistry() {
        assertThat(MeterLookup.in(context)).isSameAs(NoObserver.INSTANCE);
    }

    @Test
    void theOnlyRegistryIsTaken() {
        bind("whatever", one);
        assertCountsIn(one);
    }

    @Test
    void amongSeveralTheOneOfCamelIsTaken() {
        bind("whatever", one);
        bind("metricsRegistry", two);
        assertCountsIn(two);
    }

    @Test
    void amongSeveralTheOneThatHasTheOthersIsTaken() {
        bind("one", one);
        bind("two", two);
        context.getRegistry().bind("all", new CompositeMeterRegistry().add(one).add(two));
        assertCountsIn(one);
        assertCountsIn(two);
    }

    @Test
    void severalOfWhichNoneIsTheOneAreNone() {
        bind("one", one);
        bind("two", two);
        assertThat(MeterLookup.in(context)).isSameAs(NoObserver.INSTANCE);
    }

    private void bind(String name, SimpleMeterRegistry registry) {
        context.getRegistry().bind(name, registry);
    }

    private void assertCountsIn(SimpleMeterRegistry registry) {
        BridgeObserver found = MeterLookup.in(context);
        double before = registry.find("camel.natsbridge.drops").counter() == null ? 0 : drops(registry);
        found.dropped();
        assertThat(drops(registry)).isEqualTo(before + 1);
    }

    private static double drops(SimpleMeterRegistry registry) {
        return registry.get("camel.natsbridge.drops").counter().count();
    }
}
