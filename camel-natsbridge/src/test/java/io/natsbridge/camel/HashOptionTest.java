/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.natsbridge.camel.bridge.HashMode;
import java.util.Map;
import org.apache.camel.CamelContext;
import org.apache.camel.Endpoint;
import org.apache.camel.ResolveEndpointFailedException;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Camel drops a parameter of this name before a component sees it. */
class HashOptionTest {

    private final CamelContext context = new DefaultCamelContext();

    @BeforeEach
    void start() {
        context.start();
    }

    @AfterEach
    void stop() {
        context.stop();
    }

    @Test
    void takesTheOptionFromTheUri() {
        assertThat(hashOf(context.getEndpoint("natsbridge:subject?publish=false&hash=all")))
                .isEqualTo(HashMode.ALL);
    }

    @Test
    void takesTheOptionFromGivenParameters() {
        assertThat(hashOf(context.getEndpoint("natsbridge:subject", Map.of("hash", HashMode.NONE))))
                .isEqualTo(HashMode.NONE);
    }

    @Test
    void hashesLinksWithoutTheOption() {
        assertThat(hashOf(context.getEndpoint("natsbridge:subject?publish=false")))
                .isEqualTo(HashMode.LINK);
    }

    @Test
    void refusesAnUnknownValue() {
        assertThatThrownBy(() -> context.getEndpoint("natsbridge:subject?hash=some"))
                .isInstanceOf(ResolveEndpointFailedException.class)
                .rootCause()
                .hasMessageContaining("some");
    }

    private static HashMode hashOf(Endpoint endpoint) {
        return ((NatsBridgeEndpoint) endpoint).getConfiguration().getHash();
    }
}
