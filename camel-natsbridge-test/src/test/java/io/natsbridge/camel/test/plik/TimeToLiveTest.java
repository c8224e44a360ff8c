/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.test.plik;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.natsbridge.camel.test.plik.PlikFeature.Mode;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TimeToLiveTest {

    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

    private static EmbeddedPlikOptions limits(long defaultSeconds, long maxSeconds) {
        return EmbeddedPlikOptions.builder()
                .defaultTtl(Duration.ofSeconds(defaultSeconds))
                .maxTtl(Duration.ofSeconds(maxSeconds))
                .build();
    }

    @ParameterizedTest
    @CsvSource({"0, 100", "1, 1", "200, 200"})
    void settlesOnWhatIsAskedOrOnTheDefault(long asked, long settled) throws ApiError {
        assertThat(TimeToLive.settle(asked, limits(100, 200))).isEqualTo(settled);
    }

    @ParameterizedTest
    @ValueSource(longs = {201, Long.MAX_VALUE})
    void refusesMoreThanTheMaximum(long asked) {
        assertThatThrownBy(() -> TimeToLive.settle(asked, limits(100, 200)))
                .isInstanceOf(ApiError.class)
                .hasMessage("unable to create upload : invalid TTL. (maximum allowed is : 200)");
    }

    @Test
    void refusesForEverWhereThereIsAMaximum() {
        assertThatThrownBy(() -> TimeToLive.settle(-1, limits(100, 200)))
                .isInstanceOf(ApiError.class)
                .hasMessageContaining("cannot set infinite TTL");
    }

    @ParameterizedTest
    @ValueSource(longs = {0, -1})
    void grantsForEverWhereThereIsNoMaximum(long max) throws ApiError {
        assertThat(TimeToLive.settle(-5, limits(100, max))).isEqualTo(-5);
    }

    @Test
    void listensToNobodyWhereItMayNotBeSet() throws ApiError {
        EmbeddedPlikOptions options = EmbeddedPlikOptions.builder()
                .feature(PlikFeature.SET_TTL, Mode.DISABLED)
                .defaultTtl(Duration.ofSeconds(100))
                .build();

        assertThat(TimeToLive.settle(Long.MAX_VALUE, options)).isEqualTo(100);
    }

    @Test
    void endsAfterItsSeconds() {
        assertThat(TimeToLive.end(NOW, 60)).contains(NOW.plusSeconds(60));
    }

    @ParameterizedTest
    @ValueSource(longs = {0, -1})
    void neverEndsWithoutSeconds(long seconds) {
        assertThat(TimeToLive.end(NOW, seconds)).isEmpty();
    }

    @Test
    void endsWithTheLastDateThatCanBeWritten() {
        assertThat(TimeToLive.end(NOW, Long.MAX_VALUE)).contains(Instant.parse("9999-12-31T23:59:59Z"));
    }

    @Test
    void isOverAfterItsEndOnly() {
        UploadTerms terms = new UploadTerms(60, false, false, false, false, "", "", "");
        Upload upload = new Upload(terms, NOW);

        assertThat(upload.isExpired(NOW.plusSeconds(60))).isFalse();
        assertThat(upload.isExpired(NOW.plusSeconds(61))).isTrue();
    }
}
