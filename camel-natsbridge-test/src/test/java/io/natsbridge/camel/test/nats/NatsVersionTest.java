/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.test.nats;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NatsVersionTest {

    @ParameterizedTest
    @CsvSource({
        "nats-server: v2.12.8, 2.12.8",
        "nats-server: v2.9.10, 2.9.10",
        "nats-server: v2.14.0-RC.1, 2.14.0",
        "nats-server: 2.10.26, 2.10.26"
    })
    void readsWhatTheServerPrints(String printed, String version) {
        assertThat(NatsVersion.parse(printed)).hasToString("Optional[" + version + "]");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "nats-server: dev", "version 2.12"})
    void findsNoVersionInOtherText(String printed) {
        assertThat(NatsVersion.parse(printed)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"2.9.25, true", "2.10.0, false", "2.12.8, false", "3.0.0, false", "1.99.99, true"})
    void callsVersionsBeforeTheOldestOld(String version, boolean old) {
        assertThat(NatsVersion.parse(version).orElseThrow().isOld()).isEqualTo(old);
    }

    @Test
    void pinsAVersionThatIsNotOld() {
        assertThat(NatsVersion.PINNED.isOld()).isFalse();
    }
}
