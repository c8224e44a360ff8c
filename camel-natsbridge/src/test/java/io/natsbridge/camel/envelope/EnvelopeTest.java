/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.envelope;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class EnvelopeTest {

    private static final Payload PAYLOAD = Payload.of("n", "secret body", PayloadType.TEXT);

    @Test
    void needsItsIds() {
        assertThatThrownBy(() -> envelope(null, "m"))
                .isInstanceOf(NullPointerException.class)
                .hasMessage("correlationId");
        assertThatThrownBy(() -> envelope("c", null))
                .isInstanceOf(NullPointerException.class)
                .hasMessage("msgId");
    }

    @Test
    void keepsWhatItWasGivenWhateverBecomesOfIt() {
        Map<String, Object> map = new HashMap<>();
        map.put("k", null);
        List<Payload> payloads = new ArrayList<>(List.of(PAYLOAD));
        Envelope envelope = new Envelope("c", "m", "", "", "", "", "", "", "", "", "", "", map, payloads, map);
        map.put("later", 1);
        payloads.clear();
        assertThat(envelope.metadata()).containsOnlyKeys("k");
        assertThat(envelope.unknownFields()).containsOnlyKeys("k");
        assertThat(envelope.payloads()).containsExactly(PAYLOAD);
        assertThatThrownBy(() -> envelope.metadata().clear()).isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(() -> envelope.payloads().clear()).isInstanceOf(UnsupportedOperationException.class);
    }

    @Test
    void keepsEverythingElseAroundOtherPayloads() {
        Envelope envelope = new Envelope(
                "1",
                "2",
                "3",
                "4",
                "5",
                "6",
                "7",
                "8",
                "9",
                "10",
                "11",
                "12",
                Map.of("a", 1),
                List.of(),
                Map.of("b", 2));
        Envelope with = envelope.withPayloads(List.of(PAYLOAD));
        assertThat(with.payloads()).containsExactly(PAYLOAD);
        assertThat(with.withPayloads(List.of())).isEqualTo(envelope);
    }

    @Test
    void showsItsIdsAloneAndCannotForgeALogLine() {
        assertThat(envelope("c\r\n2026 ERROR", "m\u001b[31m"))
                .hasToString(
                        "Envelope[msgId=m\\u001b[31m, correlationId=c\\u000d\\u000a2026 ERROR, payloads=[Payload[text]]]");
    }

    private static Envelope envelope(String correlationId, String msgId) {
        return new Envelope(
                correlationId, msgId, "", "", "", "", "", "", "", "", "", "", Map.of(), List.of(PAYLOAD), Map.of());
    }
}
