/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.envelope;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the scan reads by itself, and what it leaves to the parser; that both mean the same is {@link FastPathTest}'s. */
class EnvelopeScanTest {

    private static final int MAX_PAYLOADS = 4;

    @Test
    void readsAnEnvelopeAsItIsUsuallyWritten() {
        Envelope envelope = scan(WireText.valid().toString());

        assertThat(Parts.of(envelope))
                .isEqualTo(Parts.of(parsed(WireText.valid().toString())));
    }

    @Test
    void readsFieldsInAnyOrder() {
        String text = WireText.valid().reversed().toString();

        assertThat(Parts.of(scan(text))).isEqualTo(Parts.of(parsed(text)));
    }

    @Test
    void readsWhiteSpaceBetweenTokens() {
        String text = WireText.valid().toString().replace(",\"", " ,\n \"").replace("\":", "\" :\t");

        assertThat(Parts.of(scan(text))).isEqualTo(Parts.of(parsed(text)));
    }

    @Test
    void readsTextsAndWholeNumbersInMetadata() {
        String metadata = "{\"a\":0,\"b\":2147483648,\"c\":\"x\",\"d\":999999999999999999}";

        assertThat(scan(WireText.valid().with("metadata", metadata).toString()).metadata())
                .isEqualTo(Map.of("a", 0, "b", 2147483648L, "c", "x", "d", 999999999999999999L));
    }

    @Test
    void readsDataWhoseSizeComesLater() {
        byte[] bytes = "long enough to matter".repeat(20).getBytes(UTF_8);
        String data = '"' + Base64.getEncoder().encodeToString(bytes) + '"';
        String text = WireText.valid()
                .payload("data", data)
                .payload("size", String.valueOf(bytes.length))
                .reversed()
                .toString();

        assertThat(scan(text).payloads().get(0).content().orElseThrow().toByteArray())
                .isEqualTo(bytes);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"\\u0041\"",
                "\"\u00e4\"",
                "null",
                "5",
                "\"A\",\"msg_id\":\"B\"",
                "\"A\",\"unknown\":1",
                "\"A",
                "\"A\u0001\""
            })
    void leavesOtherTextsToTheParser(String msgId) {
        assertThat(scan(WireText.valid().with("msg_id", msgId).toString())).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"01", "1.0", "-1", "1e2", "\"1\"", "null", "1234567890123456789"})
    void leavesOtherNumbersToTheParser(String size) {
        assertThat(scan(WireText.valid().payload("size", size).toString())).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "[]", "{\"a\":{}}", "{\"a\":1,\"a\":1}", "{\"a\":true}", "{\"a\":1", "{\"a\"}"})
    void leavesOtherMetadataToTheParser(String metadata) {
        assertThat(scan(WireText.valid().payload("metadata", metadata).toString()))
                .isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"aGk\"", "\"aGl=\"", "\"a\\u0047k=\"", "\"aGkh\"", "{}"})
    void leavesWrongDataToTheParser(String data) {
        assertThat(scan(WireText.valid().payload("data", data).toString())).isNull();
    }

    @Test
    void leavesMorePayloadsThanAllowedToTheParser() {
        String payload = WireText.valid().payloadText();
        String text = WireText.valid()
                .with("payloads", "[" + (payload + ",").repeat(MAX_PAYLOADS) + payload + "]")
                .toString();

        assertThat(scan(text)).isNull();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 10, 100, 300})
    void leavesWhatIsCutOffToTheParser(int bytes) {
        String text = WireText.valid().toString();

        assertThat(scan(text.substring(0, text.length() - bytes))).isNull();
    }

    private static Envelope scan(String text) {
        return EnvelopeScan.read(text.getBytes(UTF_8), 0, MAX_PAYLOADS, () -> "made");
    }

    private static Envelope parsed(String text) {
        return new EnvelopeReader(MAX_PAYLOADS, () -> "made").readPlainly(text.getBytes(UTF_8));
    }
}
