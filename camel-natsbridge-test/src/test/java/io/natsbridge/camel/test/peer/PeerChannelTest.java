/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.test.peer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class PeerChannelTest {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration SHORT = Duration.ofMillis(200);
    private static final String READY = "echo '{\"event\":\"ready\",\"runtime\":\"sh\",\"maxPayload\":1}';";
    private static final String MESSAGE = "echo '{\"event\":\"message\",\"subject\":\"a\",\"envelope\":{}}';";

    private static PeerProcess open(String script) {
        return PeerChannel.open("sh", new ProcessBuilder("sh", "-c", script), PATIENCE);
    }

    @Test
    void startsWhenThePeerIsReady() {
        try (PeerProcess peer = open(READY + "read quit")) {
            assertThat(peer.runtime()).isEqualTo("sh");
            assertThat(peer.isAlive()).isTrue();
        }
    }

    @Test
    void givesCommandsOneALine() {
        String script =
                READY + "read line; echo \"$line\" >&2; echo '{\"event\":\"error\",\"id\":1,\"code\":\"c\"}'; cat >&2";
        try (PeerProcess peer = open(script)) {
            assertThatThrownBy(() -> peer.subscribe("a", Map.of("queue", "q", "lenient", true)))
                    .hasMessageContaining("{\"cmd\":\"subscribe\",\"options\":{\"lenient\":true},\"subject\":\"a\","
                            + "\"queue\":\"q\",\"id\":1}");
        }
    }

    @Test
    void returnsTheResultOfACommand() {
        try (PeerProcess peer = open(READY + "read line; echo '{\"event\":\"done\",\"id\":1}'; read quit")) {
            assertThat(peer.subscribe("a")).isEqualTo(1);
        }
    }

    @Test
    void throwsTheErrorOfACommandWithTheEndOfTheLog() {
        String error = "{\"event\":\"error\",\"id\":1,\"code\":\"serialize\",\"message\":\"no text\"}";
        try (PeerProcess peer = open(READY + "read line; echo 'stack of it' >&2; echo '" + error + "'; read quit")) {
            assertThatThrownBy(() -> peer.send("a", OutgoingPayload.text("t", "x")))
                    .isInstanceOf(PeerException.class)
                    .hasMessageContaining("serialize: no text")
                    .extracting("code")
                    .isEqualTo("serialize");
        }
    }

    @Test
    void handsOutAMessage() {
        try (PeerProcess peer = open(READY + MESSAGE + "read quit")) {
            assertThat(peer.awaitMessage(PATIENCE).subject()).isEqualTo("a");
        }
    }

    @Test
    void throwsWhenAMessageCouldNotBeRead() {
        try (PeerProcess peer =
                open(READY + "echo '{\"event\":\"error\",\"id\":7,\"code\":\"envelope\"}'; read quit")) {
            assertThatThrownBy(() -> peer.awaitMessage(PATIENCE))
                    .isInstanceOf(PeerException.class)
                    .extracting("code")
                    .isEqualTo("envelope");
        }
    }

    @Test
    void throwsWhenNoMessageComes() {
        try (PeerProcess peer = open("echo 'the log' >&2;" + READY + "read quit")) {
            assertThatThrownBy(() -> peer.awaitMessage(SHORT))
                    .isInstanceOf(PeerException.class)
                    .hasMessageContaining("no message in PT0.2S")
                    .extracting("code")
                    .isEqualTo("silent");
        }
    }

    @Test
    void throwsWhenTheProcessEndsInsteadOfAnswering() {
        try (PeerProcess peer = open(READY + "read line; echo 'out of memory' >&2; exit 7")) {
            assertThatThrownBy(() -> peer.subscribe("a"))
                    .isInstanceOf(PeerException.class)
                    .hasMessageContaining("code 7")
                    .hasMessageContaining("out of memory")
                    .extracting("code")
                    .isEqualTo("exited");
        }
    }

    @Test
    void throwsWhenTheProcessEndsInsteadOfBecomingReady() {
        assertThatThrownBy(() -> open("echo 'no such module' >&2; exit 1"))
                .isInstanceOf(PeerException.class)
                .hasMessageContaining("no such module");
    }

    @Test
    void throwsThePeersOwnReasonWhenItCannotConnect() {
        String error = "{\"event\":\"error\",\"id\":null,\"code\":\"connect\",\"message\":\"refused\"}";
        assertThatThrownBy(() -> open("echo '" + error + "'; exit 1"))
                .isInstanceOf(PeerException.class)
                .hasMessageContaining("connect: refused")
                .extracting("code")
                .isEqualTo("connect");
    }

    @Test
    void throwsWhenThePeerIsNotReadyInTime() {
        ProcessBuilder mute = new ProcessBuilder("sh", "-c", "read line");
        assertThatThrownBy(() -> PeerChannel.open("sh", mute, SHORT))
                .isInstanceOf(PeerException.class)
                .extracting("code")
                .isEqualTo("silent");
    }

    @Test
    void throwsWhenThereIsNoSuchProgram() {
        ProcessBuilder none = new ProcessBuilder("no-such-program");
        assertThatThrownBy(() -> PeerChannel.open("none", none, SHORT))
                .isInstanceOf(PeerException.class)
                .extracting("code")
                .isEqualTo("start");
    }

    @Test
    void endsAPeerThatDoesNotQuit() {
        PeerProcess peer = open(READY + "trap '' TERM; while :; do read line || sleep 100; done");
        peer.close();
        assertThat(peer.isAlive()).isFalse();
    }
}
