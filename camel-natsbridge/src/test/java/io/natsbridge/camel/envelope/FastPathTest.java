/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.envelope;

import static org.assertj.core.api.Assertions.assertThat;

import io.natsbridge.camel.error.NatsBridgeException;
import io.natsbridge.camel.error.NatsBridgeException.InvalidEnvelopeException;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Reading with the long texts cut out first means the same as reading every byte with the parser, whatever the message. */
class FastPathTest {

    private static final int MESSAGES = 20_000;

    private static final String LONG = "QUJD".repeat(40);

    /** Things that make a difference to one of the two. */
    private static final List<String> PIECES = List.of(
            "\"data\":\"" + LONG + "\"",
            "\"data\":\"" + LONG + "\",",
            ",\"data\":\"" + LONG + "\"",
            "\"data\"",
            "\"data\" : \"",
            "\"data\":{\"data\":\"" + LONG + "\"}",
            "\"x\":\"\\\"data\\\":\\\"" + LONG + "\",",
            "\"\\\"data\":\"" + LONG + "\",",
            LONG,
            "\"",
            "\\",
            "\\\"",
            "\\u0041",
            "\\ud83d\\ude00",
            "\\ud83d",
            "\u00e4",
            "\uD83D\uDE00",
            "\n",
            "{",
            "}",
            "[",
            "]",
            ",",
            ":",
            "null",
            "5",
            "=",
            "\"encoding\":\"json\",",
            "\"transport\":\"link\",",
            "\"payloads\":[",
            "\uFEFF");

    private final EnvelopeReader reader = new EnvelopeReader(4, () -> "made");

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void meansTheSameAsThePlainPath(long seed) {
        Random random = new Random(seed);
        List<byte[]> originals = originals();
        int read = 0;
        for (int i = 0; i < MESSAGES; i++) {
            byte[] message = originals.get(random.nextInt(originals.size()));
            for (int k = random.nextInt(3); k >= 0; k--) {
                message = mutated(message, random);
            }
            Object plain = outcome(message, true);
            Object fast = outcome(message, false);
            if (!plain.equals(fast)) {
                throw new AssertionError("plain: " + plain + "\nfast:  " + fast + "\nmessage: "
                        + new String(message, StandardCharsets.UTF_8));
            }
            read += plain instanceof List<?> ? 1 : 0;
        }
        assertThat(read).as("messages that could be read").isBetween(MESSAGES / 50, MESSAGES - MESSAGES / 50);
    }

    private Object outcome(byte[] message, boolean plain) {
        try {
            return Parts.of(plain ? reader.readPlainly(message) : reader.read(message));
        } catch (InvalidEnvelopeException e) {
            return e.getClass().getSimpleName() + " " + e.field() + " " + e.offset();
        } catch (NatsBridgeException e) {
            return e.getMessage();
        }
    }

    private static byte[] mutated(byte[] message, Random random) {
        int at = random.nextInt(message.length + 1);
        return switch (random.nextInt(8)) {
            case 0 -> {
                byte[] copy = message.clone();
                copy[Math.min(at, copy.length - 1)] = (byte) random.nextInt(256);
                yield copy;
            }
            case 1 -> spliced(message, at, Math.min(message.length, at + 1 + random.nextInt(4)), new byte[0]);
            case 2 -> spliced(message, at, Math.min(message.length, at + random.nextInt(400)), new byte[0]);
            case 3 -> {
                int to = Math.min(message.length, at + random.nextInt(300));
                yield spliced(message, at, at, Arrays.copyOfRange(message, at, to));
            }
            case 4 -> spliced(message, at, at, piece(random));
            default -> {
                int place = structural(message, at);
                yield spliced(message, place, place, piece(random));
            }
        };
    }

    /** The next place behind a comma or an opening bracket. */
    private static int structural(byte[] message, int from) {
        for (int i = from; i < message.length; i++) {
            if (message[i] == ',' || message[i] == '{' || message[i] == '[') {
                return i + 1;
            }
        }
        return 1;
    }

    private static byte[] piece(Random random) {
        return PIECES.get(random.nextInt(PIECES.size())).getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] spliced(byte[] message, int from, int to, byte[] piece) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(message, 0, from);
        out.writeBytes(piece);
        out.write(message, to, message.length - to);
        return out.size() == 0 ? new byte[] {' '} : out.toByteArray();
    }

    private static List<byte[]> originals() {
        String large = "\"" + Base64.getEncoder().encodeToString(new byte[150]) + "\"";
        String direct =
                WireText.valid().payload("size", "150").payload("data", large).payloadText();
        String small = WireText.valid().payloadText();
        String link = WireText.link()
                .payload("data", "\"http://host/file/a/b/" + "n".repeat(150) + "\"")
                .payloadText();
        String json = WireText.valid()
                .payload("payload_type", "\"dictionary\"")
                .payload("encoding", "\"json\"")
                .payload("data", "{\"data\":\"" + "x".repeat(200) + "\",\"a\":[1,2]}")
                .payloadText();
        String jsonText = WireText.valid()
                .payload("payload_type", "\"dictionary\"")
                .payload("encoding", "\"json\"")
                .payloadWithout("size")
                .payload("data", "\"[" + "1,".repeat(100) + "1]\"")
                .payloadText();
        return List.of(
                WireText.valid().with("payloads", "[" + direct + "]").bytes(),
                WireText.valid()
                        .with("payloads", "[" + direct + "," + small + "," + direct + "]")
                        .bytes(),
                WireText.valid()
                        .with("payloads", "[" + link + "," + direct + "]")
                        .reversed()
                        .bytes(),
                WireText.valid()
                        .with("payloads", "[" + json + "," + direct + "]")
                        .bytes(),
                WireText.valid().with("payloads", "[" + jsonText + "]").bytes(),
                WireText.valid()
                        .with("metadata", "{\"data\":" + large + ",\"n\":{\"data\":\"" + LONG + "ä\"}}")
                        .with("data", "\"" + LONG + "\"")
                        .with("payloads", "[" + direct + "]")
                        .bytes(),
                ("\uFEFF"
                                + WireText.valid()
                                        .with("sender_name", "\"ü😀\\ud83d\\ude00\"")
                                        .with("payloads", "[" + direct + "]"))
                        .getBytes(StandardCharsets.UTF_8));
    }
}
