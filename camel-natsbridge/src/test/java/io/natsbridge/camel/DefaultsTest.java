/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class DefaultsTest {

    @Test
    void takeTheOptionThenTheEnvironmentThenTheDefault() {
        Map<String, String> environment = Map.of("NATS_URL", "nats://env", "BLANK", " ");
        assertThat(Defaults.firstOf("nats://option", environment, "NATS_URL", "d"))
                .isEqualTo("nats://option");
        assertThat(Defaults.firstOf(null, environment, "NATS_URL", "d")).isEqualTo("nats://env");
        assertThat(Defaults.firstOf(" ", environment, "NATS_URL", "d")).isEqualTo("nats://env");
        assertThat(Defaults.firstOf(null, environment, "BLANK", "d")).isEqualTo("d");
        assertThat(Defaults.firstOf(null, environment, "MISSING", "d")).isEqualTo("d");
    }

    @Test
    void takeSeveralFileServers() {
        assertThat(Defaults.fileserverUrls("http://a:8080, nats-object://b,"))
                .containsExactly("http://a:8080", "nats-object://b");
    }

    @Test
    void takeTheOptionForTheSizeThreshold() {
        assertThat(Defaults.sizeThreshold(5L)).isEqualTo(5);
        assertThat(Defaults.sizeThreshold(0L)).isZero();
    }
}
