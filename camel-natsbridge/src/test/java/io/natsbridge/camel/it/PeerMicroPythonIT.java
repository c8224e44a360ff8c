/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.it;

import static io.natsbridge.camel.it.PeerMatrix.CAMEL;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.natsbridge.camel.NatsBridgeConstants;
import io.natsbridge.camel.envelope.Payload;
import io.natsbridge.camel.envelope.PayloadType;
import io.natsbridge.camel.error.NatsBridgeException;
import io.natsbridge.camel.error.NatsBridgeException.PayloadTooLargeException;
import io.natsbridge.camel.error.NatsBridgeException.UnsupportedPayloadTypeException;
import io.natsbridge.camel.it.PeerSamples.Sample;
import io.natsbridge.camel.test.peer.MicroPythonPeer;
import io.natsbridge.camel.test.peer.OutgoingPayload;
import io.natsbridge.camel.test.peer.PeerException;
import io.natsbridge.camel.test.peer.PeerMessage;
import io.natsbridge.camel.test.peer.PeerRequest;
import io.natsbridge.camel.test.peer.RequiresPeer;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Camel and MicroPython: small messages without files and headers, and what Camel does not send there. */
@RequiresPeer(MicroPythonPeer.class)
class PeerMicroPythonIT extends PeerContract {

    private static final int LIMIT = 50_000;
    private static final String MICROPYTHON = "micropython";

    PeerMicroPythonIT() {
        super(new MicroPythonPeer(), MICROPYTHON, "text", "dictionary", "image", "audio", "video", "binary");
    }

    @Override
    Map<String, Object> convertedNumbers() {
        return row("large", (1L << 53) + 1, "none", null);
    }

    /** The broker keeps headers from a client that does not know them; the envelope tells the error all the same. */
    @Override
    void checkErrorHeaders(Map<String, List<String>> headers) {
        assertThat(headers).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"image", "audio", "video", "binary"})
    void fiftyThousandBytesGoBothWays(String type) {
        Sample sample = new Sample("b", type, PeerSamples.bytes(LIMIT));
        checkPeerRead(toPeer(List.of(sample.payload()), "", Map.of()).payload(), sample, "direct");
        checkCamelRead(toCamel(List.of(sample.outgoing()), Map.of()).part(), sample, "direct");
    }

    /** Whatever the threshold says, nothing goes by link to one who follows none. */
    @Test
    void nothingTravelsByLinkToMicroPython() {
        Sample sample = new Sample("b", "binary", PeerSamples.bytes(LIMIT));
        int files = PLIK.embedded().fileCount();
        checkPeerRead(
                toPeer(List.of(sample.payload()), "sizeThreshold=1000", Map.of())
                        .payload(),
                sample,
                "direct");
        assertThat(PLIK.embedded().fileCount()).isEqualTo(files);
    }

    @ParameterizedTest
    @ValueSource(strings = {"text", "image", "audio", "video", "binary"})
    void aLargePayloadIsRefusedBeforeAnythingIsSent(String type) {
        Object value = type.equals("text") ? "x".repeat(LIMIT + 1) : PeerSamples.bytes(LIMIT + 1);
        Payload large = new Sample("the large one", type, value).payload();
        assertThat(refused(List.of(Payload.of("small", "x", PayloadType.TEXT), large), ""))
                .isInstanceOf(PayloadTooLargeException.class)
                .hasMessageContaining("the large one")
                .hasMessageContaining(MICROPYTHON)
                .hasMessageContaining("50001 bytes")
                .hasMessageContaining("50000");
        matrix.refused(CAMEL, MICROPYTHON, type, "direct", "more than 50,000 bytes");
    }

    @Test
    void aLargeDictionaryIsRefusedBeforeAnythingIsSent() {
        assertThat(refused(List.of(Payload.of("d", "x".repeat(LIMIT), PayloadType.DICTIONARY)), ""))
                .isInstanceOf(PayloadTooLargeException.class)
                .hasMessageContaining("50002 bytes");
        matrix.refused(CAMEL, MICROPYTHON, "dictionary", "direct", "more than 50,000 bytes");
    }

    @ParameterizedTest
    @ValueSource(strings = {"arrowtable", "table", "jsontable"})
    void aTableIsRefusedBeforeAnythingIsSent(String type) {
        assertThat(refused(
                        PeerSamples.several("text", type).stream()
                                .map(Sample::payload)
                                .toList(),
                        ""))
                .isInstanceOf(UnsupportedPayloadTypeException.class)
                .hasMessageContaining("same name")
                .hasMessageContaining(MICROPYTHON)
                .hasMessageContaining(type);
        matrix.refused(CAMEL, MICROPYTHON, type, "direct", "MicroPython reads no tables");
    }

    /** 50,000 bytes each may still be more than the broker takes at once, and links are no way out. */
    @Test
    void aMessageThatIsTooLargeForTheBrokerIsRefused() {
        Payload payload = Payload.of("b", PeerSamples.bytes(LIMIT), PayloadType.BINARY);
        assertThat(refused(Collections.nCopies(16, payload), ""))
                .isInstanceOf(PayloadTooLargeException.class)
                .hasMessageContaining("1048576");
    }

    @Test
    void aReplyThatIsTooLargeIsAnsweredWithAnError() {
        PeerMessage reply =
                peer.request(PeerRequest.of(PeerRoutes.LARGE, PeerRequest.Via.NATS, OutgoingPayload.text("q", "?")));
        assertThat(reply.field("msg_purpose")).isEqualTo("error");
    }

    @Test
    void rowsAreNoReplyForMicroPython() {
        PeerMessage reply =
                peer.request(PeerRequest.of(PeerRoutes.ROWS, PeerRequest.Via.NATS, OutgoingPayload.text("q", "?")));
        assertThat(reply.field("msg_purpose")).isEqualTo("error");
    }

    @Test
    void theDeviceReportsALinkThatItWasSentAllTheSame() {
        String subject = newSubject();
        int subscription = peer.subscribe(subject);
        camel.send(subject, "x", "sizeThreshold=0");
        assertThatThrownBy(() -> next(subject))
                .isInstanceOf(PeerException.class)
                .extracting("code")
                .isEqualTo("unsupported");
        peer.unsubscribe(subscription);
        matrix.refused(CAMEL, MICROPYTHON, "text", "link", "MicroPython follows no links");
    }

    @Test
    void camelReadsAnEnvelopeWithoutMetadataOfPayloadsUuidsAndUtc() {
        PeerArrival arrival = toCamel(List.of(OutgoingPayload.text("t", "x")), Map.of());
        assertThat(arrival.part().payload().metadata()).isEmpty();
        assertThat(arrival.part().payload().id()).startsWith("mp-");
        assertThat(arrival.headers().get(NatsBridgeConstants.MSG_ID).toString()).startsWith("mp-");
        assertThat(arrival.headers().get(NatsBridgeConstants.CORRELATION_ID).toString())
                .startsWith("mp-");
        assertThat(arrival.headers().get(NatsBridgeConstants.TIMESTAMP).toString())
                .matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\dZ");
    }

    @Test
    void camelJoinsTheHalvesOfACharacterThatMicroPythonSendsAsSixIllFormedBytes() {
        byte[] escaped = "{\"\\ud83d\\ude00\":\"\\ud834\\udd1e\"}".getBytes(StandardCharsets.US_ASCII);
        PeerArrival.Part received = toCamel(List.of(OutgoingPayload.bytes("d", "dictionary", escaped)), Map.of())
                .part();
        assertThat(received.payload().size()).isEqualTo("{\"\": \"\"}".length() + 6 + 6);
        assertThat(received.value()).isEqualTo(Map.of("😀", "𝄞"));
    }

    @Test
    void camelJoinsSuchHalvesInTheEnvelopeAsWell() {
        String halves = new String(new char[] {0xed, 0xa0, 0xbd, 0xed, 0xb8, 0x80});
        String envelope = "{\"payloads\":[{\"dataname\":\"" + halves
                + "\",\"payload_type\":\"text\",\"transport\":\"direct\",\"data\":\"eA==\"}]}";
        peer.publishRaw(PeerRoutes.INBOX + "any", envelope.getBytes(StandardCharsets.ISO_8859_1));
        assertThat(camel.next().part().dataname()).isEqualTo("😀");
    }

    @Test
    void camelRefusesTheNotANumberOfMicroPython() {
        peer.send(PeerRoutes.INBOX + "any", OutgoingPayload.of("d", "dictionary", Map.of("x", Double.NaN)));
        assertThat(camel.nextFailure().cause())
                .isInstanceOf(NatsBridgeException.class)
                .hasMessageContaining("nan");
        matrix.refused(MICROPYTHON, CAMEL, "dictionary", "direct", "nan is no JSON");
    }
}
