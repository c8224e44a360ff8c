/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.composite.CompositeMeterRegistry;
import io.natsbridge.camel.bridge.BridgeObserver;
import io.natsbridge.camel.bridge.NoObserver;
import io.natsbridge.camel.metrics.BridgeMeters;
import java.util.Set;
import org.apache.camel.CamelContext;
import org.apache.camel.spi.Registry;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Finds where a context keeps its meters, if it does. */
final class MeterLookup {

    /** The bean that Camel's own meters are in. */
    private static final String NAME = "metricsRegistry";

    private static final Logger LOG = LoggerFactory.getLogger(MeterLookup.class);
    private static final boolean POSSIBLE = OptionalClasses.has("io.micrometer.core.instrument.MeterRegistry");

    private MeterLookup() {}

    /** Who counts and times what the component of a context does; nobody without Micrometer, or without a registry of meters among the context's beans. */
    static BridgeObserver in(CamelContext context) {
        return POSSIBLE ? Beans.meters(context) : NoObserver.INSTANCE;
    }

    /** Loaded only where Micrometer is there. */
    private static final class Beans {

        static BridgeObserver meters(CamelContext context) {
            MeterRegistry meters = registry(context.getRegistry());
            return meters == null ? NoObserver.INSTANCE : new BridgeMeters(meters, context.getName());
        }

        private static MeterRegistry registry(Registry beans) {
            MeterRegistry named = beans.lookupByNameAndType(NAME, MeterRegistry.class);
            if (named != null) {
                return named;
            }
            Set<MeterRegistry> all = beans.findByType(MeterRegistry.class);
            Set<CompositeMeterRegistry> composites = beans.findByType(CompositeMeterRegistry.class);
            if (all.size() == 1 || composites.size() == 1) {
                return (all.size() == 1 ? all : composites).iterator().next();
            }
            if (!all.isEmpty()) {
                LOG.warn(
                        "There are {} meter registries and none of them is named '{}': natsbridge has no meters",
                        all.size(),
                        NAME);
            }
            return null;
        }
    }
}
