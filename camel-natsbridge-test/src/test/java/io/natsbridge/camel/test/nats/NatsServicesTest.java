/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.test.nats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NatsServicesTest {

    private static final NatsOptions DEFAULTS = NatsOptions.defaults();

    private final Map<String, String> properties = new HashMap<>();
    private final Map<String, String> variables = new HashMap<>();

    @TempDir
    private Path folder;

    @BeforeEach
    void knowNothing() {
        properties.put("user.home", folder.toString());
        properties.put("os.name", "Linux");
        variables.put("XDG_CACHE_HOME", folder.toString());
    }

    @Test
    void takesTheGivenServerForPlainOptions() {
        variables.put("NATS_URL", "nats://nats.example:4333");

        NatsService service = choose(DEFAULTS.jetStream(true));

        assertThat(service.url()).isEqualTo("nats://nats.example:4333");
        assertThat(service.port()).isEqualTo(4333);
        assertThat(service.isControllable()).isFalse();
    }

    @Test
    void prefersThePropertyForTheGivenServer() {
        variables.put("NATS_URL", "nats://one.example");
        properties.put("nats.service.url", "two.example");

        assertThat(choose(DEFAULTS).url()).isEqualTo("nats://two.example");
    }

    @Test
    void takesTheInstalledServerWhenTheGivenOneCannotPromiseEnough() throws IOException {
        variables.put("NATS_URL", "nats://nats.example");
        install("2.12.0");

        assertThat(choose(DEFAULTS.controllable(true)).isControllable()).isTrue();
    }

    @Test
    void takesTheServerThatWasFetchedBefore() throws IOException {
        install("2.9.0");
        new ServerCache(
                        folder.resolve("camel-natsbridge"),
                        NatsVersion.PINNED,
                        List.of((version, work) -> FakeServer.write(work.resolve("nats-server"), version.toString())))
                .get();

        assertThat(choose(DEFAULTS.controllable(true)).isControllable()).isTrue();
    }

    @Test
    void saysWhatToInstallWhenThereIsNoWay() {
        assertThatIllegalStateException()
                .isThrownBy(() -> choose(DEFAULTS.controllable(true)))
                .withMessageContainingAll("PATH", "nats_server_path", "2.10.0", "container", "Go", "pip")
                .withMessageContaining("nats.service.url");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"http://ann:s3cret@h", "nats://ann:s3cret@a b", "nats://ann:s3cret@h1,nats://h2", "nats://"})
    void refusesAddressThatIsNoneWithoutShowingIt(String address) {
        variables.put("NATS_URL", address);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> choose(DEFAULTS))
                .withMessageContaining("NATS_URL")
                .withMessageNotContaining("s3cret")
                .withNoCause();
    }

    @Test
    void hidesThePasswordOfTheGivenServer() {
        variables.put("NATS_URL", "nats://ann:s3cret@nats.example");

        assertThat(choose(DEFAULTS)).hasToString("the given NATS server at nats.example:4222");
    }

    @Test
    void refusesToKillTheGivenServer() {
        variables.put("NATS_URL", "nats://nats.example");

        assertThatExceptionOfType(UnsupportedOperationException.class)
                .isThrownBy(() -> choose(DEFAULTS).kill())
                .withMessageContainingAll("nats.example", "controllable");
    }

    private NatsService choose(NatsOptions options) {
        return new NatsServices(new Surroundings(properties::get, variables::get)).choose(options);
    }

    private void install(String version) throws IOException {
        FakeServer.write(folder.resolve("nats-server"), version);
        variables.put("PATH", folder.toString());
    }
}
