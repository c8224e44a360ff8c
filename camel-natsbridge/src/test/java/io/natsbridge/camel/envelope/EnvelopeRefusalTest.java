/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.envelope;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.natsbridge.camel.error.NatsBridgeException;
import io.natsbridge.camel.error.NatsBridgeException.InvalidEnvelopeException;
import io.natsbridge.camel.error.NatsBridgeException.PayloadIntegrityException;
import io.natsbridge.camel.error.NatsBridgeException.UnsupportedPayloadTypeException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the reader refuses, by which field and which offset. */
class EnvelopeRefusalTest {

    private static final List<String> NO_STRINGS =
            List.of("^5", "^-1.5", "^true", "^false", "^[]", "^{}", "^[\"x\"]", "^NaN");

    private final EnvelopeReader reader = new EnvelopeReader(4, () -> "made");

    static Stream<Arguments> wrongTypes() {
        List<Arguments> cases = new ArrayList<>();
        for (String wrong : NO_STRINGS) {
            WireText.TEXT_FIELDS.forEach(
                    field -> cases.add(Arguments.of(field, WireText.valid().with(field, wrong))));
            WireText.PAYLOAD_TEXT_FIELDS.forEach(field -> cases.add(
                    Arguments.of("payloads[0]." + field, WireText.valid().payload(field, wrong))));
        }
        for (String wrong : List.of("^5", "^true", "^\"x\"", "^[]", "^[{}]")) {
            cases.add(Arguments.of("metadata", WireText.valid().with("metadata", wrong)));
            cases.add(Arguments.of("payloads[0].metadata", WireText.valid().payload("metadata", wrong)));
        }
        for (String wrong : List.of("^5", "^true", "^\"x\"", "^{}", "^null", "^{\"0\":{}}")) {
            cases.add(Arguments.of("payloads", WireText.valid().with("payloads", wrong)));
        }
        String payload = WireText.valid().payloadText();
        for (String wrong : List.of("^5", "^true", "^\"x\"", "^[]", "^null")) {
            cases.add(Arguments.of("payloads[0]", WireText.valid().with("payloads", "[" + wrong + "]")));
            cases.add(
                    Arguments.of("payloads[1]", WireText.valid().with("payloads", "[" + payload + ", " + wrong + "]")));
        }
        for (String wrong : List.of(
                "^\"2\"",
                "^\"\"",
                "^true",
                "^[]",
                "^{}",
                "^[2]",
                "^-1",
                "^2.5",
                "^-0.5",
                "^NaN",
                "^Infinity",
                "^9223372036854775808",
                "^9223372036854776000",
                "^1e19",
                "^1e400",
                "^1e-1",
                "^1e10000")) {
            cases.add(Arguments.of("payloads[0].size", WireText.valid().payload("size", wrong)));
            cases.add(Arguments.of("payloads[0].size", WireText.link().payload("size", wrong)));
        }
        for (String wrong : List.of("^5", "^true", "^null", "^{}", "^[\"aGk=\"]")) {
            cases.add(Arguments.of("payloads[0].data", WireText.valid().payload("data", wrong)));
            cases.add(Arguments.of("payloads[0].data", WireText.link().payload("data", wrong)));
        }
        return cases.stream();
    }

    @ParameterizedTest
    @MethodSource("wrongTypes")
    void refusesAValueOfTheWrongType(String field, WireText text) {
        assertInvalid(text.bytes(), field, text.offset());
    }

    @ParameterizedTest
    @ValueSource(strings = {"1e10001", "1e1000000000", "1e-1000000000", "1e99999999999999999999"})
    void refusesASizeWithAnAbsurdExponent(String size) {
        assertThatThrownBy(
                        () -> reader.read(WireText.valid().payload("size", size).bytes()))
                .isInstanceOfSatisfying(InvalidEnvelopeException.class, e -> assertThat(e.field())
                        .isEqualTo("payloads[0].size"));
        assertThatThrownBy(() -> reader.read(WireText.valid()
                        .with("metadata", "{\"n\":" + size + "}")
                        .bytes()))
                .isInstanceOfSatisfying(InvalidEnvelopeException.class, e -> assertThat(e.field())
                        .isEqualTo("metadata.n"));
    }

    static Stream<Arguments> doubled() {
        List<Arguments> cases = new ArrayList<>();
        List<String> fields = new ArrayList<>(WireText.TEXT_FIELDS);
        fields.addAll(List.of("metadata", "payloads"));
        for (String field : fields) {
            String value = field.equals("metadata") ? "{}" : field.equals("payloads") ? "[]" : "\"x\"";
            cases.add(Arguments.of(
                    field, "{\"" + field + "\":" + value + ",\"" + field + "\":" + value + ",\"payloads\":[]}"));
            cases.add(Arguments.of(field, insert(WireText.valid().toString(), "\"" + field + "\":" + value)));
        }
        List<String> payloadFields = new ArrayList<>(WireText.PAYLOAD_TEXT_FIELDS);
        payloadFields.addAll(List.of("size", "data", "metadata"));
        for (String field : payloadFields) {
            String value = field.equals("metadata") ? "{}" : field.equals("size") ? "2" : "\"aGk=\"";
            String payload = insert(WireText.valid().payloadText(), "\"" + field + "\":" + value);
            cases.add(Arguments.of(
                    "payloads[0]." + field,
                    WireText.valid().with("payloads", "[" + payload + "]").toString()));
        }
        cases.add(Arguments.of(
                "x", WireText.valid().with("x", "1").toString().replace("{\"correlation", "{\"x\":0,\"correlation")));
        cases.add(Arguments.of(
                "metadata.k",
                WireText.valid().with("metadata", "{\"k\":1,\"k\":1}").toString()));
        cases.add(Arguments.of(
                "metadata.a[1].k",
                WireText.valid()
                        .with("metadata", "{\"a\":[0,{\"k\":1,\"\\u006b\":1}]}")
                        .toString()));
        return cases.stream();
    }

    @ParameterizedTest
    @MethodSource("doubled")
    void refusesEveryFieldThatIsThereTwice(String field, String text) {
        assertThatThrownBy(() -> reader.read(text.getBytes(StandardCharsets.UTF_8)))
                .isInstanceOfSatisfying(InvalidEnvelopeException.class, e -> assertThat(e.field())
                        .isEqualTo(field))
                .hasMessageContaining("Duplicate");
    }

    @Test
    void refusesTwoLongDataFields() {
        String data = "\"" + "AAAA".repeat(100) + "\"";
        String payload = insert(
                WireText.valid().payload("data", data).payloadWithout("size").payloadText(), "\"data\":" + data);
        assertThatThrownBy(() -> reader.read(
                        WireText.valid().with("payloads", "[" + payload + "]").bytes()))
                .isInstanceOf(InvalidEnvelopeException.class)
                .hasMessageContaining("payloads[0].data")
                .hasMessageContaining("Duplicate");
    }

    @Test
    void refusesAnEnvelopeWithoutPayloads() {
        byte[] message = WireText.valid().without("payloads").bytes();
        assertInvalid(message, "payloads", message.length - 1);
        assertInvalid("{}".getBytes(StandardCharsets.UTF_8), "payloads", 1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"payload_type", "transport", "dataname", "data"})
    void refusesAPayloadWithoutWhatGivesItMeaning(String field) {
        String text = WireText.valid().payloadWithout(field).toString();
        assertInvalid(
                text.getBytes(StandardCharsets.UTF_8),
                "payloads[0]." + field,
                text.indexOf("{\"", 1 + text.indexOf("payloads")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"^null", "^[]", "  ^[{\"payloads\":[]}]", "^\"{}\"", "^5", "^true", "^NaN"})
    void refusesWhatIsNoObject(String marked) {
        assertInvalid(WireText.unmarked(marked), "", WireText.offset(marked));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "\n\t",
                "\uFEFF",
                "hello",
                "{",
                "{\"payloads\":[]",
                "{\"payloads\":[}",
                "{\"payloads\":[{]}",
                "{payloads:[]}",
                "{'payloads':[]}",
                "{\"payloads\":[],}",
                "{\"payloads\":[{},]}",
                "{\"payloads\" []}",
                "{\"payloads\":}",
                "{\"payloads\":[]/**/}",
                "{\"payloads\":[]]",
                "{\"msg_id\":\"a\nb\",\"payloads\":[]}",
                "{\"msg_id\":\"\\x\",\"payloads\":[]}",
                "{\"msg_id\":nan,\"payloads\":[]}",
                "{\"metadata\":{\"a\":inf},\"payloads\":[]}",
                "{\"metadata\":{\"a\":INF},\"payloads\":[]}",
                "{\"metadata\":{\"a\":01},\"payloads\":[]}",
                "{\"metadata\":{\"a\":+1},\"payloads\":[]}",
                "{\"metadata\":{\"a\":.5},\"payloads\":[]}",
                "\0",
                "{\"payloads\":[]\0}",
                "{\"msg_id\":\"\0\",\"payloads\":[]}",
                "<html></html>",
                "{\"msg_id\":\"\\ud83d\",\"payloads\":[]}"
            })
    void refusesWhatIsNoJson(String text) {
        assertThatThrownBy(() -> reader.read(text.getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(InvalidEnvelopeException.class)
                .hasMessageMatching("(?s)NB-101: Cannot read the envelope.* \\(byte \\d+\\): .+");
    }

    @Test
    void tellsWhereTheWordsOfMicroPythonForNumbersAreThatAreNotFinite() {
        WireText text = WireText.valid().with("metadata", "{\"a\":[1,^nan]}");
        assertThatThrownBy(() -> reader.read(text.bytes()))
                .isInstanceOfSatisfying(InvalidEnvelopeException.class, e -> {
                    assertThat(e.field()).isEqualTo("metadata.a[1]");
                    assertThat(e.offset()).isBetween(text.offset(), text.offset() + 4);
                })
                .hasMessageContaining("nan");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"{}", "{\"payloads\":[]}", "[]", "null", "5", "x", ",", "}", "\0", "\uFEFF", "\u00A0", "//"})
    void refusesTrailingContent(String trailing) {
        String text = WireText.valid() + " " + trailing;
        assertThatThrownBy(() -> reader.read(text.getBytes(StandardCharsets.UTF_8)))
                .isInstanceOfSatisfying(InvalidEnvelopeException.class, e -> assertThat(e.offset())
                        .isGreaterThanOrEqualTo(text.length() - trailing.length()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-16", "UTF-16LE", "UTF-16BE", "x-UTF-16LE-BOM", "UTF-32", "UTF-32LE", "UTF-32BE"})
    void refusesOtherEncodings(String charset) {
        assertThatThrownBy(() -> reader.read(WireText.valid().toString().getBytes(Charset.forName(charset))))
                .isInstanceOf(InvalidEnvelopeException.class);
    }

    @Test
    void refusesLatin1() {
        byte[] message =
                WireText.valid().with("sender_name", "\"ü\"").toString().getBytes(StandardCharsets.ISO_8859_1);
        assertThatThrownBy(() -> reader.read(message)).isInstanceOf(InvalidEnvelopeException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "80",
                "BF",
                "C0AF",
                "C1BF",
                "C2",
                "C241",
                "E08080",
                "E09FBF",
                "E282",
                "E28241",
                "EDA080",
                "EDB080",
                "EDB080EDA080",
                "EDA080EDA080",
                "F08FBFBF",
                "F09F98",
                "F4908080",
                "F5808080",
                "F8888080",
                "FE",
                "FF",
                "FEFF",
                "FFFE"
            })
    void refusesEveryKindOfIllFormedUtf8AndSaysWhere(String hex) {
        byte[] wrong = HexFormat.of().parseHex(hex);
        for (String place : List.of("sender_name", "metadata", "dataname", "data", "behind")) {
            String data = place.equals("data") ? "A^" : "AAAA".repeat(50);
            String marked = WireText.valid()
                            .with("sender_name", place.equals("sender_name") ? "\"a#\"" : "\"\"")
                            .with("metadata", place.equals("metadata") ? "{\"#\":1}" : "{}")
                            .payload("data", "\"" + data.replace('^', '#') + "\"")
                            .payload("dataname", place.equals("dataname") ? "\"#\"" : "\"\"")
                    + (place.equals("behind") ? "#" : "");
            int at = marked.indexOf('#');
            byte[] message = (marked.substring(0, at) + "#".repeat(wrong.length) + marked.substring(at + 1))
                    .getBytes(StandardCharsets.UTF_8);
            System.arraycopy(wrong, 0, message, at, wrong.length);
            assertThatThrownBy(() -> reader.read(message))
                    .as(place)
                    .isInstanceOfSatisfying(InvalidEnvelopeException.class, e -> assertThat(e.offset())
                            .isEqualTo(at))
                    .hasMessageContaining("ill-formed UTF-8 (0x" + hex.substring(0, 2) + ")");
        }
    }

    static Stream<String> noBase64() {
        return Stream.of(
                "a",
                "aG",
                "aGk",
                "aGk=aGk=",
                "aGk==",
                "aGk===",
                "====",
                "=aGk",
                "a===",
                "aG=k",
                "aGl=",
                "aB==",
                "aGk=\\n",
                "aG k=",
                " aGk=",
                "aGk= ",
                "aG\\nk=",
                "aG\\r\\nk=",
                "a-k_",
                "_-==",
                "aGk=\\u0000",
                "aGkä",
                "aG.=",
                "aGk=#",
                "aG\\u00e4=",
                "aGkA=",
                "AAA\\t",
                "{}");
    }

    @ParameterizedTest
    @MethodSource("noBase64")
    void refusesWhatIsNotTheOneBase64OfSomeBytes(String data) {
        WireText text = WireText.valid().payloadWithout("size").payload("data", "^\"" + data + "\"");
        assertInvalid(text.bytes(), "payloads[0].data", text.offset());
    }

    @Test
    void refusesLongDataThatIsNoBase64BehindOtherLongData() {
        String good = WireText.valid()
                .payload("size", "300")
                .payload("data", base64(300))
                .payloadText();
        WireText bad = WireText.valid()
                .payload("size", "300")
                .payload("data", base64(300).replace("AA\"", "A-\""));
        String text = WireText.valid()
                .with("payloads", "[" + good + "," + bad.payloadText() + "]")
                .toString();
        assertInvalid(text.getBytes(StandardCharsets.UTF_8), "payloads[1].data", text.lastIndexOf("\"data\":") + 7);
    }

    @ParameterizedTest
    @CsvSource({"0", "1", "3", "2.0e1", "4", "9223372036854775807"})
    void refusesASizeThatIsNotThatOfTheData(String size) {
        assertThatThrownBy(
                        () -> reader.read(WireText.valid().payload("size", size).bytes()))
                .isInstanceOf(PayloadIntegrityException.class)
                .hasMessageContaining("Payload 'note': 2 bytes arrived, but its envelope says ");
    }

    static Stream<Arguments> unknownNames() {
        List<Arguments> cases = new ArrayList<>();
        List<String> types =
                Stream.of(PayloadType.values()).map(PayloadType::wireName).toList();
        for (String type : Stream.concat(types.stream(), Stream.of("", "TEXT", "csv", "text ", "arrow"))
                .toList()) {
            for (String transport : List.of("direct", "link", "", "DIRECT", "file", "s3")) {
                for (String encoding :
                        List.of("base64", "none", "json", "arrow-ipc", "", "BASE64", "base64url", "utf-8", "gzip")) {
                    cases.add(Arguments.of(type, transport, encoding));
                }
            }
        }
        return cases.stream();
    }

    @ParameterizedTest
    @MethodSource("unknownNames")
    void acceptsOnlyKnownCombinationsOfTypeTransportAndEncoding(String type, String transport, String encoding) {
        WireText text = (transport.equals("link") ? WireText.link() : WireText.valid())
                .payload("payload_type", "\"" + type + "\"")
                .payload("transport", "\"" + transport + "\"")
                .payload("encoding", "\"" + encoding + "\"");
        boolean typeKnown = Stream.of(PayloadType.values())
                .anyMatch(known -> known.wireName().equals(type));
        List<String> encodings =
                transport.equals("link") ? List.of("none", "") : List.of("base64", "json", "arrow-ipc", "");
        boolean known = typeKnown && List.of("direct", "link").contains(transport) && encodings.contains(encoding);
        if (known) {
            assertThat(reader.read(text.bytes()).payloads().get(0).type().wireName())
                    .isEqualTo(type);
        } else {
            String wrong = !typeKnown ? type : !List.of("direct", "link").contains(transport) ? transport : encoding;
            assertThatThrownBy(() -> reader.read(text.bytes()))
                    .isInstanceOf(UnsupportedPayloadTypeException.class)
                    .hasMessageContaining("'" + wrong + "'");
        }
    }

    @ParameterizedTest
    @CsvSource({"32, true", "33, false"})
    void limitsTheDepthOfTheEnvelope(int depth, boolean accepted) {
        int inside = depth - 2;
        assertAcceptedIf(
                accepted,
                WireText.valid()
                        .with("metadata", "{\"a\":" + "[".repeat(inside) + "]".repeat(inside) + "}")
                        .toString());
        assertAcceptedIf(
                accepted,
                WireText.valid()
                        .with("x", "{\"a\":".repeat(depth - 1) + "1" + "}".repeat(depth - 1))
                        .toString());
        int inPayload = depth - 3;
        assertAcceptedIf(
                accepted,
                WireText.valid()
                        .payload("encoding", "\"json\"")
                        .payload("data", "[".repeat(inPayload) + "]".repeat(inPayload))
                        .payloadWithout("size")
                        .toString());
    }

    @ParameterizedTest
    @CsvSource({"1024, true", "1025, false"})
    void limitsTheBytesOfAKey(int length, boolean accepted) {
        assertAcceptedIf(
                accepted, WireText.valid().with("k".repeat(length), "1").toString());
        assertAcceptedIf(
                accepted,
                WireText.valid()
                        .with("metadata", "{\"" + "k".repeat(length) + "\":1}")
                        .toString());
        assertAcceptedIf(
                accepted, WireText.valid().payload("k".repeat(length), "1").toString());
    }

    @Test
    void readsTextsOfAnyLengthThatAMessageMayHave() {
        assertAcceptedIf(
                true,
                WireText.valid()
                        .payload("dataname", "\"" + "n".repeat(500_000) + "\"")
                        .toString());
    }

    @Test
    void refusesAMillionKeys() {
        StringBuilder keys = new StringBuilder("{");
        for (int i = 0; i < 1_000_000; i++) {
            keys.append(i == 0 ? "" : ",").append("\"k").append(i).append("\":1");
        }
        assertAcceptedIf(
                false,
                WireText.valid().with("metadata", keys.append("}").toString()).toString());
    }

    @Test
    void refusesAMillionPayloadsAfterTheFirstTooMany() {
        String text = WireText.valid()
                .with(
                        "payloads",
                        "[" + "{\"payload_type\":\"text\",\"transport\":\"direct\","
                                + "\"dataname\":\"\",\"data\":\"\"}" + ",{}".repeat(1_000_000) + "]")
                .toString();
        assertThatThrownBy(() -> reader.read(text.getBytes(StandardCharsets.UTF_8)))
                .isInstanceOfSatisfying(InvalidEnvelopeException.class, e -> assertThat(e.field())
                        .startsWith("payloads[1]"));
    }

    @Test
    void quotesNothingInAMessageThatCouldForgeALogLine() {
        List<Supplier<byte[]>> messages = List.of(
                () -> WireText.valid()
                        .payload("payload_type", "\"x\\r\\n\\u001b[31mERROR\"")
                        .bytes(),
                () -> WireText.valid()
                        .payload("transport", "\"x\\r\\n\\u2028\\u202e" + "y".repeat(500) + "\"")
                        .bytes(),
                () -> WireText.valid()
                        .payload("dataname", "\"x\\r\\ny\"")
                        .payload("size", "3")
                        .bytes(),
                () -> WireText.valid()
                        .payload("dataname", "\"x\\ny\"")
                        .payload("encoding", "\"e\\nf\"")
                        .bytes(),
                () -> WireText.valid()
                        .with("metadata", "{\"a\\nb\":1,\"a\\nb\":2}")
                        .bytes(),
                () -> WireText.valid()
                        .with("metadata", "{\"a\\nb\\u001b\":[tru\n]}")
                        .bytes());
        for (Supplier<byte[]> message : messages) {
            assertThatThrownBy(() -> reader.read(message.get()))
                    .isInstanceOf(NatsBridgeException.class)
                    .satisfies(e -> assertThat(e.getMessage().chars())
                            .allMatch(c -> c >= 0x20 && c != 0x2028 && c != 0x202E && c != 0x7F))
                    .satisfies(e -> assertThat(e.getMessage()).hasSizeLessThan(400));
        }
    }

    private void assertAcceptedIf(boolean accepted, String text) {
        byte[] message = text.getBytes(StandardCharsets.UTF_8);
        if (accepted) {
            assertThat(reader.read(message)).isNotNull();
        } else {
            assertThatThrownBy(() -> reader.read(message))
                    .isInstanceOf(InvalidEnvelopeException.class)
                    .hasMessageContaining("exceeds the maximum allowed");
        }
    }

    private void assertInvalid(byte[] message, String field, long offset) {
        assertThatThrownBy(() -> reader.read(message)).isInstanceOfSatisfying(InvalidEnvelopeException.class, e -> {
            assertThat(e.field()).isEqualTo(field);
            assertThat(e.offset()).isEqualTo(offset);
        });
    }

    /** An object with one more member behind its last. */
    private static String insert(String object, String member) {
        return object.substring(0, object.length() - 1) + "," + member + "}";
    }

    private static String base64(int bytes) {
        return "\"" + Base64.getEncoder().encodeToString(new byte[bytes]) + "\"";
    }
}
