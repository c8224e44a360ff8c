/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.envelope;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.natsbridge.camel.content.Content;
import io.natsbridge.camel.json.JsonNumbers;
import io.natsbridge.camel.reliability.Trial;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Writing by parts that are ready means the same as writing everything anew by Jackson, whatever the envelope. The long form of the reliability rows writes ten million. */
class WriterPathsTest {

    private static final long SHORT = 20_000;
    private static final long LONG = 10_000_000;
    private static final String[] TEXTS = {"", "chat", "a.b", "ä€😀", "\"\\\n\u0001\u007f\u2028", "NATSBridge", "/ <>&'"
    };
    private static final Transport[] TRANSPORTS = Transport.values();

    private final Random random = new Random(17);
    private final PlainWriter plain = new PlainWriter();
    private final ObjectMapper mapper = new ObjectMapper();

    @Test
    void meansTheSameAsThePlainWay() throws Exception {
        UsualFields usual = UsualFields.of(envelope());
        long count = Trial.size(SHORT, LONG);
        for (long i = 0; i < count; i++) {
            Envelope envelope = envelope();
            if (i % 8 == 0) {
                usual = UsualFields.of(envelope);
            }
            EnvelopeWriter writer = new EnvelopeWriter(envelope, JsonNumbers.STRICT, usual);
            byte[] written = writer.toByteArray();
            String expected = plain.write(envelope);
            assertThat(written.length).isEqualTo((int) writer.size());
            assertThat(fields(new String(written, StandardCharsets.UTF_8))).isEqualTo(fields(expected));
        }
    }

    /** What the JSON says, in its order; the two ways escape some characters differently. */
    private String fields(String json) throws Exception {
        return mapper.writeValueAsString(mapper.readTree(json));
    }

    private Envelope envelope() {
        String[] t = new String[EnvelopeField.values().length];
        Arrays.setAll(t, i -> text());
        List<Payload> payloads = new ArrayList<>();
        for (int i = random.nextInt(4); i > 0; i--) {
            payloads.add(payload());
        }
        return new Envelope(
                t[0], t[1], t[2], t[3], t[4], t[5], t[6], t[7], t[8], t[9], t[10], t[11], map("m"), payloads, map("x"));
    }

    private Payload payload() {
        byte[] bytes = new byte[random.nextInt(20) == 0 ? random.nextInt(20_000) : random.nextInt(50)];
        random.nextBytes(bytes);
        PayloadType[] types = PayloadType.values();
        Payload.Builder payload = Payload.builder(text(), types[random.nextInt(types.length)])
                .id(text())
                .transport(TRANSPORTS[random.nextInt(2)])
                .size(bytes.length)
                .metadata(map(random.nextBoolean() ? "payload_bytes" : "k"))
                .unknownFields(map("x"));
        return payload.link("http://h/" + text()).content(Content.of(bytes)).build();
    }

    private String text() {
        return TEXTS[random.nextInt(TEXTS.length)];
    }

    private Map<String, Object> map(String key) {
        return random.nextInt(3) > 0 ? Map.of() : Map.of(key, random.nextBoolean() ? text() : random.nextInt());
    }
}
