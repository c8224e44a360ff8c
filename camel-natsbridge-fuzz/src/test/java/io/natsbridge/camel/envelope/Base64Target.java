/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.envelope;

import java.util.Arrays;
import java.util.Base64;

/** Base64 text is the one form of some bytes, or is refused; and all bytes come back. */
public final class Base64Target {

    private Base64Target() {}

    public static void fuzzerTestOneInput(byte[] input) {
        byte[] decoded = decoded(input);
        if (decoded != null && !Arrays.equals(encoded(decoded), input)) {
            throw new AssertionError("two texts for the same bytes");
        }
        byte[] text = encoded(input);
        if (!Arrays.equals(text, Base64.getEncoder().encode(input))) {
            throw new AssertionError("encoded otherwise than by the JDK");
        }
        if (!Arrays.equals(StrictBase64.decode(text, 0, text.length), input)) {
            throw new AssertionError("other bytes came back");
        }
    }

    private static byte[] decoded(byte[] text) {
        try {
            return StrictBase64.decode(text, 0, text.length);
        } catch (IllegalArgumentException refused) {
            return null;
        }
    }

    private static byte[] encoded(byte[] bytes) {
        byte[] text = new byte[(int) StrictBase64.encodedLength(bytes.length)];
        StrictBase64.encode(bytes, text, 0);
        return text;
    }
}
