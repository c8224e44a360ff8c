/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.test.nats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class CommandTest {

    private static final Duration LONG = Duration.ofSeconds(20);

    @Test
    void returnsWhatTheProgramPrints() throws IOException {
        assertThat(Command.of("sh", "-c", "echo \"$GREETING\"")
                        .with("GREETING", "hi")
                        .run(LONG))
                .isEqualTo("hi\n");
    }

    @Test
    void showsCodeAndOutputOfProgramThatFails() {
        assertThatIOException()
                .isThrownBy(
                        () -> Command.of("sh", "-c", "echo broken >&2; exit 7").run(LONG))
                .withMessageContainingAll("exit code 7", "broken");
    }

    @Test
    void endsProgramThatTakesTooLong() {
        assertThatIOException()
                .isThrownBy(() -> Command.of("sleep", "60").run(Duration.ofMillis(200)))
                .withMessageContaining("no end after");
    }
}
