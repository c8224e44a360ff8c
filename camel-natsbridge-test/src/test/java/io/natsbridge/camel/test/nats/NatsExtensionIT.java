/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.test.nats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.nats.client.Connection;
import io.nats.client.Nats;
import java.io.IOException;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

@SuppressWarnings("try") // the client's close() can be interrupted
class NatsExtensionIT {

    @RegisterExtension
    static final NatsExtension nats =
            NatsExtension.create(NatsOptions.defaults().jetStream(true).controllable(true));

    private static int portOfOuterClass;

    @BeforeAll
    static void rememberPort() {
        portOfOuterClass = nats.port();
    }

    @Test
    void startsTheServerBeforeTheTests() throws IOException, InterruptedException {
        try (Connection connection = Nats.connect(nats.url())) {
            assertThat(connection.getServerInfo().isJetStreamAvailable()).isTrue();
        }
    }

    @Test
    void handsControlThrough() {
        int port = nats.port();
        nats.kill();
        assertThat(nats.isRunning()).isFalse();

        nats.startAgain();

        assertThat(nats.isRunning()).isTrue();
        assertThat(nats.port()).isEqualTo(port);
    }

    @Test
    void saysWhyThereIsNoAddressBeforeTheStart() {
        assertThatIllegalStateException()
                .isThrownBy(NatsExtension.create()::url)
                .withMessageContaining("static field");
    }

    @Test
    void refusesSecondStart() {
        assertThatIllegalStateException().isThrownBy(nats::start).withMessageContaining("runs already");
    }

    @Nested
    class InNestedClass {

        @Test
        void keepsTheServerOfTheOuterClass() {
            assertThat(nats.isRunning()).isTrue();
            assertThat(nats.port()).isEqualTo(portOfOuterClass);
        }
    }
}
