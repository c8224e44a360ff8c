/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.nats.client.ConnectionListener;
import io.nats.client.ErrorListener;
import java.util.List;
import java.util.function.Consumer;
import org.apache.camel.CamelContext;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.jsse.SSLContextParameters;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Secrets that would go over a network as they are. */
class ConnectionOptionsTest {

    private static final ConnectionListener STATES = (connection, event) -> {};

    @ParameterizedTest
    @ValueSource(
            strings = {
                "nats://broker.example.com:4222",
                "ws://10.0.0.1",
                "nats://localhost:4222,nats://broker:4222",
                "nats://localhost.example.com",
                "nats://127.example.com"
            })
    void anOpenSecretIsAnErrorInProductionAndAWarningElsewhere(String servers) {
        for (Consumer<NatsBridgeConfiguration> secret : secrets()) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> options("prod", servers, secret))
                    .withMessageContaining("readable on the network")
                    .withMessageNotContaining("s3cret");
            assertThatCode(() -> options("dev", servers, secret)).doesNotThrowAnyException();
            assertThatCode(() -> options(null, servers, secret)).doesNotThrowAnyException();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "nats://localhost:4222",
                "nats://127.0.0.1:4222",
                "nats://[::1]:4222",
                "tls://broker:4222",
                "wss://broker"
            })
    void aSecretThatNobodyElseReadsIsLeftInPeace(String servers) {
        for (Consumer<NatsBridgeConfiguration> secret : secrets()) {
            assertThatCode(() -> options("prod", servers, secret)).doesNotThrowAnyException();
        }
    }

    @Test
    void whereTlsIsAskedForOtherwiseOrNoSecretIsSentThereIsNothingToSay() {
        assertThatCode(() -> options("prod", "nats://broker", c -> {})).doesNotThrowAnyException();
        assertThatCode(() -> options("prod", "nats://broker", c -> c.setCredentialsFilePath("file")))
                .doesNotThrowAnyException();
        assertThatCode(() -> options("prod", "nats://broker", c -> {
                    c.setToken("s3cret");
                    c.setSecure(true);
                }))
                .doesNotThrowAnyException();
        assertThatCode(() -> options("prod", "nats://broker", c -> {
                    c.setToken("s3cret");
                    c.setSslContextParameters(new SSLContextParameters());
                }))
                .doesNotThrowAnyException();
    }

    private static Iterable<Consumer<NatsBridgeConfiguration>> secrets() {
        return List.of(c -> c.setToken("s3cret"), c -> {
            c.setUsername("somebody");
            c.setPassword("s3cret");
        });
    }

    private static void options(String profile, String servers, Consumer<NatsBridgeConfiguration> change) {
        CamelContext context = new DefaultCamelContext();
        if (profile != null) {
            context.getCamelContextExtension().setProfile(profile);
        }
        NatsBridgeConfiguration configuration = Exchanges.configuration();
        configuration.setServers(servers);
        change.accept(configuration);
        ConnectionOptions.of(ConnectionSettings.of(configuration, "ctx"), context, STATES, new ErrorListener() {});
    }
}
