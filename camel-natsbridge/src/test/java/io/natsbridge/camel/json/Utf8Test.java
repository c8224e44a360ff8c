/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class Utf8Test {

    /** First and last bytes of the ranges that the standard tells apart. */
    private static final int[] EDGES = {
        0x00, 0x22, 0x7F, 0x80, 0x8F, 0x90, 0x9F, 0xA0, 0xAF, 0xB0, 0xBF, 0xC0, 0xC2, 0xDF, 0xED, 0xFF
    };

    private final CharsetDecoder reference = StandardCharsets.UTF_8.newDecoder();
    private final CharBuffer decoded = CharBuffer.allocate(16);

    @Test
    void judgesEveryByteAsTheJdkDoes() {
        for (int a = 0; a < 256; a++) {
            assertJudgedAsByTheJdk((byte) a);
        }
    }

    @Test
    void judgesEveryPairOfBytesAsTheJdkDoes() {
        for (int a = 0; a < 256; a++) {
            for (int b = 0; b < 256; b++) {
                assertJudgedAsByTheJdk((byte) a, (byte) b);
            }
        }
    }

    @Test
    void judgesEverySequenceOfThreeBytesAsTheJdkDoes() {
        for (int a = 0xC0; a < 256; a++) {
            for (int b = 0; b < 256; b++) {
                for (int c : EDGES) {
                    assertJudgedAsByTheJdk((byte) a, (byte) b, (byte) c);
                }
            }
        }
    }

    @Test
    void judgesSequencesOfFourBytesAsTheJdkDoes() {
        for (int a = 0xEE; a < 256; a++) {
            for (int b = 0; b < 256; b++) {
                for (int c : EDGES) {
                    for (int d : EDGES) {
                        assertJudgedAsByTheJdk((byte) a, (byte) b, (byte) c, (byte) d);
                    }
                }
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        "C080, over-long NUL",
        "C0AF, over-long slash",
        "C1BF, over-long DEL",
        "E0809F, over-long in three bytes",
        "E09FBF, over-long in three bytes",
        "F0808080, over-long in four bytes",
        "F08FBFBF, over-long in four bytes",
        "F4908080, beyond U+10FFFF",
        "F5808080, beyond U+10FFFF",
        "F8888080, five bytes",
        "FC84808080, six bytes",
        "FE, never in UTF-8",
        "FF, never in UTF-8",
        "80, lone continuation",
        "BF, lone continuation",
        "C2, cut short",
        "E282, cut short",
        "F09F98, cut short",
        "C241, continuation missing",
        "E28241, continuation missing",
        "F09F9841, continuation missing"
    })
    void namesTheFirstByteOfWhatIsIllFormed(String hex, String what) {
        byte[] text = ("0123456789" + "x".repeat(what.length())).getBytes(StandardCharsets.US_ASCII);
        byte[] bytes = concat(text, HexFormat.of().parseHex(hex));
        assertThat(Utf8.check(bytes, 0, bytes.length)).as(what).isEqualTo(text.length);
    }

    @Test
    void findsWhatIsIllFormedBehindAsciiOfAnyLength() {
        for (int ascii = 0; ascii < 40; ascii++) {
            byte[] bytes = new byte[ascii + 9];
            Arrays.fill(bytes, (byte) 'a');
            bytes[ascii] = (byte) 0xC1;
            assertThat(Utf8.check(bytes, 0, bytes.length)).isEqualTo(ascii);
        }
    }

    @Test
    void looksAtNothingOutsideTheGivenRange() {
        byte[] bytes = {(byte) 0xFF, 'a', (byte) 0xC3, (byte) 0xBC, (byte) 0xFF};
        assertThat(Utf8.check(bytes, 1, 3)).isEqualTo(Utf8.WELL_FORMED);
        assertThat(Utf8.check(bytes, 1, 2)).as("cut within a character").isEqualTo(2);
        assertThat(Utf8.check(bytes, 1, 0)).isEqualTo(Utf8.WELL_FORMED);
    }

    @Test
    void readsEveryPairOfEncodedSurrogatesAsItsCharacter() throws Exception {
        for (int point = 0x10000; point <= 0x10FFFF; point++) {
            byte[] pair = encodedSurrogates(point);
            int found = Utf8.check(pair, 0, 6);
            byte[] joined = Utf8.joinSurrogatePairs(pair, 0, 6);
            boolean right = found == Utf8.HAS_SURROGATE_PAIRS
                    && joined.length == 4
                    && Utf8.decode(joined, 0, 4).codePointAt(0) == point;
            if (!right) {
                throw new AssertionError("U+" + Integer.toHexString(point) + ": " + found + ", "
                        + HexFormat.of().formatHex(joined));
            }
        }
    }

    @Test
    void joinsPairsBetweenOtherText() throws Exception {
        byte[] bytes =
                concat(utf8("ä"), encodedSurrogates(0x1F600), utf8("€x"), encodedSurrogates(0x10FFFF), utf8("😀"));
        assertThat(Utf8.check(bytes, 0, bytes.length)).isEqualTo(Utf8.HAS_SURROGATE_PAIRS);
        assertThat(Utf8.decode(bytes, 0, bytes.length)).isEqualTo("ä😀€x\uDBFF\uDFFF😀");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "EDA080", // high alone, at the end
                "EDA08041", // high before a letter
                "EDB080", // low alone
                "EDB080EDA080", // the wrong way round
                "EDA080EDA080", // two high ones
                "EDA080EDB0", // low one cut short
                "EDA080EDB07F", // low one ill-formed
                "EDA0EDB080" // high one cut short
            })
    void refusesSurrogatesThatMakeNoPair(String hex) {
        byte[] bytes = HexFormat.of().parseHex(hex);
        assertThat(Utf8.check(bytes, 0, bytes.length)).isZero();
        assertThatThrownBy(() -> Utf8.decode(bytes, 0, bytes.length))
                .isInstanceOf(MalformedUtf8Exception.class)
                .hasMessageContaining("byte 0 (0xED)");
    }

    @Test
    void tellsWhereIllFormedTextIsAndWhatIsThere() {
        byte[] bytes = {'o', 'k', (byte) 0xC0, (byte) 0xAF};
        assertThatThrownBy(() -> Utf8.decode(bytes, 0, bytes.length))
                .isInstanceOfSatisfying(MalformedUtf8Exception.class, e -> assertThat(e.offset())
                        .isEqualTo(2))
                .hasMessage("ill-formed UTF-8 at byte 2 (0xC0)");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "plain", "exactly8", "nine char", "ä", "€", "😀", "mixed ä € 😀 and more than eight"})
    void decodesWhatTheJdkEncodes(String text) throws Exception {
        byte[] bytes = concat(new byte[] {(byte) 0xFF}, utf8(text));
        assertThat(Utf8.decode(bytes, 1, bytes.length - 1)).isEqualTo(text);
    }

    @Test
    void findsTheFirstUnpairedSurrogateOfAText() {
        assertThat(Utf8.loneSurrogate("no 😀 lone")).isEqualTo(-1);
        assertThat(Utf8.loneSurrogate("")).isEqualTo(-1);
        assertThat(Utf8.loneSurrogate("ab\uD83D")).isEqualTo(2);
        assertThat(Utf8.loneSurrogate("a\uD83Db")).isEqualTo(1);
        assertThat(Utf8.loneSurrogate("\uDE00\uD83D")).isZero();
        assertThat(Utf8.loneSurrogate("😀\uDE00")).isEqualTo(2);
    }

    private void assertJudgedAsByTheJdk(byte... bytes) {
        boolean wellFormed = Utf8.check(bytes, 0, bytes.length) == Utf8.WELL_FORMED;
        if (wellFormed != decodes(bytes)) {
            throw new AssertionError(HexFormat.of().formatHex(bytes) + " judged well-formed: " + wellFormed);
        }
    }

    private boolean decodes(byte[] bytes) {
        decoded.clear();
        reference.reset();
        return !reference.decode(ByteBuffer.wrap(bytes), decoded, true).isError();
    }

    private static byte[] encodedSurrogates(int point) {
        char high = Character.highSurrogate(point);
        char low = Character.lowSurrogate(point);
        return new byte[] {
            (byte) 0xED, (byte) (0x80 | high >> 6 & 0x3F), (byte) (0x80 | high & 0x3F),
            (byte) 0xED, (byte) (0x80 | low >> 6 & 0x3F), (byte) (0x80 | low & 0x3F)
        };
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] concat(byte[]... parts) {
        ByteBuffer all = ByteBuffer.allocate(
                Arrays.stream(parts).mapToInt(part -> part.length).sum());
        Arrays.stream(parts).forEach(all::put);
        return all.array();
    }
}
