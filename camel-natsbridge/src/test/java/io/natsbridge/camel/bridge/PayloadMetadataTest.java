/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.bridge;

import static org.assertj.core.api.Assertions.assertThat;

import io.natsbridge.camel.envelope.Payload;
import io.natsbridge.camel.envelope.PayloadType;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PayloadMetadataTest {

    @Test
    void isReadWhereItIsText() {
        Payload payload = payload(Map.of("sha256", "ab", "content_type", "text/csv"));
        assertThat(PayloadMetadata.sha256(payload)).isEqualTo("ab");
        assertThat(PayloadMetadata.contentType(payload)).isEqualTo("text/csv");
    }

    @Test
    void isNoneWhereItIsMissingOrNoText() {
        Map<String, Object> odd = new HashMap<>();
        odd.put("sha256", 5);
        odd.put("content_type", null);
        odd.put("expires_at", 1768494600);
        for (Payload payload : new Payload[] {payload(odd), payload(Map.of())}) {
            assertThat(PayloadMetadata.sha256(payload)).isNull();
            assertThat(PayloadMetadata.contentType(payload)).isNull();
            assertThat(PayloadMetadata.expiresAt(payload)).isNull();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "2026-01-02T03:04:05Z, 2026-01-02T03:04:05Z",
        "2026-01-02T03:04:05.678Z, 2026-01-02T03:04:05.678Z",
        "2026-01-02T03:04:05+02:00, 2026-01-02T01:04:05Z"
    })
    void readsATimeWithAnyOffset(String text, Instant instant) {
        assertThat(PayloadMetadata.expiresAt(payload(Map.of("expires_at", text))))
                .isEqualTo(instant);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "tomorrow", "2026-01-02", "2026-01-02T03:04:05"})
    void knowsNoTimeThatItCannotRead(String text) {
        assertThat(PayloadMetadata.expiresAt(payload(Map.of("expires_at", text))))
                .isNull();
    }

    private static Payload payload(Map<String, Object> metadata) {
        return Payload.builder("n", PayloadType.BINARY).metadata(metadata).build();
    }
}
