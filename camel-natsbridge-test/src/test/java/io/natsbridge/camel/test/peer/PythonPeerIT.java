/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.test.peer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@RequiresPeer(PythonPeer.class)
class PythonPeerIT extends DesktopPeerContract {

    private static final List<Map<String, Object>> ROWS = List.of(Map.of("n", 1L), Map.of("n", 2L));
    private static final Map<String, Object> LENIENT = Map.of("lenient", true);

    PythonPeerIT() {
        super(new PythonPeer());
    }

    @Test
    void sendsATableWithEveryTypeOfColumn() {
        PeerPayload table = sendToItself(ArrowSamples.table("table")).payload();
        assertThat(table.schema()).isEqualTo(ArrowSamples.columns());
        assertThat(table.rows()).isEqualTo(ArrowSamples.rows());
        assertThat(table.rowCount()).isEqualTo(3);
    }

    @Test
    void leadsATableThroughADataFrame() {
        Map<String, Object> missing = new LinkedHashMap<>();
        missing.put("n", null);
        List<PeerColumn> columns = List.of(new PeerColumn("n", "int64"));
        OutgoingPayload payload = OutgoingPayload.table("t", "table", columns, Arrays.asList(Map.of("n", 1L), missing));
        PeerPayload table =
                sendToItself(List.of(payload), Map.of("pandas", true)).payload();
        assertThat(table.schema()).containsExactly(new PeerColumn("n", "double"));
        assertThat(table.rows()).containsExactly(Map.of("n", 1.0), missing);
    }

    @Test
    void sendsTheIndexOfADataFrameAsAColumn() {
        List<OutgoingPayload> payloads = List.of(OutgoingPayload.of("t", "table", ROWS));
        assertThat(sendToItself(payloads, Map.of("pandas_index", true))
                        .payload()
                        .schema())
                .extracting(PeerColumn::name)
                .containsExactly("n", "__index_level_0__");
    }

    @ParameterizedTest
    @ValueSource(strings = {"lz4", "zstd"})
    void compressesATable(String compression) {
        List<OutgoingPayload> payloads = List.of(OutgoingPayload.of("t", "table", ROWS));
        assertThat(sendToItself(payloads, Map.of("arrow_compression", compression))
                        .payload()
                        .rows())
                .isEqualTo(ROWS);
    }

    @ParameterizedTest
    @ValueSource(strings = {"arrowtable", "jsontable"})
    void doesNotSendTheTablesOfOtherLanguages(String type) {
        assertThatThrownBy(() -> peer.send(subject, OutgoingPayload.of("t", type, ROWS)))
                .isInstanceOf(PeerException.class)
                .hasMessageContaining("Unknown payload_type: " + type);
    }

    @ParameterizedTest
    @ValueSource(strings = {"arrowtable", "jsontable"})
    void doesNotReadTheTablesOfOtherLanguages(String type) {
        peer.subscribe(subject);
        peer.send(subject, List.of(OutgoingPayload.of("t", type, ROWS)), LENIENT);
        assertThatThrownBy(() -> peer.awaitMessage(SOON))
                .isInstanceOf(PeerException.class)
                .hasMessageContaining("Unknown payload_type: " + type);
    }

    @ParameterizedTest
    @ValueSource(strings = {"arrowtable", "jsontable"})
    void sendsAndReadsTheTablesOfOtherLanguagesWhenLenient(String type) {
        assertThat(sendToItself(List.of(OutgoingPayload.of("t", type, ROWS)), LENIENT)
                        .payload()
                        .rows())
                .isEqualTo(ROWS);
    }

    @Test
    void doesNotReadAnArrowStreamAsATable() {
        peer.subscribe(subject);
        peer.send(subject, List.of(OutgoingPayload.of("t", "table", ROWS)), Map.of("arrow_format", "stream"));
        assertThatThrownBy(() -> peer.awaitMessage(SOON))
                .isInstanceOf(PeerException.class)
                .hasMessageContaining("Not an Arrow file");
    }

    @Test
    void keepsALargeIntegerInADictionary() {
        BigInteger value = BigInteger.TWO.pow(100);
        assertThat(sendToItself(OutgoingPayload.of("d", "dictionary", value))
                        .payload()
                        .value())
                .isEqualTo(value);
    }

    @Test
    void putsNotANumberIntoADictionary() {
        List<Object> values = List.of(Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY);
        assertThat(sendToItself(OutgoingPayload.of("d", "dictionary", values))
                        .payload()
                        .value())
                .isEqualTo(values);
    }

    @Test
    void writesItsTimestampInMicroseconds() {
        assertThat(peer.send(subject, OutgoingPayload.text("t", "x")).field("timestamp"))
                .matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(\\.\\d{6})?Z");
    }

    @Test
    void sendsAndTellsHeaders() {
        peer.subscribe(subject);
        byte[] envelope = "{\"payloads\":[]}".getBytes(StandardCharsets.UTF_8);
        peer.publishRaw(subject, envelope, "back", Map.of("Colour", List.of("red")));
        PeerMessage message = peer.awaitMessage(SOON);
        assertThat(message.headers()).isEqualTo(Map.of("Colour", List.of("red")));
        assertThat(message.reply()).isEqualTo("back");
    }
}
