/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.envelope;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StrictBase64Test {

    private static final String ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

    @ParameterizedTest
    @CsvSource({"'', ''", "f, Zg==", "fo, Zm8=", "foo, Zm9v", "foob, Zm9vYg==", "fooba, Zm9vYmE=", "foobar, Zm9vYmFy"})
    void encodesAndDecodesTheVectorsOfTheStandard(String text, String base64) {
        byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
        assertThat(encode(bytes)).isEqualTo(base64);
        assertThat(decode(base64)).isEqualTo(bytes);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Z", "Zg", "Zg=", "Zg===", "=", "==", "===", "====", "Zm9vY", "Zm9vYg", "Zm9vYg=", "Zm9vYg==Zm9v",
                        "Zm8=Zm9v", "Z===",
                "=Zg=", "Zg=v", "Zm=v", "Zm9v====", "Zm9v=", "Zm9 ", " Zm9", "Zm\n9", "Zm9v\n", "Zm9v\r\n", "Zm-_",
                        "Zm9*", "Zm9\0", "Zm9.",
                "Z==="
            })
    void refusesWhatIsNotPaddedOrHasOtherCharacters(String text) {
        assertThatThrownBy(() -> decode(text)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void refusesEveryGroupWithSpareBits() {
        for (int i = 0; i < 64; i++) {
            String one = "A" + ALPHABET.charAt(i) + "==";
            String two = "AA" + ALPHABET.charAt(i) + "=";
            assertThat(isDecoded(one)).as(one).isEqualTo(i % 16 == 0);
            assertThat(isDecoded(two)).as(two).isEqualTo(i % 4 == 0);
            assertThat(isDecoded("AAAA" + one)).isEqualTo(i % 16 == 0);
        }
    }

    @Test
    void refusesEveryByteThatIsNotInTheAlphabet() {
        for (int b = 0; b < 256; b++) {
            byte[] text = {'A', (byte) b, 'A', 'A'};
            boolean legal = b < 128 && ALPHABET.indexOf(b) >= 0;
            assertThat(isDecoded(text)).as("byte %d", b).isEqualTo(legal);
        }
    }

    @Test
    void decodesOnlyWhatItWouldEncode() {
        Random random = new Random(11);
        String characters = ALPHABET + "====-_ \n";
        int accepted = 0;
        for (int i = 0; i < 200_000; i++) {
            char[] text = new char[random.nextInt(13)];
            for (int k = 0; k < text.length; k++) {
                text[k] = k < text.length - 2 && random.nextInt(20) > 0
                        ? ALPHABET.charAt(random.nextInt(64))
                        : characters.charAt(random.nextInt(characters.length()));
            }
            String candidate = new String(text);
            if (isDecoded(candidate)) {
                accepted++;
                assertThat(encode(decode(candidate))).isEqualTo(candidate);
            }
        }
        assertThat(accepted).isBetween(10_000, 190_000);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 3071, 3072, 3073, 16_383, 16_384, 16_385, 18_432, 100_000})
    void encodesAsTheJdkDoesWhereverTheTextStands(int length) {
        byte[] bytes = new byte[length];
        new Random(length).nextBytes(bytes);
        byte[] target = new byte[(int) StrictBase64.encodedLength(length) + 7];
        Arrays.fill(target, (byte) '#');
        assertThat(StrictBase64.encode(bytes, target, 3)).isEqualTo(target.length - 4);
        assertThat(new String(target, 3, target.length - 3, StandardCharsets.US_ASCII))
                .isEqualTo(Base64.getEncoder().encodeToString(bytes) + "####");
        assertThat(StrictBase64.decode(target, 3, target.length - 7)).isEqualTo(bytes);
    }

    private static String encode(byte[] bytes) {
        byte[] out = new byte[(int) StrictBase64.encodedLength(bytes.length)];
        StrictBase64.encode(bytes, out, 0);
        return new String(out, StandardCharsets.US_ASCII);
    }

    private static byte[] decode(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
        return StrictBase64.decode(bytes, 0, bytes.length);
    }

    private static boolean isDecoded(String text) {
        return isDecoded(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    private static boolean isDecoded(byte[] text) {
        try {
            return StrictBase64.decode(text, 0, text.length) != null;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
