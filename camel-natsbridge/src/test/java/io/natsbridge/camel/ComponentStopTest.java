/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel;

import static org.assertj.core.api.Assertions.assertThatCode;

import org.apache.camel.CamelContext;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.Test;

/** A component stops however far it came. */
class ComponentStopTest {

    @Test
    void aComponentThatNeverStartedStops() throws Exception {
        try (CamelContext context = new DefaultCamelContext()) {
            NatsBridgeComponent component = NatsBridgeComponent.of(context);
            assertThatCode(component::stop).doesNotThrowAnyException();
        }
    }
}
