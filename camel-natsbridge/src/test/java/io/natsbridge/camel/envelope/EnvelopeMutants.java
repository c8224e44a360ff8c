/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.envelope;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Random;

/** Envelopes that were valid until their fields, their text or their bytes were changed. */
final class EnvelopeMutants {

    private static final String LONG = "QUJD".repeat(40);

    /** Things that make a difference to one of the two ways of reading. */
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

    /** Values that a field may have instead of its own. */
    private static final List<String> VALUES = List.of(
            "null",
            "true",
            "0",
            "-1",
            "2.5",
            "1e400",
            "9223372036854775808",
            "9".repeat(1100),
            "\"\"",
            "\"\\u0000\"",
            "\"\\ud800\"",
            "\"" + "n".repeat(2000) + "\"",
            "{}",
            "[]",
            "[{}]",
            "{\"a\":1,\"a\":2}",
            "[".repeat(40) + "]".repeat(40),
            "{\"a\":".repeat(33) + "1" + "}".repeat(33),
            "\"direct\"",
            "\"link\"",
            "\"json\"",
            "\"arrow-ipc\"",
            "\"none\"",
            "\"text\"",
            "\"dictionary\"",
            "\"jsontable\"",
            "\"arrowtable\"",
            "\"table\"",
            "\"binary\"",
            "\"QUJ=\"",
            "\"QU JD\"",
            "\"QUJ_\"",
            "\"QUJD\"",
            "\"eyJhIjoxfQ==\"",
            "\"W3siYSI6MX1d\"",
            "\"//8=\"",
            "\"http://169.254.169.254/file/a/b/c\"");

    private static final List<String> PAYLOAD_FIELDS = List.of(
            "id",
            "dataname",
            "payload_type",
            "transport",
            "encoding",
            "size",
            "data",
            "metadata",
            "more",
            "d\\u0061ta");

    /** Bytes that are no UTF-8, or more than one way to write a character. */
    private static final int[][] BAD_BYTES = {
        {0xC0, 0xAF}, {0x80}, {0xE0, 0x80, 0xAF}, {0xED, 0xA0, 0x80}, {0xF4, 0x90, 0x80, 0x80}, {0xFF, 0xFE}, {0x00}
    };

    private final Random random;
    private final List<byte[]> originals = originals();

    EnvelopeMutants(Random random) {
        this.random = random;
    }

    /** The next one, one to three changes away from an envelope that can be read. */
    byte[] next() {
        if (random.nextInt(3) == 0) {
            byte[] message = withOtherFields();
            return random.nextInt(4) == 0 ? mutated(message) : message;
        }
        byte[] message = originals.get(random.nextInt(originals.size()));
        for (int k = random.nextInt(3); k >= 0; k--) {
            message = mutated(message);
        }
        return message;
    }

    /** An envelope with some of its fields taken out, doubled, or of other values. */
    private byte[] withOtherFields() {
        WireText text = random.nextBoolean() ? WireText.valid() : WireText.link();
        for (int k = random.nextInt(3); k >= 0; k--) {
            String field = PAYLOAD_FIELDS.get(random.nextInt(PAYLOAD_FIELDS.size()));
            text = random.nextInt(8) == 0 ? text.payloadWithout(field) : text.payload(field, oneOf(VALUES));
        }
        if (random.nextInt(4) == 0) {
            text = text.with(oneOf(WireText.TEXT_FIELDS), oneOf(VALUES));
        }
        if (random.nextInt(8) == 0) {
            String payload = text.payloadText();
            text = text.with("payloads", "[" + String.join(",", List.of(payload, payload)) + "]");
        }
        return (random.nextBoolean() ? text : text.reversed()).bytes();
    }

    private String oneOf(List<String> all) {
        return all.get(random.nextInt(all.size()));
    }

    private byte[] mutated(byte[] message) {
        int at = random.nextInt(message.length + 1);
        return switch (random.nextInt(9)) {
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
            case 4 -> spliced(message, at, at, piece());
            case 5 -> spliced(message, at, at, badBytes());
            default -> {
                int place = structural(message, at);
                yield spliced(message, place, place, piece());
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

    private byte[] piece() {
        return oneOf(PIECES).getBytes(StandardCharsets.UTF_8);
    }

    private byte[] badBytes() {
        int[] bad = BAD_BYTES[random.nextInt(BAD_BYTES.length)];
        byte[] bytes = new byte[bad.length];
        for (int i = 0; i < bad.length; i++) {
            bytes[i] = (byte) bad[i];
        }
        return bytes;
    }

    private static byte[] spliced(byte[] message, int from, int to, byte[] piece) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(message, 0, Math.min(from, message.length));
        out.writeBytes(piece);
        out.write(message, to, message.length - to);
        return out.size() == 0 ? new byte[] {' '} : out.toByteArray();
    }

    /** The envelopes that everything begins with. */
    static List<byte[]> originals() {
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
        List<byte[]> originals = new ArrayList<>();
        for (List<String> payloads : List.of(
                List.of(direct),
                List.of(direct, small, direct),
                List.of(link, direct),
                List.of(json, direct),
                List.of(jsonText))) {
            originals.add(WireText.valid().with("payloads", payloads.toString()).bytes());
        }
        originals.add(WireText.valid()
                .with("payloads", "[" + link + "," + direct + "]")
                .reversed()
                .bytes());
        originals.add(WireText.valid()
                .with("metadata", "{\"data\":" + large + ",\"n\":{\"data\":\"" + LONG + "ä\"}}")
                .with("data", "\"" + LONG + "\"")
                .with("payloads", "[" + direct + "]")
                .bytes());
        originals.add(("\uFEFF"
                        + WireText.valid()
                                .with("sender_name", "\"ü😀\\ud83d\\ude00\"")
                                .with("payloads", "[" + direct + "]"))
                .getBytes(StandardCharsets.UTF_8));
        return originals;
    }
}
