/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.envelope;

import static org.assertj.core.api.Assertions.assertThat;

import io.natsbridge.camel.error.NatsBridgeException.InvalidEnvelopeException;
import io.natsbridge.camel.json.JsonNumbers;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Fields that were laid out before are those that would be laid out now, whatever the envelope. */
class UsualFieldsTest {

    private static final String[] TEXTS = {
        "", "chat", "a.b", "ä€😀", "\"\\\n\u0001\u007f", "x\uD83D", "NATSBridge", null
    };

    @ParameterizedTest
    @EnumSource(EnvelopeField.class)
    void areNotTakenForAnEnvelopeThatDiffersInOneOfThem(EnvelopeField field) {
        String[] texts = new String[EnvelopeField.values().length];
        Arrays.fill(texts, "same");
        UsualFields usual = UsualFields.of(envelope(texts));
        texts[field.ordinal()] = "other";
        assertThat(write(envelope(texts), usual))
                .isEqualTo(write(envelope(texts), UsualFields.NONE))
                .contains("\"" + field.wireName() + "\":\"other\"");
    }

    @Test
    void areWrittenAsTheyWouldBeWithoutThem() {
        Random random = new Random(5);
        int taken = 0;
        for (int i = 0; i < 20_000; i++) {
            String[] texts = new String[EnvelopeField.values().length];
            Arrays.setAll(texts, k -> TEXTS[random.nextInt(k < 2 ? TEXTS.length - 1 : TEXTS.length)]);
            UsualFields usual = UsualFields.of(envelope(texts));
            if (random.nextBoolean()) {
                texts[random.nextInt(texts.length)] = "changed";
            }
            Envelope envelope = envelope(texts);
            taken += usual.jsonFor(envelope) != null ? 1 : 0;
            assertThat(write(envelope, usual)).isEqualTo(write(envelope, UsualFields.NONE));
        }
        assertThat(taken).as("envelopes that had them").isBetween(100, 19_900);
    }

    private static Envelope envelope(String... t) {
        return new Envelope(
                t[0], t[1], t[2], t[3], t[4], t[5], t[6], t[7], t[8], t[9], t[10], t[11], Map.of(), List.of(),
                Map.of());
    }

    /** The JSON, or why there is none. */
    private static String write(Envelope envelope, UsualFields usual) {
        try {
            byte[] json = new EnvelopeWriter(envelope, JsonNumbers.STRICT, usual).toByteArray();
            return new String(json, StandardCharsets.UTF_8);
        } catch (InvalidEnvelopeException e) {
            return e.getMessage();
        }
    }
}
