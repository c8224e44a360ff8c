/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.test.peer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
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
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What every peer can do, shown by one that talks to itself. */
@TestInstance(Lifecycle.PER_CLASS)
@Timeout(120)
abstract class PeerContract {

    static final Duration SOON = Duration.ofSeconds(20);

    private final Peer kind;
    PeerProcess peer;
    String subject;

    PeerContract(Peer kind) {
        this.kind = kind;
    }

    @BeforeAll
    void startPeer() {
        peer = InteropServers.start(kind);
    }

    @AfterAll
    void closePeer() {
        if (peer != null) {
            peer.close();
        }
    }

    @BeforeEach
    void chooseSubject() {
        subject = InteropServers.newSubject();
    }

    PeerMessage sendToItself(OutgoingPayload... payloads) {
        return sendToItself(List.of(payloads), Map.of());
    }

    PeerMessage sendToItself(List<OutgoingPayload> payloads, Map<String, Object> options) {
        int subscription = peer.subscribe(subject, options);
        peer.send(subject, payloads, options);
        PeerMessage message = peer.awaitMessage(SOON);
        peer.unsubscribe(subscription);
        return message;
    }

    @Test
    void tellsWhatTheBrokerAccepts() {
        assertThat(peer.maxPayload()).isGreaterThanOrEqualTo(1024);
    }

    @Test
    void sendsText() {
        PeerPayload payload =
                sendToItself(OutgoingPayload.text("größe", "Grüße, 世界 😀\n")).payload();
        assertThat(payload)
                .returns("größe", PeerPayload::dataname)
                .returns("text", PeerPayload::type)
                .returns("direct", PeerPayload::transport)
                .returns("base64", PeerPayload::encoding)
                .returns("Grüße, 世界 😀\n", PeerPayload::text)
                .returns((long) "Grüße, 世界 😀\n".getBytes(StandardCharsets.UTF_8).length, PeerPayload::size);
    }

    @Test
    void tellsTheDigestOfTheBytes() {
        assertThat(sendToItself(OutgoingPayload.text("t", "abc")).payload().sha256())
                .isEqualTo("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    }

    static Stream<Object> dictionaries() {
        return Stream.of(
                Map.of("name", "ü", "list", Arrays.asList(1L, 2.5, null, true), "nested", Map.of("k", List.of())),
                List.of("a", 1L),
                "scalar",
                42L,
                true,
                Map.of("$date", "looks like a tag"));
    }

    @ParameterizedTest
    @MethodSource("dictionaries")
    void sendsADictionary(Object value) {
        assertThat(sendToItself(OutgoingPayload.of("d", "dictionary", value))
                        .payload()
                        .value())
                .isEqualTo(value);
    }

    @ParameterizedTest
    @ValueSource(strings = {"image", "audio", "video", "binary"})
    void sendsBytes(String type) {
        byte[] bytes = new byte[1000];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) i;
        }
        PeerPayload payload = sendToItself(OutgoingPayload.of("b", type, bytes)).payload();
        assertThat(payload.type()).isEqualTo(type);
        assertThat(payload.bytes()).isEqualTo(bytes);
    }

    @Test
    void sendsNoBytes() {
        assertThat(sendToItself(OutgoingPayload.of("b", "binary", new byte[0]))
                        .payload()
                        .bytes())
                .isEmpty();
    }

    @Test
    void sendsSeveralPayloadsInOrder() {
        PeerMessage message = sendToItself(
                OutgoingPayload.text("same", "1"), OutgoingPayload.text("same", "2"), OutgoingPayload.text("", "3"));
        assertThat(message.payloads()).extracting(PeerPayload::text).containsExactly("1", "2", "3");
    }

    @Test
    void tellsWhatItSent() {
        PeerMessage sent = peer.send(subject, OutgoingPayload.text("t", "abc"));
        assertThat(sent.subject()).isEqualTo(subject);
        assertThat(sent.msgId()).isNotEmpty();
        assertThat(sent.payload()).returns("direct", PeerPayload::transport).returns(3L, PeerPayload::size);
    }

    @Test
    void refusesTextThatIsNoText() {
        assertThatThrownBy(() -> peer.send(subject, OutgoingPayload.of("t", "text", 5)))
                .isInstanceOf(PeerException.class)
                .extracting("code")
                .isEqualTo("serialize");
    }

    @Test
    void refusesATypeThatNobodyKnows() {
        assertThatThrownBy(() -> peer.send(subject, OutgoingPayload.of("t", "hologram", "x")))
                .isInstanceOf(PeerException.class)
                .hasMessageContaining("hologram");
    }

    @ParameterizedTest
    @ValueSource(strings = {"junk", "[]", "{}", "{\"payloads\":{}}"})
    void reportsAMessageThatIsNoEnvelope(String message) {
        peer.subscribe(subject);
        peer.publishRaw(subject, message.getBytes(StandardCharsets.UTF_8));
        assertThatThrownBy(() -> peer.awaitMessage(SOON))
                .isInstanceOf(PeerException.class)
                .extracting("code")
                .isEqualTo("envelope");
    }

    @Test
    void receivesTheNextMessageAfterOneThatItCouldNotRead() {
        peer.subscribe(subject);
        peer.publishRaw(subject, "junk".getBytes(StandardCharsets.UTF_8));
        peer.send(subject, OutgoingPayload.text("t", "fine"));
        assertThatThrownBy(() -> peer.awaitMessage(SOON)).isInstanceOf(PeerException.class);
        assertThat(peer.awaitMessage(SOON).payload().text()).isEqualTo("fine");
    }

    @ParameterizedTest
    @EnumSource
    void answersARequestWithItsOwnPayloads(PeerRequest.Via via) {
        int responder = peer.respond(subject);
        PeerMessage reply = peer.request(PeerRequest.of(
                subject, via, OutgoingPayload.text("q", "?"), OutgoingPayload.of("d", "dictionary", Map.of("a", 1L))));
        PeerMessage request = peer.awaitMessage(SOON);
        peer.unsubscribe(responder);
        assertThat(reply.payload("q").text()).isEqualTo("?");
        assertThat(reply.payload("d").value()).isEqualTo(Map.of("a", 1L));
        assertThat(reply.replyToMsgId()).isEqualTo(request.msgId());
    }

    @ParameterizedTest
    @EnumSource
    void answersARequestWithOtherPayloads(PeerRequest.Via via) {
        int responder = peer.respondWith(subject, List.of(OutgoingPayload.text("a", "!")), Map.of());
        PeerMessage reply = peer.request(PeerRequest.of(subject, via, OutgoingPayload.text("q", "?")));
        peer.awaitMessage(SOON);
        peer.unsubscribe(responder);
        assertThat(reply.payload().text()).isEqualTo("!");
    }

    @ParameterizedTest
    @EnumSource
    void reportsThatNoReplyCame(PeerRequest.Via via) {
        int responder = peer.respondNever(subject);
        PeerRequest request =
                PeerRequest.of(subject, via, OutgoingPayload.text("q", "?")).withTimeout(Duration.ofMillis(300));
        assertThatThrownBy(() -> peer.request(request))
                .isInstanceOf(PeerException.class)
                .extracting("code")
                .isEqualTo("timeout");
        assertThat(peer.awaitMessage(SOON).payload().text()).isEqualTo("?");
        peer.unsubscribe(responder);
    }

    @Test
    void hearsNothingOnceItHasUnsubscribed() {
        int first = peer.subscribe(subject);
        peer.unsubscribe(first);
        int second = peer.subscribe(subject);
        peer.send(subject, OutgoingPayload.text("t", "x"));
        assertThat(peer.awaitMessage(SOON).subscription()).isEqualTo(second);
    }

    @Test
    void endsByItselfWhenItIsClosed() {
        PeerProcess other = InteropServers.start(kind);
        other.close();
        assertThat(other.exitCode()).isZero();
    }

    @Test
    void reportsABrokerThatIsNotThere() {
        assertThatThrownBy(() -> kind.start("nats://127.0.0.1:9", InteropServers.fileserverUrl()))
                .isInstanceOf(PeerException.class)
                .extracting("code")
                .isEqualTo("connect");
    }
}
