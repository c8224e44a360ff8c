/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.architecture;

import com.tngtech.archunit.core.importer.Location;
import com.tngtech.archunit.junit.LocationProvider;
import io.natsbridge.camel.NatsBridgeComponent;
import java.util.Set;

/** Where the classes of the component are; those of the test services, which share its base package, are elsewhere. */
final class ProductLocation implements LocationProvider {

    @Override
    public Set<Location> get(Class<?> testClass) {
        return Set.of(Location.of(
                NatsBridgeComponent.class.getProtectionDomain().getCodeSource().getLocation()));
    }
}
