/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.it;

import io.natsbridge.camel.envelope.PayloadType;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Values whose encoded form has a certain size. */
final class Samples {

    private Samples() {}

    /** Bytes that look like nothing, the same each time. */
    static byte[] bytes(int size) {
        byte[] bytes = new byte[size];
        new Random(size).nextBytes(bytes);
        return bytes;
    }

    static String text(int size) {
        return "x".repeat(size);
    }

    /** A value of a type that takes so many bytes on the wire, 20 or more. */
    static Object of(PayloadType type, int size) {
        return switch (type) {
            case TEXT -> text(size);
            case DICTIONARY -> Map.of("k", text(size - "{\"k\":\"\"}".length()));
            case JSONTABLE -> List.of(Map.of("k", text(size - "[{\"k\":\"\"}]".length())));
            default -> bytes(size);
        };
    }

    static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
