/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.test.peer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@RequiresPeer(NodePeer.class)
class NodePeerIT extends PeerContract {

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
    void noticesBytesThatAreNotThoseTheirSizeSays() {
        peer.subscribe(subject);
        String envelope = "{\"payloads\":[{\"dataname\":\"t\",\"payload_type\":\"text\",\"transport\":\"direct\","
                + "\"size\":4,\"data\":\"YWJj\"}]}";
        peer.publishRaw(subject, envelope.getBytes(StandardCharsets.UTF_8));
        assertThatThrownBy(() -> peer.awaitMessage(SOON))
                .isInstanceOf(PeerException.class)
                .hasMessageContaining("has 3 bytes, its size says 4");
    }

    @Test
    void refusesALinkToAnotherServerThanItsFileserver() {
        peer.subscribe(subject);
        String envelope = "{\"payloads\":[{\"dataname\":\"t\",\"payload_type\":\"text\",\"transport\":\"link\","
                + "\"size\":4,\"data\":\"http://169.254.169.254/file/a/b/c\"}]}";
        peer.publishRaw(subject, envelope.getBytes(StandardCharsets.UTF_8));
        assertThatThrownBy(() -> peer.awaitMessage(SOON))
                .isInstanceOf(PeerException.class)
                .hasMessageContaining("no configured file server");
    }

    @Test
    void copiesTheCorrelationIdIntoItsReply() {
        int responder = peer.respond(subject);
        PeerMessage reply = peer.request(PeerRequest.of(subject, PeerRequest.Via.NATS, OutgoingPayload.text("q", "?"))
                .withOptions(Map.of("correlation_id", "one conversation")));
        peer.awaitMessage(SOON);
        peer.unsubscribe(responder);
        assertThat(reply.correlationId()).isEqualTo("one conversation");
    }

    @Test
    void reportsThatNobodyListensToARequest() {
        PeerRequest request = PeerRequest.of(subject, PeerRequest.Via.NATS, OutgoingPayload.text("q", "?"));
        assertThatThrownBy(() -> peer.request(request))
                .isInstanceOf(PeerException.class)
                .extracting("code")
                .isEqualTo("no_responders");
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

    @Test
    void sendsAFileByLink(@TempDir Path folder) throws IOException {
        InteropServers.assumeFileserver();
        Path file = Files.write(folder.resolve("größe 100%.bin"), new byte[3_000_000]);
        PeerPayload payload = sendToItself(
                        List.of(OutgoingPayload.file("größe 100%.bin", "binary", file)),
                        Map.of("download_dir", folder.toString()))
                .payload();
        assertThat(payload.transport()).isEqualTo("link");
        assertThat(payload.path()).hasSameBinaryContentAs(file);
    }

    @Test
    void sendsByLinkWhatDoesNotFitIntoAMessage() {
        InteropServers.assumeFileserver();
        byte[] bytes = new byte[900_000];
        PeerPayload payload =
                sendToItself(OutgoingPayload.bytes("b", "binary", bytes)).payload();
        assertThat(payload.transport()).isEqualTo("link");
        assertThat(payload.bytes()).isEqualTo(bytes);
    }
}
