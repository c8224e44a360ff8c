/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.bridge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.natsbridge.camel.content.Content;
import io.natsbridge.camel.envelope.Envelope;
import io.natsbridge.camel.envelope.Payload;
import io.natsbridge.camel.envelope.PayloadType;
import io.natsbridge.camel.error.NatsBridgeException.InvalidEnvelopeException;
import io.natsbridge.camel.error.NatsBridgeException.PayloadConversionException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What becomes of numbers that a platform cannot read from JSON. */
class UnsafeNumbersTest {

    private static final long LARGE = (1L << 53) + 1;

    @TempDir
    private Path directory;

    private Messages messages;

    @BeforeEach
    void open() {
        messages = new Messages(directory);
    }

    static Stream<Arguments> largeIntegers() {
        byte[] ready = ("{\"rows\":[{\"n\":" + LARGE + "}]}").getBytes(StandardCharsets.UTF_8);
        byte[] readyRows = ("[{\"n\":-" + LARGE + "}]").getBytes(StandardCharsets.UTF_8);
        return Stream.of(
                Arguments.of(PayloadType.DICTIONARY, LARGE, ""),
                Arguments.of(PayloadType.DICTIONARY, BigInteger.TWO.pow(70).negate(), ""),
                Arguments.of(PayloadType.DICTIONARY, Map.of("a", List.of(0, Map.of("b", LARGE))), " at /a/1/b"),
                Arguments.of(PayloadType.DICTIONARY, ready, " at /rows/0/n"),
                Arguments.of(PayloadType.JSONTABLE, List.of(Map.of("n", 1), Map.of("n", LARGE)), " at /1/n"),
                Arguments.of(PayloadType.JSONTABLE, readyRows, " at /0/n"));
    }

    @ParameterizedTest
    @MethodSource("largeIntegers")
    void largeIntegersAreRefusedForJavaScriptBeforeAnythingIsStored(PayloadType type, Object value, String at) {
        Payload large = Payload.of("the large one", value, type);

        assertThatThrownBy(
                        () -> send(TargetPlatform.JAVASCRIPT, UnsafeNumbers.REFUSE, Messages.binary("b", 2000), large))
                .isInstanceOf(PayloadConversionException.class)
                .hasMessageContaining("Payload 'the large one'")
                .hasMessageContaining(
                        "an integer beyond 9007199254740992 (2^53)" + at + " to targetPlatform javascript")
                .hasMessageContaining("unsafeNumbers=convert");
        assertThat(messages.store.calls).isEmpty();
        assertThat(messages.spooled()).isZero();
    }

    @ParameterizedTest
    @EnumSource(value = TargetPlatform.class, mode = EnumSource.Mode.EXCLUDE, names = "JAVASCRIPT")
    void largeIntegersGoToAllOthersAsTheyAre(TargetPlatform platform) {
        for (UnsafeNumbers wish : UnsafeNumbers.values()) {
            assertThat(sent(platform, wish, List.of(LARGE, BigInteger.TWO.pow(64))))
                    .isEqualTo("[9007199254740993,18446744073709551616]");
        }
    }

    @Test
    void largeIntegersBecomeTextForJavaScript() {
        assertThat(sent(TargetPlatform.JAVASCRIPT, UnsafeNumbers.CONVERT, Map.of("n", List.of(LARGE, 1))))
                .isEqualTo("{\"n\":[\"9007199254740993\",1]}");
        byte[] ready = "{ \"n\": -9007199254740993 }".getBytes(StandardCharsets.UTF_8);
        assertThat(sent(TargetPlatform.JAVASCRIPT, UnsafeNumbers.CONVERT, ready))
                .isEqualTo("{\"n\":\"-9007199254740993\"}");
    }

    @Test
    void readyJsonOfSafeNumbersTravelsAsItIs() {
        byte[] ready = "{ \"n\": 9007199254740992, \"x\": 1.50 }".getBytes(StandardCharsets.UTF_8);

        assertThat(sent(TargetPlatform.JAVASCRIPT, UnsafeNumbers.CONVERT, ready))
                .isEqualTo(new String(ready, StandardCharsets.UTF_8));
    }

    @ParameterizedTest
    @EnumSource(TargetPlatform.class)
    void numbersThatAreNotFiniteAreRefusedForEveryPlatform(TargetPlatform platform) {
        Payload payload = Payload.of("d", Map.of("a", List.of(Double.NaN)), PayloadType.DICTIONARY);

        assertThatThrownBy(() -> send(platform, UnsafeNumbers.REFUSE, payload))
                .isInstanceOf(PayloadConversionException.class)
                .hasMessageContaining("Payload 'd'")
                .hasMessageContaining("the number NaN at /a/0 to targetPlatform "
                        + platform.name().toLowerCase(Locale.ROOT));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "ANY | [null,null,null]",
                "JULIA | [null,null,null]",
                "JAVASCRIPT | [null,null,null]",
                "PYTHON | [NaN,Infinity,-Infinity]",
                "MICROPYTHON | [null,null,null]"
            })
    void numbersThatAreNotFiniteBecomeWhatThePlatformReads(TargetPlatform platform, String json) {
        List<Double> values = List.of(Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY);

        assertThat(sent(platform, UnsafeNumbers.CONVERT, values)).isEqualTo(json);
        byte[] ready = " [NaN, Infinity,-Infinity]".getBytes(StandardCharsets.UTF_8);
        assertThat(sent(platform, UnsafeNumbers.CONVERT, ready)).isEqualTo(json);
    }

    @Test
    void metadataIsHeldToTheSame() {
        Envelope envelope = Messages.envelope(Payload.of("t", "x", PayloadType.TEXT).toBuilder()
                .metadata(Map.of("n", LARGE))
                .build());

        assertThatThrownBy(() -> prepare(envelope, TargetPlatform.JAVASCRIPT, UnsafeNumbers.REFUSE))
                .isInstanceOf(InvalidEnvelopeException.class)
                .hasMessageContaining("payloads[0].metadata")
                .hasMessageContaining("at /n to targetPlatform javascript");
        Envelope read = Messages.read(prepare(envelope, TargetPlatform.JAVASCRIPT, UnsafeNumbers.CONVERT));
        assertThat(read.payloads().get(0).metadata()).containsEntry("n", "9007199254740993");
    }

    private OutgoingMessage send(TargetPlatform platform, UnsafeNumbers wish, Payload... payloads) {
        return prepare(Messages.envelope(payloads), platform, wish);
    }

    private OutgoingMessage prepare(Envelope envelope, TargetPlatform platform, UnsafeNumbers wish) {
        return messages.sender(platform.numbers(wish))
                .prepare(envelope, messages.options(platform), 1 << 20)
                .finish();
    }

    /** The JSON of a dictionary that was sent. */
    private String sent(TargetPlatform platform, UnsafeNumbers wish, Object value) {
        Envelope read = Messages.read(send(platform, wish, Payload.of("d", value, PayloadType.DICTIONARY)));
        byte[] json = read.payloads().get(0).content().map(Content::toByteArray).orElseThrow();
        return new String(json, StandardCharsets.UTF_8);
    }
}
