/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.test.peer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@RequiresPeer(MicroPythonPeer.class)
class MicroPythonPeerIT extends PeerContract {

    MicroPythonPeerIT() {
        super(new MicroPythonPeer());
    }

    private void publishText(byte[] text) {
        String data = Base64.getEncoder().encodeToString(text);
        String envelope = "{\"payloads\":[{\"dataname\":\"t\",\"payload_type\":\"text\",\"transport\":\"direct\","
                + "\"data\":\"" + data + "\"}]}";
        peer.publishRaw(subject, envelope.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void sendsFiftyThousandBytes() {
        byte[] bytes = new byte[50_000];
        assertThat(sendToItself(OutgoingPayload.of("b", "binary", bytes))
                        .payload()
                        .bytes())
                .isEqualTo(bytes);
    }

    @Test
    void refusesOneByteMore() {
        OutgoingPayload payload = OutgoingPayload.of("b", "binary", new byte[50_001]);
        assertThatThrownBy(() -> peer.send(subject, payload))
                .isInstanceOf(PeerException.class)
                .hasMessageContaining("50001 bytes exceeds max size 50000");
    }

    @ParameterizedTest
    @ValueSource(strings = {"arrowtable", "jsontable", "table"})
    void knowsNoTables(String type) {
        OutgoingPayload payload = OutgoingPayload.of("t", type, List.of(Map.of("n", 1)));
        assertThatThrownBy(() -> peer.send(subject, payload))
                .isInstanceOf(PeerException.class)
                .hasMessageContaining("Unknown payload_type: " + type);
    }

    @Test
    void cannotDownloadALink() {
        peer.subscribe(subject);
        String envelope = "{\"payloads\":[{\"dataname\":\"t\",\"payload_type\":\"text\",\"transport\":\"link\","
                + "\"data\":\"http://localhost/file/a/b/c\"}]}";
        peer.publishRaw(subject, envelope.getBytes(StandardCharsets.UTF_8));
        assertThatThrownBy(() -> peer.awaitMessage(SOON))
                .isInstanceOf(PeerException.class)
                .extracting("code")
                .isEqualTo("unsupported");
    }

    @Test
    void survivesAMessageThatIsTooLargeForIt() {
        peer.subscribe(subject);
        InteropServers.publish(subject, new byte[700_000]);
        assertThatThrownBy(() -> peer.awaitMessage(SOON))
                .isInstanceOf(PeerException.class)
                .extracting("code")
                .isEqualTo("memory");
        publishText("fine".getBytes(StandardCharsets.UTF_8));
        assertThat(peer.awaitMessage(SOON).payload().text()).isEqualTo("fine");
    }

    @Test
    void writesIdsThatAreNoUuids() {
        assertThat(peer.send(subject, OutgoingPayload.text("t", "x")).msgId()).startsWith("mp-");
    }

    @Test
    void writesItsTimestampInSeconds() {
        assertThat(peer.send(subject, OutgoingPayload.text("t", "x")).field("timestamp"))
                .matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\dZ");
    }

    @Test
    void writesNoMetadataOfAPayload() {
        assertThat(sendToItself(OutgoingPayload.text("t", "x")).payload().metadata())
                .isEmpty();
    }

    @Test
    void writesNotANumberAsNoOtherLanguageReadsIt() {
        OutgoingPayload payload = OutgoingPayload.of("d", "dictionary", Double.NaN);
        peer.subscribe(subject);
        peer.send(subject, payload);
        assertThatThrownBy(() -> peer.awaitMessage(SOON))
                .isInstanceOf(PeerException.class)
                .extracting("code")
                .isEqualTo("deserialize");
    }

    @Test
    void passesAnEscapedPairOfSurrogatesOnAsSixIllFormedBytes() {
        byte[] escaped = "\"\\ud83d\\ude00\"".getBytes(StandardCharsets.US_ASCII);
        PeerPayload payload =
                sendToItself(OutgoingPayload.bytes("d", "dictionary", escaped)).payload();
        assertThat(payload.size()).isEqualTo(6 + 2);
        assertThat(payload.value()).isEqualTo("😀");
    }

    @Test
    void copiesTheCorrelationIdIntoItsReply() {
        int responder = peer.respond(subject);
        PeerMessage reply =
                peer.request(PeerRequest.of(subject, PeerRequest.Via.REPLY_TO, OutgoingPayload.text("q", "?"))
                        .withOptions(Map.of("correlation_id", "one conversation")));
        peer.awaitMessage(SOON);
        peer.unsubscribe(responder);
        assertThat(reply.correlationId()).isEqualTo("one conversation");
    }
}
