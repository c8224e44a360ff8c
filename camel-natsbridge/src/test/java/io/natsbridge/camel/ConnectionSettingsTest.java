/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ConnectionSettingsTest {

    @Test
    void areTheSameForEqualOptions() {
        NatsBridgeConfiguration other = Exchanges.configuration();
        other.setSubject("other");
        other.setQueueName("q");
        other.setSizeThreshold(5L);
        assertThat(ConnectionSettings.of(other, "ctx"))
                .isEqualTo(ConnectionSettings.of(Exchanges.configuration(), "ctx"));
    }

    static Stream<Consumer<NatsBridgeConfiguration>> changes() {
        return Stream.of(
                c -> c.setServers("nats://other:4222"),
                c -> c.setUsername("u"),
                c -> c.setPassword("p"),
                c -> c.setToken("t"),
                c -> c.setCredentialsFilePath("f"),
                c -> c.setNkeyPath("f"),
                c -> c.setSecure(true),
                c -> c.setConnectionTimeout(1),
                c -> c.setPingInterval(1),
                c -> c.setMaxPingsOut(1),
                c -> c.setReconnect(false),
                c -> c.setReconnectTimeWait(1),
                c -> c.setMaxReconnectAttempts(1),
                c -> c.setNoEcho(true),
                c -> c.setNoRandomizeServers(true),
                c -> c.setConnectionName("n"),
                c -> c.setInboxPrefix("i."));
    }

    @ParameterizedTest
    @MethodSource("changes")
    void areOthersForEveryOptionThatConcernsTheConnection(Consumer<NatsBridgeConfiguration> change) {
        NatsBridgeConfiguration changed = Exchanges.configuration();
        change.accept(changed);
        assertThat(ConnectionSettings.of(changed, "ctx"))
                .isNotEqualTo(ConnectionSettings.of(Exchanges.configuration(), "ctx"));
    }

    @Test
    void readSeveralServersWithAndWithoutScheme() {
        NatsBridgeConfiguration configuration = Exchanges.configuration();
        configuration.setServers("a:1, tls://b:2 ,c");
        assertThat(ConnectionSettings.servers(configuration)).containsExactly("nats://a:1", "tls://b:2", "nats://c");
    }

    @Test
    void showNoCredentials() {
        NatsBridgeConfiguration configuration = Exchanges.configuration();
        configuration.setUsername("hunter1");
        configuration.setPassword("hunter2");
        configuration.setToken("hunter3");
        assertThat(ConnectionSettings.of(configuration, "ctx").toString()).doesNotContain("hunter");
    }
}
