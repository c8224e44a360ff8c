/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.test.nats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import org.junit.jupiter.api.Test;

class GivenNatsServiceIT {

    private static final NatsOptions CONTROLLABLE = NatsOptions.defaults().controllable(true);
    private static final NatsOptions JET_STREAM = NatsOptions.defaults().jetStream(true);

    @Test
    void leavesTheGivenServerRunning() {
        try (NatsService nats = NatsServices.start(CONTROLLABLE.jetStream(true))) {
            NatsService given = new GivenNatsService(nats.url(), JET_STREAM);
            given.start();
            assertThat(given.isRunning()).isTrue();

            given.close();

            assertThat(given.isRunning()).isFalse();
            assertThat(nats.isRunning()).isTrue();
        }
    }

    @Test
    void refusesServerWithoutJetStreamThatIsAskedFor() {
        try (NatsService nats = NatsServices.start(CONTROLLABLE)) {
            NatsService given = new GivenNatsService(nats.url(), JET_STREAM);

            assertThatIllegalStateException()
                    .isThrownBy(given::start)
                    .withMessageContainingAll("127.0.0.1:" + nats.port(), "no JetStream");
        }
    }

    @Test
    void saysThatTheGivenServerDoesNotAnswer() {
        NatsService given = new GivenNatsService("nats://127.0.0.1:" + FreePorts.choose(1)[0], JET_STREAM);

        assertThatIllegalStateException()
                .isThrownBy(given::start)
                .withMessageContainingAll("127.0.0.1:" + given.port(), "no answer", "NATS_URL");
    }
}
