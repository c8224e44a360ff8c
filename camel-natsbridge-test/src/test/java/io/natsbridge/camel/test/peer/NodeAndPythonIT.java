/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.test.peer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

@RequiresPeer({NodePeer.class, PythonPeer.class})
@TestInstance(Lifecycle.PER_CLASS)
@Timeout(120)
class NodeAndPythonIT {

    private static final Duration SOON = Duration.ofSeconds(20);
    private static final Map<String, Object> LENIENT = Map.of("lenient", true);

    private PeerProcess node;
    private PeerProcess python;
    private String subject;

    @BeforeAll
    void startPeers() {
        node = InteropServers.start(new NodePeer());
        python = InteropServers.start(new PythonPeer());
    }

    @AfterAll
    void closePeers() {
        Stream.of(node, python).filter(peer -> peer != null).forEach(PeerProcess::close);
    }

    @BeforeEach
    void chooseSubject() {
        subject = InteropServers.newSubject();
    }

    private PeerPayload pass(PeerProcess from, PeerProcess to, OutgoingPayload payload, Map<String, Object> options) {
        int subscription = to.subscribe(subject, options);
        from.send(subject, List.of(payload), options);
        PeerMessage message = to.awaitMessage(SOON);
        to.unsubscribe(subscription);
        return message.payload();
    }

    static Stream<Arguments> values() {
        return Stream.of(
                Arguments.of("text", "Grüße, 世界 😀\n"),
                Arguments.of("text", ""),
                Arguments.of("dictionary", Map.of("ü", Arrays.asList(1L, 2.5, null, true, "😀"), "n", Map.of())),
                Arguments.of("image", new byte[] {(byte) 0x89, 'P', 'N', 'G'}),
                Arguments.of("audio", new byte[] {0, 1, (byte) 0xff}),
                Arguments.of("video", new byte[0]),
                Arguments.of("binary", new byte[100_000]));
    }

    @ParameterizedTest
    @MethodSource("values")
    void nodeSendsToPython(String type, Object value) {
        PeerPayload payload = pass(node, python, OutgoingPayload.of("p", type, value), Map.of());
        assertThat(payload.type()).isEqualTo(type);
        assertThat(payload.value()).isEqualTo(value);
    }

    @ParameterizedTest
    @MethodSource("values")
    void pythonSendsToNode(String type, Object value) {
        PeerPayload payload = pass(python, node, OutgoingPayload.of("p", type, value), Map.of());
        assertThat(payload.type()).isEqualTo(type);
        assertThat(payload.value()).isEqualTo(value);
    }

    @ParameterizedTest
    @ValueSource(strings = {"stream", "file"})
    void pythonReadsATableOfNodeWhenLenient(String format) {
        Map<String, Object> options = Map.of("lenient", true, "arrow_format", format);
        PeerPayload table = pass(node, python, ArrowSamples.table("arrowtable"), options);
        assertThat(table.schema()).isEqualTo(ArrowSamples.columns());
        assertThat(table.rows()).isEqualTo(ArrowSamples.rows());
    }

    @Test
    void nodeReadsATableOfPythonWhenLenient() {
        PeerPayload table = pass(python, node, ArrowSamples.table("table"), LENIENT);
        assertThat(table.schema()).isEqualTo(ArrowSamples.columns());
        assertThat(table.rows()).isEqualTo(ArrowSamples.rows());
    }

    @Test
    void nodeReadsADataFrame() {
        List<Map<String, Object>> rows = List.of(Map.of("n", 1L, "s", "x"), Map.of("n", 2L, "s", "y"));
        assertThat(pass(python, node, OutgoingPayload.of("t", "table", rows), LENIENT)
                        .rows())
                .isEqualTo(rows);
    }

    @Test
    void pythonReadsDictionaryEncodedTextOfNode() {
        List<Map<String, Object>> rows = List.of(Map.of("s", "x"), Map.of("s", "y"), Map.of("s", "x"));
        PeerPayload table = pass(node, python, OutgoingPayload.of("t", "arrowtable", rows), LENIENT);
        assertThat(table.rows()).isEqualTo(rows);
        assertThat(table.schema())
                .containsExactly(new PeerColumn("s", "dictionary<values=string, indices=int32, ordered=0>"));
    }

    @Test
    void nodeDoesNotKnowATableOfPython() {
        node.subscribe(subject);
        python.send(subject, ArrowSamples.table("table"));
        assertThatThrownBy(() -> node.awaitMessage(SOON))
                .isInstanceOf(PeerException.class)
                .extracting("code")
                .isEqualTo("deserialize");
    }

    @Test
    void pythonDoesNotKnowATableOfNode() {
        python.subscribe(subject);
        node.send(subject, ArrowSamples.table("arrowtable"));
        assertThatThrownBy(() -> python.awaitMessage(SOON))
                .isInstanceOf(PeerException.class)
                .extracting("code")
                .isEqualTo("deserialize");
    }

    @Test
    void nodeCannotReadTheNotANumberOfPython() {
        node.subscribe(subject);
        python.send(subject, OutgoingPayload.of("d", "dictionary", Double.NaN));
        assertThatThrownBy(() -> node.awaitMessage(SOON))
                .isInstanceOf(PeerException.class)
                .extracting("code")
                .isEqualTo("deserialize");
    }

    @ParameterizedTest
    @EnumSource
    void pythonAnswersNode(PeerRequest.Via via) {
        assertAnswered(node, python, via);
    }

    @ParameterizedTest
    @EnumSource
    void nodeAnswersPython(PeerRequest.Via via) {
        assertAnswered(python, node, via);
    }

    private void assertAnswered(PeerProcess asking, PeerProcess answering, PeerRequest.Via via) {
        int responder = answering.respond(subject);
        PeerMessage reply = asking.request(PeerRequest.of(subject, via, OutgoingPayload.text("q", "?")));
        PeerMessage request = answering.awaitMessage(SOON);
        answering.unsubscribe(responder);
        assertThat(reply.payload().text()).isEqualTo("?");
        assertThat(reply.correlationId()).isEqualTo(request.correlationId());
        assertThat(reply.replyToMsgId()).isEqualTo(request.msgId());
    }

    @ParameterizedTest
    @ValueSource(strings = {"node", "python"})
    void sendsALargePayloadByLink(String sender) {
        PeerProcess from = sender.equals("node") ? node : python;
        PeerProcess to = sender.equals("node") ? python : node;
        OutgoingPayload payload = OutgoingPayload.bytes("größe 1.bin", "binary", new byte[1_500_000]);
        PeerPayload received = pass(from, to, payload, Map.of("sha256", true));
        assertThat(received.link()).startsWith(InteropServers.fileserverUrl());
        assertThat(received.bytes()).isEqualTo(new byte[1_500_000]);
    }
}
