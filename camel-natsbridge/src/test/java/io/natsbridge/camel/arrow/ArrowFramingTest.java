/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.arrow;

import static io.natsbridge.camel.arrow.ArrowFixtures.people;
import static io.natsbridge.camel.arrow.ArrowFixtures.write;
import static io.natsbridge.camel.arrow.RawTable.ints;
import static io.natsbridge.camel.arrow.RawTable.longs;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.natsbridge.camel.content.Content;
import io.natsbridge.camel.error.NatsBridgeException.PayloadConversionException;
import io.natsbridge.camel.error.NatsBridgeException.PayloadTooLargeException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Lengths and positions in the framing that lie. */
class ArrowFramingTest {

    private static final byte[] STREAM = write(people(3));
    private static final byte[] FILE =
            write(people(3), new ArrowWriteOptions("t", ArrowFormat.FILE, ArrowCompression.NONE));

    static Stream<Arguments> lies() {
        long batch = scan(FILE).messages().get(0);
        int footer = footerStart();
        long body = body(STREAM).length();
        int end = FILE.length;
        return Stream.of(
                lie(
                        "metadata of 2^31-1 bytes",
                        at(STREAM, 4, ints(Integer.MAX_VALUE)),
                        "2147483647 bytes against a limit"),
                lie("metadata of -2 bytes", at(STREAM, 4, ints(-2)), "announces -2 bytes of metadata"),
                lie("more metadata than there is", at(STREAM, 4, ints(STREAM.length)), "the data was cut or damaged"),
                lie("body of -1 bytes", replace(STREAM, longs(body), longs(-1)), "announces -1 bytes of body"),
                lie("body of 2^40 bytes", replace(STREAM, longs(body), longs(1L << 40)), "1099511627776 bytes of body"),
                lie("body without its last buffer", replace(STREAM, longs(body), longs(body - 8)), "leaves its"),
                lie("something behind the end mark", append(STREAM, 7), "1 bytes follow the end mark"),
                lie(
                        "footer of 2^31-1 bytes",
                        at(FILE, end - 10, ints(Integer.MAX_VALUE)),
                        "a footer of 2147483647 bytes"),
                lie("footer of -1 bytes", at(FILE, end - 10, ints(-1)), "announces a footer of -1 bytes"),
                lie("footer without end", at(FILE, end - 3, ints(0)), "does not end with its magic"),
                lie("block before the file", block(footer, batch, -8), "in the middle of a message"),
                lie("block behind the file", block(footer, batch, 1L << 40), "in the middle of a message"),
                lie("block at the schema", block(footer, batch, 8), "is neither a batch nor a dictionary"),
                lie("block at the end mark", block(footer, batch, footer - 8), "where no message is"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("lies")
    void isRefusedBeforeAnythingIsRead(String name, byte[] bytes, String message) {
        assertThatThrownBy(() -> ArrowFixtures.open(Content.of(bytes), ArrowValidation.FRAMING))
                .isInstanceOfAny(PayloadConversionException.class, PayloadTooLargeException.class)
                .hasMessageContaining(message);
        assertThat(ArrowTables.allocatedBytes()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "A", "ARROW1", "[{\"a\":1}]", "a,b\n1,2\n"})
    void whatIsNoArrowDataIsSaidToBeNone(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);

        assertThatThrownBy(() -> ArrowFixtures.open(bytes))
                .isInstanceOf(PayloadConversionException.class)
                .hasMessageContaining(
                        text.startsWith("ARROW") ? "was cut" : "neither an Arrow stream nor an Arrow file");
    }

    @ParameterizedTest
    @EnumSource(
            value = ArrowCompression.class,
            names = {"LZ4", "ZSTD"})
    void aCompressedBufferThatLiesAboutItsLengthIsRefused(ArrowCompression compression) {
        byte[] sound = new RawTable(Field.nullable("c", ArrowSamples.intType(64, true)))
                .batch(1000, RawTable.column(1000, 0, RawTable.none(), new byte[8000]))
                .toBytes(ArrowFormat.STREAM, compression);
        // the bitmap comes first, an empty one takes 8 bytes
        int prefix = (int) body(sound).position() + 8;

        for (long lie : new long[] {1L << 31, 1L << 40, Long.MAX_VALUE, -2, Long.MIN_VALUE, 0, 7999, 8001}) {
            assertThatThrownBy(() -> ArrowFixtures.open(at(sound, prefix, longs(lie))))
                    .as("announced length %d", lie)
                    .isInstanceOfAny(PayloadConversionException.class, PayloadTooLargeException.class);
            assertThat(ArrowTables.allocatedBytes()).isZero();
        }
        assertThat(ArrowFixtures.read(at(sound, prefix, longs(8000)))).hasSize(1000);
    }

    @Test
    void bytesThatOnlyPadTheEndAreAccepted() {
        assertThat(ArrowFixtures.read(Arrays.copyOf(STREAM, STREAM.length + 100)))
                .isEqualTo(people(3));
    }

    @Test
    void aStreamWithoutEndMarkIsAccepted() {
        assertThat(ArrowFixtures.read(Arrays.copyOf(STREAM, STREAM.length - 8))).isEqualTo(people(3));
    }

    @Test
    void aSchemaThatIsNestedTooDeeplyIsRefused() {
        Field field = Field.nullable("c", ArrowSamples.intType(32, true));
        for (int level = 0; level < 64; level++) {
            field = NestedSamples.nested("c", new ArrowType.Struct(), field);
        }
        byte[] bytes = new RawTable(field).toBytes();

        assertThatThrownBy(() -> ArrowFixtures.open(bytes))
                .isInstanceOf(PayloadConversionException.class)
                .hasMessageContaining("is nested deeper than 64 levels");
    }

    private static Arguments lie(String name, byte[] bytes, String message) {
        return Arguments.of(name, bytes, message);
    }

    private static IpcTable scan(byte[] bytes) {
        return IpcScanner.scan(Source.of(Content.of(bytes)), ArrowLimits.DEFAULT);
    }

    private static Region body(byte[] stream) {
        Source source = Source.of(Content.of(stream));
        List<Long> messages = IpcScanner.scan(source, ArrowLimits.DEFAULT).messages();
        return new MessageReader(source, source.size(), ArrowLimits.DEFAULT)
                .read(messages.get(0))
                .orElseThrow()
                .body();
    }

    private static int footerStart() {
        Region length = new Region(Source.of(Content.of(FILE)), FILE.length - 10, 4);
        return FILE.length - 10 - length.toByteBuffer().getInt();
    }

    private static byte[] block(int footer, long from, long to) {
        byte[] changed = replace(Arrays.copyOfRange(FILE, footer, FILE.length), longs(from), longs(to));
        return at(FILE, footer, changed);
    }

    private static byte[] append(byte[] bytes, int last) {
        byte[] longer = Arrays.copyOf(bytes, bytes.length + 1);
        longer[bytes.length] = (byte) last;
        return longer;
    }

    private static byte[] at(byte[] bytes, int position, byte[] change) {
        byte[] changed = bytes.clone();
        System.arraycopy(change, 0, changed, position, Math.min(change.length, bytes.length - position));
        return changed;
    }

    /** The bytes with the only occurrence of some of them replaced. */
    private static byte[] replace(byte[] bytes, byte[] from, byte[] to) {
        int found = -1;
        for (int i = 0; i <= bytes.length - from.length; i++) {
            if (ByteBuffer.wrap(bytes, i, from.length).equals(ByteBuffer.wrap(from))) {
                assertThat(found).as("second occurrence").isNegative();
                found = i;
            }
        }
        assertThat(found).as("occurrence").isNotNegative();
        return at(bytes, found, to);
    }
}
