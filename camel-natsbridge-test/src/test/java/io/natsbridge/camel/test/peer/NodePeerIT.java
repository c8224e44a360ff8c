/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.test.peer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@RequiresPeer(NodePeer.class)
class NodePeerIT extends DesktopPeerContract {

    private static final List<Map<String, Object>> ROWS = List.of(Map.of("n", 1L, "s", "x"), Map.of("n", 2L, "s", "y"));

    NodePeerIT() {
        super(new NodePeer());
    }

    @ParameterizedTest
    @ValueSource(strings = {"stream", "file"})
    void sendsAnArrowTableWithEveryTypeOfColumn(String format) {
        PeerPayload table = sendToItself(List.of(ArrowSamples.table("arrowtable")), Map.of("arrow_format", format))
                .payload();
        assertThat(table.schema()).isEqualTo(ArrowSamples.columns());
        assertThat(table.rows()).isEqualTo(ArrowSamples.rows());
        assertThat(table.rowCount()).isEqualTo(3);
    }

    @Test
    void makesFloatsAndDictionariesOfPlainRows() {
        PeerPayload table =
                sendToItself(OutgoingPayload.of("t", "arrowtable", ROWS)).payload();
        assertThat(table.schema())
                .containsExactlyInAnyOrder(
                        new PeerColumn("n", "double"),
                        new PeerColumn("s", "dictionary<values=string, indices=int32, ordered=0>"));
        assertThat(table.rows().get(0)).isEqualTo(Map.of("n", 1.0, "s", "x"));
    }

    @Test
    void makesAnInt64OfABigInt() {
        Map<String, Object> row = Map.of("n", BigInteger.TEN);
        assertThat(sendToItself(OutgoingPayload.of("t", "arrowtable", List.of(row)))
                        .payload()
                        .schema())
                .containsExactly(new PeerColumn("n", "int64"));
    }

    @Test
    void sendsAJsonTable() {
        assertThat(sendToItself(OutgoingPayload.of("t", "jsontable", ROWS))
                        .payload()
                        .rows())
                .isEqualTo(ROWS);
    }

    @Test
    void cannotPutABigIntIntoADictionary() {
        OutgoingPayload payload = OutgoingPayload.of("d", "dictionary", BigInteger.ONE);
        assertThatThrownBy(() -> peer.send(subject, payload))
                .isInstanceOf(PeerException.class)
                .hasMessageContaining("BigInt");
    }

    @Test
    void losesThePrecisionOfALargeIntegerInJson() {
        byte[] json = "9223372036854775807".getBytes(StandardCharsets.UTF_8);
        assertThat(sendToItself(OutgoingPayload.bytes("d", "dictionary", json))
                        .payload()
                        .value())
                .isEqualTo(new BigInteger("9223372036854776000"));
    }

    @Test
    void doesNotKnowPythonsTables() {
        peer.subscribe(subject);
        peer.send(subject, ArrowSamples.table("table"));
        assertThatThrownBy(() -> peer.awaitMessage(SOON))
                .isInstanceOf(PeerException.class)
                .hasMessageContaining("Unknown payload_type: table");
    }

    @Test
    void readsPythonsTablesWhenLenient() {
        List<OutgoingPayload> payloads = List.of(ArrowSamples.table("table"));
        assertThat(sendToItself(payloads, Map.of("lenient", true, "arrow_format", "file"))
                        .payload()
                        .rows())
                .isEqualTo(ArrowSamples.rows());
    }

    @Test
    void namesTheSerialisationAsEncodingWhenToldTo() {
        List<OutgoingPayload> payloads =
                List.of(OutgoingPayload.of("d", "dictionary", 1), OutgoingPayload.of("t", "arrowtable", ROWS));
        assertThat(sendToItself(payloads, Map.of("named_encodings", true)).payloads())
                .extracting(PeerPayload::encoding)
                .containsExactly("json", "arrow-ipc");
    }

    @Test
    void sendsAndTellsHeaders() {
        peer.subscribe(subject);
        byte[] envelope = "{\"payloads\":[]}".getBytes(StandardCharsets.UTF_8);
        peer.publishRaw(subject, envelope, "back", Map.of("Colour", List.of("red", "blue")));
        PeerMessage message = peer.awaitMessage(SOON);
        assertThat(message.headers()).isEqualTo(Map.of("Colour", List.of("red", "blue")));
        assertThat(message.reply()).isEqualTo("back");
    }
}
