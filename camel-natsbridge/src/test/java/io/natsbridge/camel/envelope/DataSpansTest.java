/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.envelope;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DataSpansTest {

    private static final String LONG = "A".repeat(128);

    @Test
    void cutsLongTextsOutAndKnowsWhereTheyWere() {
        byte[] message = ascii("{\"data\":\"" + LONG + "\",\"x\":1,\"data\" : \"" + LONG + "B\"}");
        DataSpans spans = DataSpans.find(message, 0);
        byte[] skeleton = spans.skeleton();
        assertThat(new String(skeleton, StandardCharsets.US_ASCII))
                .isEqualTo("{\"data\":\"\",\"x\":1,\"data\" : \"\"}");
        assertThat(spans.count()).isEqualTo(2);
        assertThat(spans.length(0)).isEqualTo(128);
        assertThat(spans.length(1)).isEqualTo(129);
        assertThat(spans.start(0)).isEqualTo(9);
        assertThat(spans.indexOf(8)).isZero();
        assertThat(spans.indexOf(26)).isEqualTo(1);
        assertThat(spans.indexOf(9)).isEqualTo(-1);
        for (int i = 0; i < skeleton.length; i++) {
            assertThat(message[(int) spans.toMessageOffset(i)]).isEqualTo(skeleton[i]);
        }
    }

    @Test
    void findsMoreSpansThanItFirstHasRoomFor() {
        String message = "{\"data\":\"" + LONG + "\"}";
        DataSpans spans = DataSpans.find(ascii(message.repeat(9)), 0);
        assertThat(spans.count()).isEqualTo(9);
        assertThat(new String(spans.skeleton(), StandardCharsets.US_ASCII)).isEqualTo("{\"data\":\"\"}".repeat(9));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"data\":\"AAA\"}",
                "{\"data\":#",
                "{\"data\":\"#",
                "{\"data\":\"#\\",
                "{\"data\":\"#\\n\"}",
                "{\"data\":\"#\u0001\"}",
                "{\"data\":\"#\u00e4\"}",
                "{\"data\" \"#\"}",
                "{\"data\"",
                "{\"data\":",
                "{\"data\": ",
                "{\"data",
                "{\"Data\":\"#\"}",
                "{\"data \":\"#\"}",
                "{\"data\":[\"#\"]}",
                "[\"data\",\"#\"]",
                ""
            })
    void leavesToTheParserWhatIsNoPlainLongText(String text) {
        byte[] message = text.replace("#", LONG).getBytes(StandardCharsets.UTF_8);
        DataSpans spans = DataSpans.find(message, 0);
        assertThat(spans.count()).isZero();
        assertThat(spans.skeleton()).isSameAs(message);
    }

    @Test
    void beginsBehindAByteOrderMark() {
        byte[] message = "\uFEFF{\"data\":\"".concat(LONG).concat("\"}").getBytes(StandardCharsets.UTF_8);
        DataSpans spans = DataSpans.find(message, 3);
        assertThat(new String(spans.skeleton(), StandardCharsets.US_ASCII)).isEqualTo("{\"data\":\"\"}");
        assertThat(spans.toMessageOffset(0)).isEqualTo(3);
        assertThat(spans.toMessageOffset(9)).isEqualTo(12 + 128);
        assertThat(new String(DataSpans.none(message, 3).skeleton(), StandardCharsets.US_ASCII))
                .startsWith("{\"data\":\"AAA");
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
