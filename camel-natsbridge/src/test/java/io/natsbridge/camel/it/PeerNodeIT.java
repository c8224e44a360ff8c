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
import io.natsbridge.camel.envelope.Payload;
import io.natsbridge.camel.envelope.PayloadType;
import io.natsbridge.camel.error.NatsBridgeException.PayloadConversionException;
import io.natsbridge.camel.it.PeerMatrix.Exchange;
import io.natsbridge.camel.it.PeerSamples.Sample;
import io.natsbridge.camel.test.peer.NodePeer;
import io.natsbridge.camel.test.peer.OutgoingPayload;
import io.natsbridge.camel.test.peer.PeerColumn;
import io.natsbridge.camel.test.peer.PeerException;
import io.natsbridge.camel.test.peer.PeerMessage;
import io.natsbridge.camel.test.peer.PeerPayload;
import io.natsbridge.camel.test.peer.RequiresPeer;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Camel and Node.js: what JavaScript has beside that which every peer has, and what it does in its own way. */
@RequiresPeer(NodePeer.class)
class PeerNodeIT extends PeerFileContract {

    private static final String NODE = "node";
    private static final Map<String, Object> LENIENT = Map.of("lenient", true);

    PeerNodeIT() {
        super(
                new NodePeer(),
                "javascript",
                "text",
                "dictionary",
                "arrowtable",
                "jsontable",
                "image",
                "audio",
                "video",
                "binary");
    }

    @ParameterizedTest
    @MethodSource("io.natsbridge.camel.it.PeerSamples#jsonTables")
    void nodeReadsJsonTables(Sample sample) {
        checkPeerRead(toPeer(List.of(sample.payload()), "", Map.of()).payload(), sample, "direct");
        checkPeerRead(
                toPeer(List.of(sample.payload()), "sizeThreshold=0", Map.of()).payload(), sample, "link");
    }

    @ParameterizedTest
    @MethodSource("io.natsbridge.camel.it.PeerSamples#jsonTables")
    void camelReadsJsonTables(Sample sample) {
        List<OutgoingPayload> payloads = List.of(sample.outgoing());
        checkCamelRead(toCamel(payloads, Map.of()).part(), sample, "direct");
        checkCamelRead(toCamel(payloads, Map.of("size_threshold", 0)).part(), sample, "link");
    }

    @ParameterizedTest
    @CsvSource({"1000000,direct", "0,link"})
    void nodeReadsTheRowsOfARouteWithTheirTypes(long threshold, String transport) {
        Sample sample = PeerTables.ofRows("arrowtable");
        PeerPayload table = toPeer(List.of(sample.payload()), "sizeThreshold=" + threshold, Map.of())
                .payload();
        assertThat(table.schema()).isEqualTo(PeerTables.columnsOfRows());
        checkPeerRead(table, sample, transport);
    }

    @ParameterizedTest
    @CsvSource({"stream,1000000,direct", "file,1000000,direct", "stream,0,link", "file,0,link"})
    void camelReadsAnArrowTableWithEveryTypeOfColumn(String format, long threshold, String transport) {
        Map<String, Object> options = Map.of("arrow_format", format, "size_threshold", threshold);
        PeerArrival arrival = toCamel(List.of(PeerTables.ofPeer("arrowtable")), options);
        checkCamelRead(arrival.part(), PeerTables.ofPeerInJava("arrowtable"), transport);
    }

    @ParameterizedTest
    @CsvSource({"stream,1000000", "file,1000000", "stream,0", "file,0"})
    void aTableThatCamelSendsOnKeepsEveryTypeOfColumn(String format, long threshold) {
        int subscription = peer.subscribe(PeerRoutes.FORWARDED);
        Map<String, Object> options = Map.of("arrow_format", format, "size_threshold", threshold);
        peer.send(PeerRoutes.FORWARD, List.of(PeerTables.ofPeer("arrowtable")), options);
        PeerPayload table = next(PeerRoutes.FORWARDED).payload();
        peer.unsubscribe(subscription);
        assertThat(table.schema()).isEqualTo(PeerTables.columnsOfPeer());
        assertThat(plain(table.value()))
                .isEqualTo(plain(PeerTables.ofPeerAsTold("arrowtable").value()));
    }

    @Test
    void anEmptyArrowTableGoesBothWays() {
        Sample sample = new Sample("t", "arrowtable", List.of());
        checkPeerRead(toPeer(List.of(sample.payload()), "", Map.of()).payload(), sample, "direct");
        OutgoingPayload empty =
                OutgoingPayload.table("t", "arrowtable", List.of(new PeerColumn("n", "int64")), List.of());
        checkCamelRead(toCamel(List.of(empty), Map.of()).part(), sample, "direct");
    }

    @Test
    void camelKeepsTheMillisecondsOfATimestamp() {
        assertThat(toCamel(List.of(OutgoingPayload.text("t", "x")), Map.of()).headers())
                .extractingByKey(NatsBridgeConstants.TIMESTAMP)
                .asString()
                .matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z");
    }

    @Test
    void camelReadsTheDictionaryEncodedTextOfPlainRows() {
        List<Map<String, Object>> rows = List.of(Map.of("s", "x", "n", 1.5), Map.of("s", "ü", "n", 2.0));
        PeerArrival arrival = toCamel(List.of(OutgoingPayload.of("t", "arrowtable", rows)), Map.of());
        assertThat(arrival.part().columns()).anyMatch(column -> column.contains("[dictionary: "));
        checkCamelRead(arrival.part(), new Sample("t", "arrowtable", rows), "direct");
    }

    @ParameterizedTest
    @ValueSource(strings = {"stream", "file"})
    void camelReadsATableByWhicheverNameAndFormat(String format) {
        List<OutgoingPayload> payloads = List.of(PeerTables.ofPeer("table"));
        PeerArrival arrival = toCamel(payloads, Map.of("lenient", true, "arrow_format", format));
        checkCamelRead(arrival.part(), PeerTables.ofPeerInJava("table"), "direct");
    }

    @Test
    void camelReadsATableWhoseBytesAreJson() {
        byte[] json = "[{\"a\":1},{\"a\":null}]".getBytes(StandardCharsets.UTF_8);
        PeerArrival arrival = toCamel(List.of(OutgoingPayload.bytes("t", "table", json)), LENIENT);
        assertThat(arrival.part().columns()).isEmpty();
        assertThat(arrival.part().value()).hasToString("[{\"a\":1},{\"a\":null}]");
    }

    @ParameterizedTest
    @CsvSource({"1000000,direct", "0,link"})
    void aLenientNodeReadsPythonsTables(long threshold, String transport) {
        Sample sample = PeerTables.ofRows("table");
        PeerPayload table = toAnyPeer(List.of(sample.payload()), "sizeThreshold=" + threshold, LENIENT)
                .payload();
        checkPeerRead(table, sample, transport);
    }

    @Test
    void nodeRefusesPythonsTables() {
        String subject = newSubject();
        int subscription = peer.subscribe(subject);
        camel.send(subject, PeerTables.ofRows("table").payload(), "");
        assertThatThrownBy(() -> next(subject))
                .isInstanceOf(PeerException.class)
                .hasMessageContaining("table");
        peer.unsubscribe(subscription);
        matrix.refused(CAMEL, NODE, "table", "direct", "JavaScript knows no table unless targetPlatform=javascript");
    }

    @Test
    void targetPlatformMakesATableReadable() {
        Sample sample = PeerTables.ofRows("table");
        PeerPayload table = toPeer(List.of(sample.payload()), "", Map.of()).payload();
        assertThat(table.type()).isEqualTo("arrowtable");
        assertThat(plain(table.value())).isEqualTo(plain(sample.value()));
    }

    @Test
    void camelReadsPayloadsWhoseEncodingNamesTheSerialisation() {
        List<Sample> samples = PeerSamples.several("dictionary", "jsontable", "arrowtable");
        PeerArrival arrival = toCamel(outgoing(samples), Map.of("named_encodings", true));
        for (int i = 0; i < samples.size(); i++) {
            checkCamelRead(arrival.parts().get(i), samples.get(i), "direct", Exchange.SEVERAL_PAYLOADS);
        }
    }

    @Test
    void camelNarrowsNoIntegerThatJavaScriptWrites() {
        byte[] json = "[9223372036854776000,-1e3,5.0]".getBytes(StandardCharsets.UTF_8);
        Object value = toCamel(List.of(OutgoingPayload.bytes("d", "dictionary", json)), Map.of())
                .part()
                .value();
        assertThat(value).isEqualTo(List.of(new BigInteger("9223372036854776000"), -1000.0, 5.0));
    }

    @Test
    void javaScriptRoundsALargeIntegerInADictionaryButNotInATable() {
        long integer = (1L << 53) + 1;
        List<Payload> payloads = List.of(
                Payload.of("d", integer, PayloadType.DICTIONARY),
                Payload.of("t", List.of(Map.of("n", integer)), PayloadType.ARROWTABLE));
        PeerMessage message = toAnyPeer(payloads, "", Map.of());
        assertThat(message.payload("d").value()).isEqualTo(integer - 1);
        assertThat(message.payload("t").rows()).isEqualTo(List.of(Map.of("n", integer)));
    }

    static Stream<Payload> largeIntegers() {
        long integer = (1L << 53) + 1;
        byte[] ready = ("{\"a\":[" + integer + "]}").getBytes(StandardCharsets.UTF_8);
        return Stream.of(
                Payload.of("d", Map.of("a", List.of(integer)), PayloadType.DICTIONARY),
                Payload.of("d", Map.of("a", List.of(BigInteger.ONE.shiftLeft(70))), PayloadType.DICTIONARY),
                Payload.of("d", ready, PayloadType.DICTIONARY),
                Payload.of("d", List.of(Map.of("a", List.of(integer))), PayloadType.JSONTABLE));
    }

    @ParameterizedTest
    @MethodSource("largeIntegers")
    void aLargeIntegerIsRefusedBeforeAnythingIsSent(Payload payload) {
        Payload first = Payload.of("file", PeerSamples.bytes(2000), PayloadType.BINARY);
        assertThat(refused(List.of(first, payload), "&sizeThreshold=1000"))
                .isInstanceOf(PayloadConversionException.class)
                .hasMessageContaining("Payload 'd'")
                .hasMessageContaining("9007199254740992 (2^53)")
                .hasMessageContaining("/a/0 to targetPlatform javascript");
        matrix.refused(CAMEL, NODE, payload.type().wireName(), "direct", "JavaScript rounds integers beyond 2^53");
    }

    @Test
    void javaScriptReadsALargeIntegerAsTextWhereTheRouteSaysSo() {
        List<Object> values = List.of((1L << 53) + 1, -(1L << 53), BigInteger.ONE.shiftLeft(70));
        Payload payload = Payload.of("d", values, PayloadType.DICTIONARY);
        assertThat(toPeer(List.of(payload), "unsafeNumbers=convert", Map.of())
                        .payload()
                        .value())
                .isEqualTo(List.of("9007199254740993", -(1L << 53), "1180591620717411303424"));
    }

    @Override
    Map<String, Object> convertedNumbers() {
        return row("large", "9007199254740993", "none", null);
    }

    @ParameterizedTest
    @ValueSource(strings = {"lz4", "zstd"})
    void nodeReadsNoCompressedTables(String compression) {
        String subject = newSubject();
        int subscription = peer.subscribe(subject);
        camel.send(subject, PeerTables.ofRows("arrowtable").payload(), "arrowCompression=" + compression);
        assertThatThrownBy(() -> next(subject)).isInstanceOf(PeerException.class);
        peer.unsubscribe(subscription);
        matrix.refused(CAMEL, NODE, "arrowtable", "direct", "JavaScript reads no table compressed by " + compression);
    }

    @Test
    void camelReadsABigIntInATableAsAnInteger() {
        List<Map<String, Object>> rows = List.of(Map.of("n", BigInteger.valueOf(Long.MAX_VALUE)));
        PeerArrival arrival = toCamel(List.of(OutgoingPayload.of("t", "arrowtable", rows)), Map.of());
        checkCamelRead(arrival.part(), new Sample("t", "arrowtable", rows), "direct");
    }
}
