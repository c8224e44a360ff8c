/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.envelope;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.natsbridge.camel.content.Content;
import io.natsbridge.camel.error.NatsBridgeException.InvalidEnvelopeException;
import io.natsbridge.camel.json.JsonNumbers;
import io.natsbridge.camel.reliability.Trial;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Writes envelopes with parts that are ready, by laying out every field, and by maps and Jackson; all must come to the same. For one thread. */
final class WriterPaths {

    private static final String NO_TEXT = "a\ud800";
    private static final String[] TEXTS = {"", "chat", "a.b", "ä€😀", "\"\\\n\u0001\u007f\u2028", "NATSBridge", "/ <>&'"
    };
    private static final Transport[] TRANSPORTS = Transport.values();
    private static final int USUAL = 3; // the index of the first field that the envelopes of a sender have in common

    private final Trial trial;
    private final Random random;
    private final PlainWriter plain = new PlainWriter();
    private final ObjectMapper mapper = new ObjectMapper();
    private long refused;
    private boolean unwritable;

    WriterPaths(Trial trial, Random random) {
        this.trial = trial;
        this.random = random;
    }

    /**
     * Writes so many envelopes.
     *
     * @return how many of them have no JSON form
     */
    long compare(long count) throws JsonProcessingException {
        String[] texts = texts();
        UsualFields usual = UsualFields.NONE;
        for (long i = 0; i < count; i++) {
            if (i % 16 == 0) {
                texts = texts();
                usual = UsualFields.of(envelope(texts.clone()));
            }
            unwritable = false;
            Envelope envelope = envelope(random.nextInt(4) == 0 ? texts() : texts.clone());
            trial.tried();
            compare(envelope, usual);
        }
        return refused;
    }

    private void compare(Envelope envelope, UsualFields usual) throws JsonProcessingException {
        String fast = written(envelope, usual);
        String slow = written(envelope, UsualFields.NONE);
        if (!fast.equals(slow)) {
            trial.bad("ready parts: " + fast + "; field by field: " + slow);
        } else if (unwritable == fast.startsWith("{")) {
            trial.bad((unwritable ? "no JSON form, but: " : "not written: ") + fast);
        } else if (unwritable) {
            refused++;
        } else if (!fields(fast).equals(fields(plain.write(envelope)))) {
            trial.bad("ready parts: " + fast + "; Jackson: " + plain.write(envelope));
        }
    }

    /** The JSON, or what the writer says when it refuses. */
    private String written(Envelope envelope, UsualFields usual) {
        try {
            EnvelopeWriter writer = new EnvelopeWriter(envelope, JsonNumbers.STRICT, usual);
            byte[] written = writer.toByteArray();
            if (written.length != writer.size()) {
                trial.bad(written.length + " bytes instead of " + writer.size());
            }
            return new String(written, StandardCharsets.UTF_8);
        } catch (InvalidEnvelopeException e) {
            return e.getMessage();
        }
    }

    /** What the JSON says, in its order; the two ways escape some characters differently. */
    private String fields(String json) throws JsonProcessingException {
        return mapper.writeValueAsString(mapper.readTree(json));
    }

    private String[] texts() {
        String[] texts = new String[EnvelopeField.values().length];
        Arrays.setAll(texts, i -> text());
        return texts;
    }

    /** An envelope with these texts; its ids and its time are its own, and now and then something in it has no JSON form. */
    private Envelope envelope(String[] t) {
        for (int i = 0; i < USUAL; i++) {
            t[i] = text();
        }
        List<Payload> payloads = new ArrayList<>();
        for (int i = random.nextInt(4); i > 0; i--) {
            payloads.add(payload());
        }
        if (random.nextInt(16) == 0) {
            t[random.nextInt(t.length)] = NO_TEXT;
            unwritable = true;
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
        if (random.nextInt(3) > 0) {
            return Map.of();
        }
        boolean replaced = key.equals("payload_bytes"); // by the size, where the payload is direct
        return Map.of(
                key,
                random.nextInt(32) == 0 && !replaced ? number() : random.nextBoolean() ? text() : random.nextInt());
    }

    /** A number that has no JSON form, or a large one that has. */
    private Object number() {
        boolean infinite = random.nextBoolean();
        unwritable |= infinite;
        return infinite ? Double.NEGATIVE_INFINITY : Long.MIN_VALUE;
    }
}
