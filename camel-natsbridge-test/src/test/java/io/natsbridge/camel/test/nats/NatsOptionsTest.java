/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.test.nats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class NatsOptionsTest {

    private static final NatsOptions DEFAULTS = NatsOptions.defaults();

    @Test
    void leavesTheOriginalAsItWas() {
        NatsOptions changed = DEFAULTS.jetStream(true).maxPayload(10).config("x: 1");

        assertThat(changed.jetStream()).isTrue();
        assertThat(DEFAULTS.jetStream()).isFalse();
        assertThat(DEFAULTS.maxPayload()).isZero();
        assertThat(DEFAULTS.config()).isEmpty();
    }

    @Test
    void addsLinesOfConfigurationUp() {
        assertThat(DEFAULTS.config("a: 1\n").config(" b: 2").config()).isEqualTo("a: 1\nb: 2\n");
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 0, NatsOptions.LARGEST_MAX_PAYLOAD + 1})
    void refusesMaxPayloadOutOfRange(int bytes) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> DEFAULTS.maxPayload(bytes))
                .withMessageContainingAll("maxPayload", Integer.toString(bytes), "1 to 67108864");
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 0, 65_536})
    void refusesPortOutOfRange(int port) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> DEFAULTS.port(port))
                .withMessageContainingAll("port", Integer.toString(port), "1 to 65535");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "two words", "quote\"", "line\nbreak"})
    void refusesServerNameThatIsNone(String name) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> DEFAULTS.serverName(name))
                .withMessageContaining("'" + name + "'");
    }

    @Test
    void refusesEmptyPassword() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> DEFAULTS.user("ann", ""))
                .withMessageContaining("password");
    }

    @Test
    void refusesSeedAsPublicKeyWithoutShowingIt() {
        String seed = "SUA" + "A".repeat(55);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> DEFAULTS.nkey(seed))
                .withMessageContaining("58 characters")
                .withMessageNotContaining(seed);
    }

    @Test
    void refusesSecondKindOfAuthorization() {
        NatsOptions withToken = DEFAULTS.token("s3cret");

        assertThatIllegalArgumentException()
                .isThrownBy(() -> withToken.user("ann", "pw"))
                .withMessageContaining("another kind")
                .withMessageNotContaining("s3cret");
    }

    @Test
    void fitsGivenServerWithOrWithoutJetStream() {
        assertThat(DEFAULTS.fitsGivenServer()).isTrue();
        assertThat(DEFAULTS.jetStream(true).fitsGivenServer()).isTrue();
    }

    @ParameterizedTest
    @MethodSource("demands")
    void doesNotFitGivenServerWithDemands(NatsOptions demanding) {
        assertThat(demanding.fitsGivenServer()).isFalse();
    }

    @Test
    void fitsContainerUnlessPortOrControlIsAskedFor() {
        assertThat(DEFAULTS.token("t").monitoring(true).fitsContainer()).isTrue();
        assertThat(DEFAULTS.port(4222).fitsContainer()).isFalse();
        assertThat(DEFAULTS.controllable(true).fitsContainer()).isFalse();
    }

    static Stream<NatsOptions> demands() {
        return Stream.of(
                DEFAULTS.maxPayload(1),
                DEFAULTS.user("ann", "pw"),
                DEFAULTS.token("t"),
                DEFAULTS.nkey("U" + "A".repeat(55)),
                DEFAULTS.tls(new NatsTls(Path.of("c"), Path.of("k"), Optional.empty())),
                DEFAULTS.monitoring(true),
                DEFAULTS.websocket(true),
                DEFAULTS.serverName("a"),
                DEFAULTS.port(4222),
                DEFAULTS.config("x: 1"),
                DEFAULTS.controllable(true));
    }
}
