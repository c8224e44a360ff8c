/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.test.plik;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.natsbridge.camel.test.plik.PlikFeature.Mode;
import java.net.URI;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EmbeddedPlikOptionsTest {

    @Test
    void behavesLikeAServerThatNobodyConfigured() {
        EmbeddedPlikOptions options = EmbeddedPlikOptions.defaults();

        assertThat(options.maxFileSize()).isEqualTo(10_000_000_000L);
        assertThat(options.defaultTtlSeconds()).isEqualTo(2_592_000);
        assertThat(options.maxTtlSeconds()).isEqualTo(2_592_000);
        assertThat(options.feature(PlikFeature.ONE_SHOT)).isEqualTo(Mode.ENABLED);
        assertThat(options.feature(PlikFeature.AUTHENTICATION)).isEqualTo(Mode.DISABLED);
        assertThat(options.webInterface()).isTrue();
    }

    @Test
    void isNotChangedByItsBuilder() {
        EmbeddedPlikOptions.Builder builder = EmbeddedPlikOptions.builder();
        EmbeddedPlikOptions options = builder.build();

        builder.maxFileSize(1).feature(PlikFeature.STREAM, Mode.FORCED).user(new PlikUser("a", "b"));

        assertThat(options.maxFileSize()).isEqualTo(10_000_000_000L);
        assertThat(options.feature(PlikFeature.STREAM)).isEqualTo(Mode.ENABLED);
        assertThat(options.users()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"/plik, /plik", "/plik/, /plik", "/, ''", "'', ''"})
    void dropsTheSlashBehindAPath(String given, String path) {
        assertThat(EmbeddedPlikOptions.builder().path(given).build().path()).isEqualTo(path);
    }

    @Test
    void refusesValuesThatMakeNoSense() {
        EmbeddedPlikOptions.Builder builder = EmbeddedPlikOptions.builder();

        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder.port(65536))
                .withMessageContaining("65536");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder.path("plik"))
                .withMessageContaining("plik");
        assertThatIllegalArgumentException().isThrownBy(() -> builder.maxFilesPerUpload(0));
        assertThatIllegalArgumentException().isThrownBy(() -> builder.diskQuota(-1));
        assertThatIllegalArgumentException().isThrownBy(() -> builder.downloadDomain(URI.create("dl.example")));
    }

    @Test
    void refusesADefaultLifeLongerThanTheLongest() {
        EmbeddedPlikOptions.Builder builder =
                EmbeddedPlikOptions.builder().defaultTtl(Duration.ofDays(2)).maxTtl(Duration.ofDays(1));

        assertThatIllegalArgumentException().isThrownBy(builder::build).withMessageContaining("PT48H");
    }

    @Test
    void keepsAUsersTokenToItself() {
        assertThat(new PlikUser("tester", "secret")).asString().doesNotContain("secret");
    }
}
