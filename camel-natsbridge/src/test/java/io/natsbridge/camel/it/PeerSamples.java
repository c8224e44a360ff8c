/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.it;

import io.natsbridge.camel.envelope.Payload;
import io.natsbridge.camel.envelope.PayloadType;
import io.natsbridge.camel.test.peer.OutgoingPayload;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;

/** Values that every language has, and larger ones for those on a desktop. */
final class PeerSamples {

    static final String UNICODE = "Grüße, 世界 😀\n\t\"\\/ \u0000\u0001\u007f\u2028\ufeff é e\u0301 𝄞";

    private PeerSamples() {}

    /**
     * A value of a payload type, and its name.
     *
     * @param dataname the payload's name, as peculiar as the value
     */
    record Sample(String dataname, String type, Object value) {

        /** As Camel sends it. */
        Payload payload() {
            return Payload.of(dataname, value, PayloadType.forWireName(type));
        }

        /** As a peer is told to send it. */
        OutgoingPayload outgoing() {
            return OutgoingPayload.of(dataname, type, value);
        }

        @Override
        public String toString() {
            return type + " '" + dataname + "'";
        }
    }

    /** Text, dictionaries and bytes of at most 50,000 bytes. */
    static Stream<Sample> small() {
        return Stream.of(
                new Sample("größe 世界 😀", "text", UNICODE),
                new Sample("", "text", ""),
                new Sample("../a/b\\c?d#e%20f&g=\"h\"", "text", "\ufeffbehind a mark"),
                new Sample("long", "text", "0123456789abcdé\n".repeat(2500)),
                new Sample("object", "dictionary", object()),
                new Sample("list", "dictionary", Arrays.asList("a", 1L, null, false, List.of(), Map.of())),
                new Sample("string", "dictionary", UNICODE),
                new Sample("integer", "dictionary", -(1L << 53)),
                new Sample("float", "dictionary", 0.1),
                new Sample("true", "dictionary", true),
                new Sample("null", "dictionary", null),
                new Sample("tag", "dictionary", Map.of("$bytes", "no tag")),
                new Sample("photo 1.png", "image", bytes(1000)),
                new Sample("tone.wav", "audio", bytes(3)),
                new Sample("film.mp4", "video", new byte[0]),
                new Sample("data.bin", "binary", bytes(49_999)));
    }

    /** The same, and what is too large, too deep or too precise for a language on a small device. */
    static Stream<Sample> desktop() {
        return Stream.concat(small(), large());
    }

    /** What is too large, too deep or too precise for a language on a small device. */
    static Stream<Sample> large() {
        return Stream.of(
                new Sample("x".repeat(1000), "text", "x".repeat(100_000)),
                new Sample("deep", "dictionary", nested(50)),
                new Sample("floats", "dictionary", floats()),
                new Sample("many", "dictionary", many(5000)));
    }

    /** Tables as JSON. */
    static Stream<Sample> jsonTables() {
        return Stream.of(
                new Sample("rows", "jsontable", List.of(object(), Map.of("only", "here"))),
                new Sample("no rows", "jsontable", List.of()),
                new Sample("empty rows", "jsontable", List.of(Map.of(), Map.of())));
    }

    private static Map<String, Object> object() {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("text", UNICODE);
        object.put("integer", 1L << 53);
        object.put("negative", -7L);
        object.put("float", -2.5);
        object.put("true", true);
        object.put("null", null);
        object.put("nested", Map.of("list", Arrays.asList(1L, Map.of("deep", List.of("x")), null)));
        object.put("", "no name");
        object.put("ключ 😀", List.of());
        object.put("__proto__", "a name that is none");
        return object;
    }

    private static Object nested(int depth) {
        return depth == 0 ? "bottom" : Map.of("down", List.of(nested(depth - 1)));
    }

    /** Numbers that are no integers, of all sizes. */
    private static List<Double> floats() {
        List<Double> floats = new ArrayList<>(List.of(Double.MIN_NORMAL, -Double.MAX_VALUE, 1e-7, 1 / 3d, -0.1));
        new Random(1)
                .longs(500)
                .mapToDouble(Double::longBitsToDouble)
                .filter(value -> Double.isFinite(value) && value % 1 != 0)
                .forEach(floats::add);
        return floats;
    }

    private static Map<String, Object> many(int count) {
        Map<String, Object> map = new LinkedHashMap<>();
        for (long i = 0; i < count; i++) {
            map.put("key " + i, i);
        }
        return map;
    }

    /** One payload of each of these types, in this order. */
    static List<Sample> several(String... types) {
        List<Sample> samples = new ArrayList<>();
        for (String type : types) {
            Object value =
                    switch (type) {
                        case "text" -> "text of " + UNICODE;
                        case "dictionary" -> object();
                        case "jsontable" -> List.of(Map.of("n", 1L), Map.of("n", 2L));
                        case "arrowtable", "table" -> List.of(Map.of("n", 1.5), Map.of("n", 2.5));
                        default -> bytes(2000);
                    };
            samples.add(new Sample("same name", type, value));
        }
        return samples;
    }

    /** An integer that no 64 bits hold. */
    static BigInteger huge() {
        return BigInteger.ONE.shiftLeft(100).add(BigInteger.ONE);
    }

    /** Bytes without a pattern, always the same ones. */
    static byte[] bytes(int size) {
        byte[] bytes = new byte[size];
        new Random(size).nextBytes(bytes);
        return bytes;
    }
}
