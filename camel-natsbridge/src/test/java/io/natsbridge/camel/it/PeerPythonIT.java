/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.it;

import static io.natsbridge.camel.it.PeerMatrix.CAMEL;
import static io.natsbridge.camel.it.PeerValues.plain;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.natsbridge.camel.NatsBridgeConstants;
import io.natsbridge.camel.error.NatsBridgeException.PayloadConversionException;
import io.natsbridge.camel.it.PeerSamples.Sample;
import io.natsbridge.camel.test.peer.OutgoingPayload;
import io.natsbridge.camel.test.peer.PeerColumn;
import io.natsbridge.camel.test.peer.PeerException;
import io.natsbridge.camel.test.peer.PeerMessage;
import io.natsbridge.camel.test.peer.PeerPayload;
import io.natsbridge.camel.test.peer.PeerRequest;
import io.natsbridge.camel.test.peer.PythonPeer;
import io.natsbridge.camel.test.peer.RequiresPeer;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Camel and CPython: what Python has beside that which every peer has, and what it does in its own way. */
@RequiresPeer(PythonPeer.class)
class PeerPythonIT extends PeerFileContract {

    private static final String PYTHON = "python";
    private static final Map<String, Object> LENIENT = Map.of("lenient", true);
    private static final List<Map<String, Object>> ROWS =
            List.of(Map.of("n", 1L, "s", "ü"), Map.of("n", Long.MIN_VALUE, "s", ""));

    PeerPythonIT() {
        super(new PythonPeer(), PYTHON, "text", "dictionary", "table", "image", "audio", "video", "binary");
    }

    @ParameterizedTest
    @CsvSource({"arrowtable,1000000,direct", "arrowtable,0,link", "table,1000000,direct", "table,0,link"})
    void pythonReadsTheRowsOfARouteWithTheirTypes(String type, long threshold, String transport) {
        PeerPayload table = toPeer(List.of(PeerTables.ofRows(type).payload()), "sizeThreshold=" + threshold, Map.of())
                .payload();
        assertThat(table.schema()).isEqualTo(PeerTables.columnsOfRows());
        checkPeerRead(table, PeerTables.ofRows("table"), transport);
    }

    @ParameterizedTest
    @CsvSource({"1000000,direct", "0,link"})
    void pythonReadsJsonRowsAsATable(long threshold, String transport) {
        PeerPayload table = toPeer(
                        List.of(new Sample("t", "jsontable", ROWS).payload()), "sizeThreshold=" + threshold, Map.of())
                .payload();
        checkPeerRead(table, new Sample("t", "table", ROWS), transport);
    }

    @ParameterizedTest
    @CsvSource({"1000000,direct", "0,link"})
    void pythonReadsReadyJsonRowsAsATable(long threshold, String transport) {
        byte[] json = "[{\"n\":1,\"s\":\"ü\"},{\"n\":null,\"s\":\"\"}]".getBytes(StandardCharsets.UTF_8);
        List<Map<String, Object>> rows = List.of(row("n", 1L, "s", "ü"), row("n", null, "s", ""));
        PeerPayload table = toPeer(
                        List.of(new Sample("t", "jsontable", json).payload()), "sizeThreshold=" + threshold, Map.of())
                .payload();
        checkPeerRead(table, new Sample("t", "table", rows), transport);
    }

    @Test
    void camelAnswersPythonWithATable() {
        PeerMessage reply =
                peer.request(PeerRequest.of(PeerRoutes.ROWS, PeerRequest.Via.NATS, OutgoingPayload.text("q", "?")));
        assertThat(reply.payload().type()).isEqualTo("table");
        assertThat(reply.payload().rows()).isEqualTo(List.of(Map.of("n", 1L)));
    }

    @Override
    Map<String, Object> convertedNumbers() {
        return PeerRoutes.UNSAFE_NUMBERS;
    }

    @Test
    void pythonReadsTheWordsForNumbersThatAreNotFinite() {
        List<Object> values = List.of(Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY);
        Sample sample = new Sample("d", "dictionary", Map.of("values", values));
        checkPeerRead(
                toPeer(List.of(sample.payload()), "unsafeNumbers=convert", Map.of())
                        .payload(),
                sample,
                "direct");
    }

    /** A column or a field that a row lacks is null there. */
    @Test
    void pythonReadsJsonRowsOfManyShapesAsOneTable() {
        List<Map<String, Object>> rows = List.of(
                Map.of("n", 1, "m", Map.of("x", 1)), Map.of(), Map.of("ü", List.of("a"), "m", Map.of("y", 2.5)));
        PeerPayload table = toPeer(List.of(new Sample("t", "jsontable", rows).payload()), "", Map.of())
                .payload();
        List<Map<String, Object>> filled = List.of(
                row(1, row("x", 1, "y", null), null),
                row(null, null, null),
                row(null, row("x", null, "y", 2.5), List.of("a")));
        checkPeerRead(table, new Sample("t", "table", filled), "direct");
    }

    private static Map<String, Object> row(Object n, Object m, Object list) {
        Map<String, Object> row = row("n", n, "m", m);
        row.put("ü", list);
        return row;
    }

    @Test
    void rowsThatAreNoTableAreNotSentToPython() {
        List<Map<String, Object>> rows = List.of(Map.of("good", 1, "mixed", 1), Map.of("good", 2, "mixed", "x"));
        assertThat(camel.trySend(newSubject(), rows, "targetPlatform=python").getException())
                .isInstanceOf(PayloadConversionException.class)
                .hasMessageContaining("'mixed'")
                .hasMessageContaining("String");
    }

    @Test
    void pythonReadsRowsWithoutColumns() {
        Sample sample = new Sample("t", "jsontable", List.of(Map.of(), Map.of()));
        PeerPayload table = toPeer(List.of(sample.payload()), "", Map.of()).payload();
        assertThat(table.rowCount()).isEqualTo(2);
    }

    @Test
    void pythonReadsAnEmptyTable() {
        PeerPayload table = toPeer(List.of(new Sample("t", "jsontable", List.of()).payload()), "", Map.of())
                .payload();
        checkPeerRead(table, new Sample("t", "table", List.of()), "direct");
    }

    @ParameterizedTest
    @ValueSource(strings = {"lz4", "zstd"})
    void pythonReadsCompressedTables(String compression) {
        PeerPayload table = toPeer(
                        List.of(PeerTables.ofRows("table").payload()), "arrowCompression=" + compression, Map.of())
                .payload();
        checkPeerRead(table, PeerTables.ofRows("table"), "direct");
    }

    @ParameterizedTest
    @CsvSource({"1000000,direct", "0,link"})
    void camelReadsATableWithEveryTypeOfColumn(long threshold, String transport) {
        PeerArrival arrival = toCamel(List.of(PeerTables.ofPeer("table")), Map.of("size_threshold", threshold));
        checkCamelRead(arrival.part(), PeerTables.ofPeerInJava("table"), transport);
    }

    @ParameterizedTest
    @ValueSource(strings = {"lz4", "zstd"})
    void camelReadsCompressedTables(String compression) {
        PeerArrival arrival = toCamel(List.of(PeerTables.ofPeer("table")), Map.of("arrow_compression", compression));
        checkCamelRead(arrival.part(), PeerTables.ofPeerInJava("table"), "direct");
    }

    @ParameterizedTest
    @CsvSource({"arrowtable,stream", "arrowtable,file", "table,stream"})
    void camelReadsATableByWhicheverNameAndFormat(String type, String format) {
        PeerArrival arrival =
                toCamel(List.of(PeerTables.ofPeer(type)), Map.of("lenient", true, "arrow_format", format));
        checkCamelRead(arrival.part(), PeerTables.ofPeerInJava(type), "direct");
    }

    @ParameterizedTest
    @CsvSource({"table,file,1000000", "arrowtable,stream,1000000", "table,file,0"})
    void aTableThatCamelSendsOnKeepsEveryTypeOfColumn(String type, String format, long threshold) {
        PeerPayload table = sentOn(
                PeerTables.ofPeer(type),
                Map.of("lenient", true, "arrow_format", format, "size_threshold", threshold),
                Map.of());
        assertThat(table.type()).isEqualTo("table");
        assertThat(table.schema()).isEqualTo(PeerTables.columnsOfPeer());
        assertThat(plain(table.value()))
                .isEqualTo(plain(PeerTables.ofPeerAsTold(type).value()));
    }

    /** What a route makes of a table that only sends it on. */
    private PeerPayload sentOn(OutgoingPayload payload, Map<String, ?> sending, Map<String, ?> receiving) {
        int subscription = peer.subscribe(PeerRoutes.FORWARDED, receiving);
        peer.send(PeerRoutes.FORWARD, List.of(payload), sending);
        PeerPayload table = next(PeerRoutes.FORWARDED).payload();
        peer.unsubscribe(subscription);
        return table;
    }

    @Test
    void camelReadsTheIndexOfADataFrameAsAColumn() {
        List<OutgoingPayload> payloads = List.of(OutgoingPayload.of("t", "table", ROWS));
        PeerArrival arrival = toCamel(payloads, Map.of("pandas_index", true));
        List<Map<String, Object>> expected = List.of(indexed(ROWS.get(0), "row 0"), indexed(ROWS.get(1), "row 1"));
        checkCamelRead(arrival.part(), new Sample("t", "table", expected), "direct");
    }

    private static Map<String, Object> indexed(Map<String, Object> row, String index) {
        Map<String, Object> indexed = new LinkedHashMap<>(row);
        indexed.put("__index_level_0__", index);
        return indexed;
    }

    @Test
    void aDataFrameThatCamelSendsOnKeepsItsIndex() {
        OutgoingPayload frame = OutgoingPayload.of("t", "table", ROWS);
        PeerPayload table = sentOn(frame, Map.of("pandas_index", true), Map.of("pandas", true));
        assertThat(table.schema()).extracting(PeerColumn::name).containsExactlyInAnyOrder("n", "s");
        assertThat(plain(table.value())).isEqualTo(plain(ROWS));
    }

    @Test
    void camelTellsNotANumberInADataFrameFromNull() {
        List<PeerColumn> columns = List.of(new PeerColumn("f", "double"), new PeerColumn("i", "int64"));
        Map<String, Object> empty = row("f", Double.NaN, "i", null);
        OutgoingPayload table = OutgoingPayload.table("t", "table", columns, List.of(Map.of("f", 1.0, "i", 2), empty));
        assertThat(toCamel(List.of(table), Map.of()).part().value())
                .isEqualTo(List.of(Map.of("f", 1.0, "i", 2L), empty));
        Map<String, Object> ofPandas = row("f", null, "i", null);
        assertThat(toCamel(List.of(table), Map.of("pandas", true)).part().value())
                .isEqualTo(List.of(Map.of("f", 1.0, "i", 2.0), ofPandas));
    }

    @ParameterizedTest
    @ValueSource(strings = {"arrowtable", "jsontable"})
    void pythonRefusesTablesOfAnotherName(String type) {
        Sample sample = new Sample("t", type, ROWS);
        String subject = newSubject();
        int subscription = peer.subscribe(subject);
        camel.send(subject, sample.payload(), "");
        assertThatThrownBy(() -> next(subject))
                .isInstanceOf(PeerException.class)
                .hasMessageContaining(type);
        peer.unsubscribe(subscription);
        matrix.refused(CAMEL, PYTHON, type, "direct", "Python knows no " + type + " unless targetPlatform=python");
    }

    @ParameterizedTest
    @ValueSource(strings = {"arrowtable", "jsontable"})
    void aLenientPythonReadsTablesOfAnotherName(String type) {
        Sample sample = new Sample("t", type, ROWS);
        checkPeerRead(toAnyPeer(List.of(sample.payload()), "", LENIENT).payload(), sample, "direct");
    }

    @ParameterizedTest
    @MethodSource("io.natsbridge.camel.it.PeerSamples#jsonTables")
    void camelReadsJsonTables(Sample sample) {
        checkCamelRead(toCamel(List.of(sample.outgoing()), LENIENT).part(), sample, "direct");
    }

    @Test
    void integersOfAnyLengthGoBothWays() {
        Sample sample = new Sample(
                "d",
                "dictionary",
                List.of(PeerSamples.huge(), PeerSamples.huge().negate()));
        checkPeerRead(toPeer(List.of(sample.payload()), "", Map.of()).payload(), sample, "direct");
        checkCamelRead(toCamel(List.of(sample.outgoing()), Map.of()).part(), sample, "direct");
    }

    @Test
    void camelReadsNotANumberAndInfinitiesInADictionary() {
        List<Object> values = List.of(Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY);
        Sample sample = new Sample("d", "dictionary", Map.of("values", values));
        checkCamelRead(toCamel(List.of(sample.outgoing()), Map.of()).part(), sample, "direct");
    }

    @Test
    void camelSendsNoNotANumberInADictionaryButSendsItInATable() {
        List<Map<String, Object>> rows = List.of(Map.of("x", Double.NaN));
        Sample table = new Sample("t", "table", rows);
        org.apache.camel.Exchange exchange =
                camel.trySend(newSubject(), new Sample("d", "dictionary", Map.of("a", rows)).payload(), "");
        assertThat(exchange.getException())
                .isInstanceOf(PayloadConversionException.class)
                .hasMessageContaining("NaN at /a/0/x");
        checkPeerRead(toPeer(List.of(table.payload()), "", Map.of()).payload(), table, "direct");
    }

    @Test
    void camelReadsTextThatPythonEscapes() {
        Sample sample = new Sample("d", "dictionary", "😀");
        PeerArrival.Part received =
                toCamel(List.of(sample.outgoing()), Map.of()).part();
        assertThat(received.payload().size()).isEqualTo("\"\\ud83d\\ude00\"".length());
        checkCamelRead(received, sample, "direct");
    }

    @Test
    void camelKeepsTheMicrosecondsOfATimestamp() {
        String timestamp = (String) toCamel(List.of(OutgoingPayload.text("t", "x")), Map.of())
                .headers()
                .get(NatsBridgeConstants.TIMESTAMP);
        assertThat(timestamp).matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(\\.\\d{6})?Z");
    }
}
