/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.envelope;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.natsbridge.camel.error.NatsBridgeException.InvalidEnvelopeException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the reader puts up with. */
class EnvelopeReaderTest {

    private final EnvelopeReader reader = new EnvelopeReader(64, () -> "made");

    @Test
    void readsEveryField() {
        Envelope envelope = read(WireText.valid());
        for (EnvelopeField field : EnvelopeField.values()) {
            assertThat(field.of(envelope)).isEqualTo(field.wireName().toUpperCase(Locale.ROOT));
        }
        assertThat(envelope.metadata()).isEqualTo(Map.of("k", 1));
        assertThat(envelope.unknownFields()).isEmpty();
        Payload payload = envelope.payloads().get(0);
        assertThat(payload.id()).isEqualTo("ID");
        assertThat(payload.dataname()).isEqualTo("note");
        assertThat(payload.type()).isEqualTo(PayloadType.TEXT);
        assertThat(payload.transport()).isEqualTo(Transport.DIRECT);
        assertThat(payload.size()).isEqualTo(2);
        assertThat(payload.metadata()).isEqualTo(Map.of("payload_bytes", 2));
        assertThat(bytes(payload)).isEqualTo("hi");
    }

    @Test
    void readsALinkWithoutFetchingIt() {
        Payload payload = read(WireText.link()).payloads().get(0);
        assertThat(payload.transport()).isEqualTo(Transport.LINK);
        assertThat(payload.link()).contains("http://host/file/a/b/c");
        assertThat(payload.content()).isEmpty();
        assertThat(payload.size()).isEqualTo(2);
    }

    @Test
    void readsFieldsInAnyOrder() {
        assertThat(Parts.of(read(WireText.valid().reversed()))).isEqualTo(Parts.of(read(WireText.valid())));
        assertThat(Parts.of(read(WireText.link().reversed()))).isEqualTo(Parts.of(read(WireText.link())));
    }

    @ParameterizedTest
    @CsvSource(
            emptyValue = "",
            value = {
                "correlation_id, made",
                "msg_id, ''",
                "timestamp, ''",
                "send_to, ''",
                "msg_purpose, chat",
                "sender_name, NATSBridge",
                "sender_id, ''",
                "receiver_name, ''",
                "receiver_id, ''",
                "reply_to, ''",
                "reply_to_msg_id, ''",
                "broker_url, nats://localhost:4222"
            })
    void readsAMissingFieldAsItsDefault(String field, String expected) {
        Envelope envelope = read(WireText.valid().without(field));
        assertThat(EnvelopeField.forWireName(field).of(envelope)).isEqualTo(expected);
    }

    @Test
    void readsAnEnvelopeOfPayloadsAlone() {
        Envelope envelope = read("{\"payloads\":[]}");
        assertThat(envelope.correlationId()).isEqualTo("made");
        assertThat(envelope.senderName()).isEqualTo("NATSBridge");
        assertThat(envelope.metadata()).isEmpty();
        assertThat(envelope.payloads()).isEmpty();
    }

    static Stream<String> textFields() {
        return WireText.TEXT_FIELDS.stream().filter(field -> !field.equals("correlation_id"));
    }

    @ParameterizedTest
    @MethodSource("textFields")
    void readsNullAsAnEmptyString(String field) {
        assertThat(EnvelopeField.forWireName(field).of(read(WireText.valid().with(field, "null"))))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "\"\""})
    void makesACorrelationIdWhereThereIsNone(String none) {
        assertThat(read(WireText.valid().with("correlation_id", none)).correlationId())
                .isEqualTo("made");
    }

    @Test
    void readsNullMetadataAsNone() {
        assertThat(read(WireText.valid().with("metadata", "null")).metadata()).isEmpty();
        assertThat(read(WireText.valid().without("metadata")).metadata()).isEmpty();
        assertThat(payload(WireText.valid().payload("metadata", "null")).metadata())
                .isEmpty();
    }

    @Test
    void keepsFieldsThatTheProtocolDoesNotKnow() {
        Envelope envelope = read(WireText.valid()
                .with("version", "2")
                .with("data", "\"" + "A".repeat(400) + "\"")
                .with("nothing", "null")
                .payload("sha", "{\"data\":\"" + "B".repeat(400) + "\"}")
                .payload("none", "null"));
        Map<String, Object> unknown = new LinkedHashMap<>();
        unknown.put("version", 2);
        unknown.put("data", "A".repeat(400));
        unknown.put("nothing", null);
        assertThat(envelope.unknownFields()).isEqualTo(unknown);
        assertThat(envelope.payloads().get(0).unknownFields())
                .containsEntry("sha", Map.of("data", "B".repeat(400)))
                .containsEntry("none", null);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2026-01-15T16:30:00.123Z",
                "2026-01-15T16:30:00.123456Z",
                "2026-01-15T16:30:00.123456",
                "2026-01-15T16:30:00+00:00",
                "2026-01-15T16:30:00Z",
                "2026-01-15 16:30:00",
                "20260115T163000Z",
                "yesterday",
                "1768494600",
                ""
            })
    void keepsATimestampAsItIs(String timestamp) {
        assertThat(read(WireText.valid().with("timestamp", "\"" + timestamp + "\""))
                        .timestamp())
                .isEqualTo(timestamp);
    }

    @Test
    void acceptsIdsThatAreNoUuids() {
        Envelope envelope = read(WireText.valid()
                .with("msg_id", "\"mp-000000000000a1b2c3d4e5f60000000000000000\"")
                .with("correlation_id", "\"mp-1 ü\\u0000\""));
        assertThat(envelope.msgId()).isEqualTo("mp-000000000000a1b2c3d4e5f60000000000000000");
        assertThat(envelope.correlationId()).isEqualTo("mp-1 ü\0");
    }

    @Test
    void passesOverAByteOrderMark() {
        Envelope plain = read(WireText.valid().payload("size", "300").payload("data", base64(300)));
        Envelope marked =
                read("\uFEFF" + WireText.valid().payload("size", "300").payload("data", base64(300)));
        assertThat(Parts.of(marked)).isEqualTo(Parts.of(plain));
    }

    @Test
    void passesOverWhiteSpace() {
        String spaced = WireText.valid().toString().replaceAll("([{}\\[\\],:])", " \t\r\n$1\n ");
        assertThat(Parts.of(read("\n\n" + spaced + "\r\n\t "))).isEqualTo(Parts.of(read(WireText.valid())));
    }

    @Test
    void readsPairsOfEncodedSurrogatesAsTheCharacterTheyMean() {
        byte[] pair = {(byte) 0xED, (byte) 0xA0, (byte) 0xBD, (byte) 0xED, (byte) 0xB8, (byte) 0x80};
        byte[] message = WireText.valid()
                .payload("dataname", "\"######\"")
                .payload("size", "300")
                .payload("data", base64(300))
                .bytes();
        int at = new String(message, StandardCharsets.UTF_8).indexOf("######");
        System.arraycopy(pair, 0, message, at, 6);
        Payload payload = reader.read(message).payloads().get(0);
        assertThat(payload.dataname()).isEqualTo("😀");
        assertThat(payload.size()).isEqualTo(300);
    }

    @Test
    void readsEscapedSurrogatePairsInTextsAndKeys() {
        Envelope envelope = read(WireText.valid()
                .with("sender_name", "\"\\ud83d\\ude00\"")
                .with("metadata", "{\"\\ud83d\\ude00\":\"\\uD83D\\uDE01\"}")
                .payload("size", "300")
                .payload("data", base64(300)));
        assertThat(envelope.senderName()).isEqualTo("😀");
        assertThat(envelope.metadata()).isEqualTo(Map.of("😀", "😁"));
        assertThat(envelope.payloads().get(0).size()).isEqualTo(300);
    }

    @Test
    void readsKeysThatAreEscaped() {
        assertThat(read("{\"\\u0070ayloads\":[],\"msg\\u005fid\":\"m\"}").msgId())
                .isEqualTo("m");
        Payload payload = read(WireText.valid().toString().replace("\"data\"", "\"d\\u0061ta\""))
                .payloads()
                .get(0);
        assertThat(bytes(payload)).isEqualTo("hi");
    }

    @Test
    void narrowsNoInteger() {
        String big = "9".repeat(1500);
        assertThat(read(WireText.valid().with("metadata", "{\"js\":9223372036854776000,\"py\":" + big + "}"))
                        .metadata())
                .isEqualTo(Map.of("js", new BigInteger("9223372036854776000"), "py", new BigInteger(big)));
    }

    @Test
    void readsTheWordsOfPythonForNumbersThatAreNotFinite() {
        assertThat(read(WireText.valid().with("metadata", "{\"a\":[NaN,Infinity,-Infinity]}"))
                        .metadata())
                .isEqualTo(Map.of("a", List.of(Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"id", "encoding", "size", "metadata"})
    void readsAPayloadWithoutWhatPeersLeaveOut(String field) {
        assertThat(bytes(payload(WireText.valid().payloadWithout(field)))).isEqualTo("hi");
        assertThat(bytes(payload(WireText.valid().payload(field, "null")))).isEqualTo("hi");
        assertThat(payload(WireText.link().payloadWithout(field)).link()).contains("http://host/file/a/b/c");
        assertThat(payload(WireText.link().payload(field, "null")).link()).contains("http://host/file/a/b/c");
    }

    @Test
    void doesNotKnowTheSizeOfALinkThatTellsNone() {
        assertThat(payload(WireText.link().payloadWithout("size")).size()).isEqualTo(-1);
        assertThat(payload(WireText.valid().payloadWithout("size")).size()).isEqualTo(2);
    }

    @Test
    void readsAnEmptyOrMissingNameAndAnyUnicode() {
        assertThat(payload(WireText.valid().payload("dataname", "\"\"")).dataname())
                .isEmpty();
        assertThat(payload(WireText.valid().payload("dataname", "null")).dataname())
                .isEmpty();
        assertThat(payload(WireText.valid().payload("dataname", "\"../../x\\u0000\\u202E😀\""))
                        .dataname())
                .isEqualTo("../../x\0\u202E😀");
    }

    @ParameterizedTest
    @ValueSource(strings = {"2", "2.0", "2.000", "2e0", "0.2e1", "20e-1", "2E+0", "200.0e-2"})
    void readsASizeWithoutFractionHoweverItIsWritten(String size) {
        assertThat(payload(WireText.valid().payload("size", size)).size()).isEqualTo(2);
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0",
        "-0, 0",
        "5.0, 5",
        "9223372036854775807, 9223372036854775807",
        "9.223372036854775807e18, 9223372036854775807",
        "1e18, 1000000000000000000"
    })
    void readsTheSizeOfALink(String written, long size) {
        assertThat(payload(WireText.link().payload("size", written)).size()).isEqualTo(size);
    }

    @ParameterizedTest
    @ValueSource(strings = {"base64", "json", "arrow-ipc", ""})
    void readsBase64UnderEveryNameThatPeersGiveIt(String encoding) {
        assertThat(bytes(payload(WireText.valid().payload("encoding", "\"" + encoding + "\""))))
                .isEqualTo("hi");
    }

    @ParameterizedTest
    @ValueSource(strings = {"none", ""})
    void readsALinkUnderEveryNameOfNoEncoding(String encoding) {
        assertThat(payload(WireText.link().payload("encoding", "\"" + encoding + "\""))
                        .link())
                .isPresent();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"a\":[1,2,{\"b\":null}]}",
                "[ ]",
                "[1 ,\t2]",
                "5",
                "-5.25e3",
                "true",
                "false",
                "null",
                "{}",
                "\"\\\"text\\\"\"",
                "{\"ä\":\"😀\"}",
                "{\"data\":{\"data\":\"x\"}}",
                "NaN"
            })
    void readsDataThatIsJsonItself(String json) {
        WireText text = WireText.valid()
                .payload("payload_type", "\"dictionary\"")
                .payload("encoding", "\"json\"")
                .payload("data", json)
                .payloadWithout("size");
        String expected = json.startsWith("\"") ? "\"text\"" : json;
        assertThat(bytes(payload(text))).isEqualTo(expected);
        assertThat(bytes(payload(text.reversed()))).isEqualTo(expected);
        assertThat(payload(text).size()).isEqualTo(expected.getBytes(StandardCharsets.UTF_8).length);
    }

    @Test
    void readsJsonDataNextToAPayloadThatIsLong() {
        String raw = "{\"data\":\"" + "x".repeat(300) + "\"}";
        String json = WireText.valid()
                .payload("payload_type", "\"dictionary\"")
                .payload("encoding", "\"json\"")
                .payload("size", "17")
                .payload("data", raw)
                .payloadText();
        String large = WireText.valid()
                .payload("size", "300")
                .payload("data", base64(300))
                .payloadText();
        Envelope envelope = read(WireText.valid().with("payloads", "[" + large + "," + json + "," + large + "]"));
        assertThat(envelope.payloads()).extracting(Payload::size).containsExactly(300L, (long) raw.length(), 300L);
        assertThat(bytes(envelope.payloads().get(1))).isEqualTo(raw);
    }

    @Test
    void readsATextThatIsNoBase64ButJsonWhereTheEncodingSaysJson() {
        WireText text = WireText.valid()
                .payload("payload_type", "\"dictionary\"")
                .payload("encoding", "\"json\"")
                .payload("size", "14")
                .payload("data", "\"{\\\"a\\\": \\\"\\u00e4😀\\\"}\"");
        assertThat(bytes(payload(text.payload("size", "15")))).isEqualTo("{\"a\": \"ä😀\"}");
        String longJson = "[" + "1, ".repeat(100) + "1]";
        assertThat(bytes(payload(text.payload("data", "\"" + longJson + "\"").payload("size", "" + longJson.length()))))
                .isEqualTo(longJson);
    }

    @Test
    void readsBase64WhoseSlashesAreEscaped() {
        assertThat(payload(WireText.valid().payload("size", "3").payload("data", "\"\\/\\/\\u002f/\""))
                        .content()
                        .orElseThrow()
                        .toByteArray())
                .containsExactly(0xFF, 0xFF, 0xFF);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 93, 94, 95, 96, 97, 200, 100_000})
    void readsDataOfEveryLength(int length) {
        byte[] bytes = new byte[length];
        new Random(length).nextBytes(bytes);
        Payload payload = payload(WireText.valid()
                .payload("size", "" + length)
                .payload("data", "\"" + Base64.getEncoder().encodeToString(bytes) + "\""));
        assertThat(payload.content().orElseThrow().toByteArray()).isEqualTo(bytes);
    }

    @Test
    void readsALongLink() {
        String url = "http://host/file/a/b/" + "n".repeat(500);
        assertThat(payload(WireText.link().payload("data", "\"" + url + "\"")).link())
                .contains(url);
        assertThat(payload(WireText.link().payload("data", "\"" + url + "ä 😀\""))
                        .link())
                .contains(url + "ä 😀");
    }

    @ParameterizedTest
    @CsvSource({"0, true", "63, true", "64, true", "65, false"})
    void limitsTheNumberOfPayloads(int count, boolean accepted) {
        String payload = WireText.valid().payloadText();
        String payloads = String.join(",", Collections.nCopies(count, payload));
        String text = WireText.valid().with("payloads", "[" + payloads + "]").toString();
        if (accepted) {
            assertThat(read(text).payloads()).hasSize(count);
        } else {
            assertThatThrownBy(() -> read(text))
                    .isInstanceOfSatisfying(InvalidEnvelopeException.class, e -> assertThat(e.field())
                            .isEqualTo("payloads[64]"))
                    .hasMessageContaining("the limit of 64")
                    .hasMessageContaining("maxPayloads");
        }
    }

    @Test
    void keepsNothingOfTheMessageThatCouldChangeUnderIt() {
        byte[] message = WireText.valid()
                .payload("size", "300")
                .payload("data", base64(300))
                .bytes();
        Envelope envelope = reader.read(message);
        List<Object> before = Parts.of(envelope);
        Arrays.fill(message, (byte) 0);
        assertThat(Parts.of(envelope)).isEqualTo(before);
    }

    @Test
    void mixesUpNothingBetweenThreads() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try {
            List<Future<Boolean>> results = IntStream.range(0, 8)
                    .mapToObj(thread -> threads.submit(() -> IntStream.range(0, 2000)
                            .allMatch(i -> survives("t" + thread + "-" + i, 50 + (thread * 31 + i) % 400))))
                    .toList();
            for (Future<Boolean> result : results) {
                assertThat(result.get()).isTrue();
            }
        } finally {
            threads.shutdownNow();
        }
    }

    private boolean survives(String name, int size) {
        byte[] bytes = new byte[size];
        new Random(name.hashCode()).nextBytes(bytes);
        Envelope sent = EnvelopeRoundTripTest.envelope(EnvelopeRoundTripTest.direct(name, PayloadType.BINARY, bytes));
        Payload read =
                reader.read(new EnvelopeWriter(sent).toByteArray()).payloads().get(0);
        return read.dataname().equals(name)
                && Arrays.equals(read.content().orElseThrow().toByteArray(), bytes);
    }

    private Payload payload(WireText text) {
        return read(text).payloads().get(0);
    }

    private Envelope read(WireText text) {
        return reader.read(text.bytes());
    }

    private Envelope read(String text) {
        return reader.read(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String bytes(Payload payload) {
        return new String(payload.content().orElseThrow().toByteArray(), StandardCharsets.UTF_8);
    }

    private static String base64(int bytes) {
        return "\"" + Base64.getEncoder().encodeToString(new byte[bytes]) + "\"";
    }
}
