/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.envelope;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.natsbridge.camel.content.Content;
import io.natsbridge.camel.error.NatsBridgeException.InvalidEnvelopeException;
import io.natsbridge.camel.error.NatsBridgeException.PayloadTooLargeException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class EnvelopeWriterTest {

    private static final String BEFORE_METADATA =
            "{\"correlation_id\":\"c\",\"msg_id\":\"m\",\"timestamp\":\"t\",\"send_to\":\"s\",\"msg_purpose\":\"chat\","
                    + "\"sender_name\":\"n\",\"sender_id\":\"i\",\"receiver_name\":\"\",\"receiver_id\":\"\","
                    + "\"reply_to\":\"\",\"reply_to_msg_id\":\"\",\"broker_url\":\"nats://b:1\",\"metadata\":";

    private final EnvelopeReader reader = new EnvelopeReader(64, () -> "made");

    @Test
    void writesEveryFieldInTheOrderOfTheProtocol() {
        assertThat(write(envelope(direct("note", "hi"))))
                .isEqualTo(BEFORE_METADATA + "{},\"payloads\":[{\"id\":\"p\",\"dataname\":\"note\","
                        + "\"payload_type\":\"text\",\"transport\":\"direct\",\"encoding\":\"base64\",\"size\":2,"
                        + "\"data\":\"aGk=\",\"metadata\":{\"payload_bytes\":2}}]}");
    }

    @Test
    void writesALinkWithEncodingNoneAndItsMetadataAsItIs() {
        Payload link = link("http://h/file/a/b/c").toBuilder()
                .metadata(Map.of("sha256", "ab"))
                .build();
        assertThat(write(envelope(link)))
                .isEqualTo(BEFORE_METADATA + "{},\"payloads\":[{\"id\":\"q\",\"dataname\":\"l\","
                        + "\"payload_type\":\"video\",\"transport\":\"link\",\"encoding\":\"none\",\"size\":7,"
                        + "\"data\":\"http://h/file/a/b/c\",\"metadata\":{\"sha256\":\"ab\"}}]}");
    }

    @Test
    void writesNoPayloadsAsAnEmptyArray() {
        assertThat(write(envelope())).isEqualTo(BEFORE_METADATA + "{},\"payloads\":[]}");
    }

    @Test
    void writesFieldsThatTheProtocolDoesNotKnowBehindThoseItKnows() {
        Payload payload = direct("note", "hi").toBuilder()
                .unknownFields(Map.of("x-p", List.of(1)))
                .build();
        Envelope envelope = new Envelope(
                "c",
                "m",
                "t",
                "s",
                "chat",
                "n",
                "i",
                "",
                "",
                "",
                "",
                "nats://b:1",
                Map.of(),
                List.of(payload),
                Map.of("x-e", Map.of("k", true)));
        assertThat(write(envelope)).endsWith(",\"metadata\":{\"payload_bytes\":2},\"x-p\":[1]}],\"x-e\":{\"k\":true}}");
    }

    @Test
    void writesAnEmptyStringForAFieldWithoutValue() {
        Envelope envelope = new Envelope(
                "c", "m", null, null, null, null, null, null, null, null, null, null, Map.of(), List.of(), Map.of());
        assertThat(write(envelope))
                .isEqualTo("{\"correlation_id\":\"c\",\"msg_id\":\"m\",\"timestamp\":\"\",\"send_to\":\"\","
                        + "\"msg_purpose\":\"\",\"sender_name\":\"\",\"sender_id\":\"\",\"receiver_name\":\"\","
                        + "\"receiver_id\":\"\",\"reply_to\":\"\",\"reply_to_msg_id\":\"\",\"broker_url\":\"\","
                        + "\"metadata\":{},\"payloads\":[]}");
    }

    @Test
    void tellsTheTruthAboutPayloadBytesWhateverTheMetadataSays() {
        Payload payload = direct("note", "hi").toBuilder()
                .metadata(Map.of("payload_bytes", 99, "k", "v"))
                .build();
        assertThat(write(envelope(payload))).contains("\"metadata\":{\"payload_bytes\":2,\"k\":\"v\"}");
    }

    @ParameterizedTest
    @EnumSource(EnvelopeField.class)
    void writesEveryTextAsRawUtf8(EnvelopeField field) {
        String text = "ä€😀\u2028\uFFFD\uDBFF\uDFFF";
        String json = write(withText(field, text));
        assertThat(json)
                .contains("\"" + field.wireName() + "\":\"" + text + "\"")
                .doesNotContain("\\u");
    }

    @Test
    void writesNamesAndLinksAndMetadataAsRawUtf8() {
        Payload direct =
                direct("ä€😀", "hi").toBuilder().metadata(Map.of("ü😀", "ö😀")).build();
        Payload link = link("http://h/file/a/b/😀").toBuilder()
                .unknownFields(Map.of("é😀", "è😀"))
                .build();
        assertThat(write(envelope(direct, link)))
                .contains(
                        "\"dataname\":\"ä€😀\"",
                        "\"ü😀\":\"ö😀\"",
                        "\"data\":\"http://h/file/a/b/😀\"",
                        "\"é😀\":\"è😀\"")
                .doesNotContain("\\u");
    }

    @Test
    void escapesOnlyWhatJsonDemands() {
        StringBuilder ascii = new StringBuilder();
        for (char c = 0; c < 0x80; c++) {
            ascii.append(c);
        }
        String json = write(envelope(direct(ascii.toString(), "hi")));
        assertThat(json)
                .contains(
                        "\\u0000\\u0001",
                        "\\u0008\\t\\n\\u000b\\u000c\\r\\u000e",
                        "\\u001f !\\\"#$%&'()*+,-./0",
                        "[\\\\]^_`a");
        assertThat(json.chars()).allMatch(c -> c >= 0x20 && c < 0x7F);
        assertThat(reader.read(json.getBytes(StandardCharsets.UTF_8))
                        .payloads()
                        .get(0)
                        .dataname())
                .isEqualTo(ascii.toString());
    }

    @Test
    void keepsEveryCharacterThatAStringCanHold() {
        StringBuilder all = new StringBuilder();
        for (int point = 0; point <= Character.MAX_CODE_POINT; point += point < 0x3000 ? 1 : 61) {
            if (point < Character.MIN_SURROGATE || point > Character.MAX_SURROGATE) {
                all.appendCodePoint(point);
            }
        }
        byte[] json = new EnvelopeWriter(envelope(direct(all.toString(), "hi"))).toByteArray();
        assertThat(reader.read(json).payloads().get(0).dataname()).isEqualTo(all.toString());
    }

    @ParameterizedTest
    @EnumSource(EnvelopeField.class)
    void refusesTextWithoutUtf8FormAndNamesTheField(EnvelopeField field) {
        assertThatThrownBy(() -> write(withText(field, "a\uD83D")))
                .isInstanceOfSatisfying(InvalidEnvelopeException.class, e -> assertThat(e.field())
                        .isEqualTo(field.wireName()))
                .hasMessage("NB-101: Cannot write the envelope at " + field.wireName()
                        + ": the text 'a\\ud83d' has an unpaired surrogate at index 1 and so no UTF-8 form");
    }

    static Stream<Object> unwritablePayloads() {
        return Stream.of(
                new Object[] {"payloads[1].dataname", direct("\uDE00", "hi")},
                new Object[] {
                    "payloads[1].id", direct("n", "hi").toBuilder().id("\uDE00").build()
                },
                new Object[] {"payloads[1].data", link("http://h/\uD83D")},
                new Object[] {
                    "payloads[1].metadata",
                    direct("n", "hi").toBuilder()
                            .metadata(Map.of("k", Double.NaN))
                            .build()
                },
                new Object[] {
                    "payloads[1].x",
                    direct("n", "hi").toBuilder()
                            .unknownFields(Map.of("x", Double.NaN))
                            .build()
                },
                new Object[] {
                    "payloads[1].size",
                    direct("n", "hi").toBuilder()
                            .unknownFields(Map.of("size", 5))
                            .build()
                });
    }

    @ParameterizedTest
    @MethodSource("unwritablePayloads")
    void refusesWhatAPayloadCannotCarryAndNamesTheField(String field, Payload payload) {
        assertThatThrownBy(() -> write(envelope(direct("first", "hi"), payload)))
                .isInstanceOfSatisfying(InvalidEnvelopeException.class, e -> assertThat(e.field())
                        .isEqualTo(field))
                .hasMessageStartingWith("NB-101: Cannot write the envelope at " + field + ": ");
    }

    @Test
    void refusesNumbersThatAreNotFiniteAndNamesThePathToThem() {
        Envelope envelope = withMetadata(Map.of("a", List.of(1, Map.of("b", Double.NEGATIVE_INFINITY))));
        assertThatThrownBy(() -> write(envelope))
                .isInstanceOf(InvalidEnvelopeException.class)
                .hasMessageContaining("at metadata: ")
                .hasMessageContaining("-Infinity at /a/1/b");
    }

    @ParameterizedTest
    @ValueSource(strings = {"payloads", "metadata", "correlation_id", "broker_url"})
    void refusesToWriteAKnownFieldTwice(String field) {
        Envelope envelope = new Envelope(
                "c", "m", "t", "s", "chat", "n", "i", "", "", "", "", "b", Map.of(), List.of(), Map.of(field, "x"));
        assertThatThrownBy(() -> write(envelope))
                .isInstanceOf(InvalidEnvelopeException.class)
                .hasMessageContaining(field);
    }

    @Test
    void keepsNumbersAsTheyAre() {
        Map<String, Object> numbers = new LinkedHashMap<>();
        numbers.put("long", Long.MAX_VALUE);
        numbers.put("big", new BigInteger("99999999999999999999999999"));
        numbers.put("decimal", new BigDecimal("3.141592653589793238462643383279"));
        numbers.put("double", 0.1);
        numbers.put("null", null);
        assertThat(reader.read(new EnvelopeWriter(withMetadata(numbers)).toByteArray())
                        .metadata())
                .isEqualTo(numbers);
    }

    @Test
    void knowsItsSizeBeforeItIsWritten() {
        Random random = new Random(3);
        for (int i = 0; i < 200; i++) {
            List<Payload> payloads = new ArrayList<>();
            for (int k = random.nextInt(5); k >= 0; k--) {
                payloads.add(random.nextBoolean() ? link("http://h/ä") : direct("ö", "x".repeat(random.nextInt(9000))));
            }
            EnvelopeWriter writer = new EnvelopeWriter(envelope(payloads.toArray(Payload[]::new)));
            assertThat(writer.toByteArray()).hasSize((int) writer.size());
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 1, 2, 3, 4, 786_000, 1_000_000, 3_000_000_000L})
    void knowsHowMuchTextAPayloadTakes(long bytes) {
        assertThat(EnvelopeWriter.textLength(bytes)).isEqualTo((bytes + 2) / 3 * 4);
    }

    @Test
    void refusesAnEnvelopeThatNoArrayHolds() {
        Content huge = new Content() {
            @Override
            public long size() {
                return 1L << 31;
            }

            @Override
            public InputStream openStream() {
                throw new AssertionError("must not be read");
            }
        };
        EnvelopeWriter writer = new EnvelopeWriter(envelope(
                direct("n", "").toBuilder().content(huge).size(1L << 31).build()));
        assertThat(writer.size()).isGreaterThan(Integer.MAX_VALUE);
        assertThatThrownBy(writer::toByteArray)
                .isInstanceOfSatisfying(PayloadTooLargeException.class, e -> assertThat(e.bytes())
                        .isEqualTo(writer.size()))
                .hasMessageContaining("The envelope is too large: " + writer.size());
    }

    @Test
    void refusesADirectPayloadWithoutContent() {
        Payload payload = direct("n", "hi").toBuilder().content(null).build();
        assertThatThrownBy(() -> new EnvelopeWriter(envelope(payload)).size())
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("no content");
    }

    private static String write(Envelope envelope) {
        return new String(new EnvelopeWriter(envelope).toByteArray(), StandardCharsets.UTF_8);
    }

    private static Payload direct(String name, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return EnvelopeRoundTripTest.direct(name, PayloadType.TEXT, bytes);
    }

    private static Payload link(String url) {
        return Payload.builder("l", PayloadType.VIDEO)
                .id("q")
                .transport(Transport.LINK)
                .size(7)
                .link(url)
                .build();
    }

    private static Envelope envelope(Payload... payloads) {
        return EnvelopeRoundTripTest.envelope(payloads);
    }

    private static Envelope withMetadata(Map<String, Object> metadata) {
        return new Envelope("c", "m", "t", "s", "chat", "n", "i", "", "", "", "", "b", metadata, List.of(), Map.of());
    }

    private static Envelope withText(EnvelopeField field, String text) {
        String[] t = new String[EnvelopeField.values().length];
        Arrays.fill(t, "x");
        t[field.ordinal()] = text;
        return new Envelope(
                t[0], t[1], t[2], t[3], t[4], t[5], t[6], t[7], t[8], t[9], t[10], t[11], Map.of(), List.of(),
                Map.of());
    }
}
