/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.test.peer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a peer on a machine with memory and a file server can do. */
abstract class DesktopPeerContract extends PeerContract {

    DesktopPeerContract(Peer kind) {
        super(kind);
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
    void sendsAFileByLink(@TempDir Path folder) throws IOException {
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
        byte[] bytes = new byte[900_000];
        PeerPayload payload =
                sendToItself(OutgoingPayload.bytes("b", "binary", bytes)).payload();
        assertThat(payload.transport()).isEqualTo("link");
        assertThat(payload.bytes()).isEqualTo(bytes);
    }
}
