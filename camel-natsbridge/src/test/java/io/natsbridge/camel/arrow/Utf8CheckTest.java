/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.arrow;

import static org.assertj.core.api.Assertions.assertThat;

import io.natsbridge.camel.content.Content;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Compares with the JDK's strict decoder. */
class Utf8CheckTest {

    @Test
    void agreesOnAllSequencesOfTwoBytes() {
        for (int i = 0; i < 1 << 16; i++) {
            agree((byte) (i >> 8), (byte) i);
        }
    }

    @Test
    void agreesOnAllSequencesOfThreeBytesWithALead() {
        for (int i = 0xE00000; i <= 0xEFFFFF; i++) {
            agree((byte) (i >> 16), (byte) (i >> 8), (byte) i);
        }
    }

    @Test
    void agreesOnAllSecondBytesOfFour() {
        for (int lead = 0xF0; lead <= 0xFF; lead++) {
            for (int second = 0; second <= 0xFF; second++) {
                agree((byte) lead, (byte) second, (byte) 0x80, (byte) 0xBF);
                agree((byte) lead, (byte) second, (byte) 0x80, (byte) 0x7F);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "plain", "a long text of plain characters", "größer als ÿ", "名前と年齢と住所", "😀 and 😀😀😀"})
    void acceptsTextAndRefusesItsCuts(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);

        for (int length = 0; length <= bytes.length; length++) {
            agree(Arrays.copyOf(bytes, length));
        }
    }

    @Test
    void agreesOnNoiseAmongText() {
        Random random = new Random(5);
        byte[] text =
                "Zwölf Boxkämpfer jagen Viktor quer über den großen Sylter Deich 🥊".getBytes(StandardCharsets.UTF_8);
        for (int i = 0; i < 20_000; i++) {
            byte[] mutant = text.clone();
            mutant[random.nextInt(mutant.length)] = (byte) random.nextInt();
            agree(mutant);
        }
    }

    private static void agree(byte... bytes) {
        Window window = new Region(Source.of(Content.of(bytes)), 0, bytes.length).window();

        // a million times: AssertJ only where it has something to say
        boolean valid = Utf8Check.isValid(window, 0, bytes.length);
        if (valid != isText(bytes)) {
            assertThat(valid).as("%s", HexFormat.of().formatHex(bytes)).isEqualTo(isText(bytes));
        }
    }

    private static boolean isText(byte[] bytes) {
        CharBuffer out = CharBuffer.allocate(bytes.length);
        return !StandardCharsets.UTF_8
                .newDecoder()
                .decode(ByteBuffer.wrap(bytes), out, true)
                .isError();
    }
}
