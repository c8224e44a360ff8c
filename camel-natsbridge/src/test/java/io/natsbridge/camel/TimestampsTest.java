/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TimestampsTest {

    private static final long YEARS_MILLIS = 400L * 365 * 86_400_000;

    @ParameterizedTest
    @CsvSource({
        "2026-01-15T16:30:00Z, 2026-01-15T16:30:00.000Z",
        "2024-02-29T23:59:59.999Z, 2024-02-29T23:59:59.999Z",
        "1969-12-31T23:59:59.5Z, 1969-12-31T23:59:59.500Z",
        "0001-01-01T00:00:00Z, 0001-01-01T00:00:00.000Z",
        "9999-12-31T23:59:59.999Z, 9999-12-31T23:59:59.999Z",
        "+10000-01-01T00:00:00Z, +10000-01-01T00:00:00.000Z"
    })
    void areInUtcWithMilliseconds(String instant, String text) {
        assertThat(Timestamps.of(Instant.parse(instant).toEpochMilli())).isEqualTo(text);
    }

    @Test
    void areWhatAFormatterWrites() {
        Random random = new Random(7);
        for (int i = 0; i < 200_000; i++) {
            long range = i % 2 == 0 ? YEARS_MILLIS : 400 * YEARS_MILLIS;
            long millis = (long) (range * (random.nextDouble() * 2 - 1));
            assertThat(Timestamps.of(millis)).isEqualTo(Timestamps.plain(millis));
        }
    }
}
