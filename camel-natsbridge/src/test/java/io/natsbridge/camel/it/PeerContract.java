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
import io.natsbridge.camel.error.NatsBridgeException.ErrorReplyException;
import io.natsbridge.camel.error.NatsBridgeException.PayloadConversionException;
import io.natsbridge.camel.it.PeerMatrix.Exchange;
import io.natsbridge.camel.it.PeerSamples.Sample;
import io.natsbridge.camel.test.peer.OutgoingPayload;
import io.natsbridge.camel.test.peer.Peer;
import io.natsbridge.camel.test.peer.PeerMessage;
import io.natsbridge.camel.test.peer.PeerPayload;
import io.natsbridge.camel.test.peer.PeerRequest;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What Camel and every peer say to each other: small payloads, requests and replies. */
abstract class PeerContract extends PeerWireContract {

    PeerContract(Peer kind, String platform, String... types) {
        super(kind, platform, types);
    }

    @ParameterizedTest
    @MethodSource("io.natsbridge.camel.it.PeerSamples#small")
    void peerReadsWhatCamelSends(Sample sample) {
        PeerMessage message = toPeer(List.of(sample.payload()), "", Map.of());
        checkPeerRead(message.payload(), sample, "direct");
        assertThat(message.payload().encoding()).isEqualTo("base64");
    }

    @ParameterizedTest
    @MethodSource("io.natsbridge.camel.it.PeerSamples#small")
    void camelReadsWhatThePeerSends(Sample sample) {
        checkCamelRead(toCamel(List.of(sample.outgoing()), Map.of()).part(), sample, "direct");
    }

    @Test
    void peerReadsTheFieldsOfCamelsEnvelope() {
        String subject = newSubject();
        int subscription = peer.subscribe(subject);
        camel.send(
                subject,
                "x",
                "senderName=größe&receiverName=you&receiverId=r1&replyTo=back&replyToMsgId=m0",
                NatsBridgeConstants.CORRELATION_ID,
                "conversation",
                NatsBridgeConstants.MSG_PURPOSE,
                "event",
                NatsBridgeConstants.METADATA,
                Map.of("a", List.of(1, "é")));
        PeerMessage message = next(subject);
        peer.unsubscribe(subscription);
        assertThat(message.envelope())
                .containsEntry("correlation_id", "conversation")
                .containsEntry("msg_purpose", "event")
                .containsEntry("sender_name", "größe")
                .containsEntry("receiver_name", "you")
                .containsEntry("receiver_id", "r1")
                .containsEntry("reply_to", "back")
                .containsEntry("reply_to_msg_id", "m0")
                .containsEntry("send_to", subject)
                .containsEntry("metadata", Map.of("a", List.of(1L, "é")))
                .containsEntry("broker_url", NATS.url());
        assertThat(message.field("timestamp")).matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z");
    }

    @Test
    void camelReadsTheFieldsOfThePeersEnvelope() {
        PeerArrival arrival = toCamel(
                List.of(OutgoingPayload.text("größe", "x")),
                Map.of(
                        "correlation_id", "conversation",
                        "msg_purpose", "event",
                        "sender_name", "größe 😀",
                        "receiver_id", "r1",
                        "reply_to_msg_id", "m0",
                        "metadata", Map.of("a", List.of(1L, "é"))));
        assertThat(arrival.headers())
                .containsEntry(NatsBridgeConstants.CORRELATION_ID, "conversation")
                .containsEntry(NatsBridgeConstants.MSG_PURPOSE, "event")
                .containsEntry(NatsBridgeConstants.SENDER_NAME, "größe 😀")
                .containsEntry(NatsBridgeConstants.RECEIVER_ID, "r1")
                .containsEntry(NatsBridgeConstants.REPLY_TO_MSG_ID, "m0")
                .containsEntry(NatsBridgeConstants.METADATA, Map.of("a", List.of(1, "é")))
                .containsEntry(NatsBridgeConstants.DATANAME, "größe")
                .containsEntry(NatsBridgeConstants.SUBJECT, PeerRoutes.INBOX + "any");
    }

    @Test
    void severalPayloadsGoBothWays() {
        checkSeveral(1_000_000);
    }

    /** One payload of each type, both ways, in one message each. */
    void checkSeveral(int threshold) {
        List<Sample> samples = ofEachType();
        PeerMessage message = toPeer(payloads(samples), "sizeThreshold=" + threshold, Map.of());
        PeerArrival arrival = toCamel(outgoing(samples), Map.of("size_threshold", threshold));
        assertThat(message.payloads()).hasSameSizeAs(samples);
        assertThat(arrival.parts()).hasSameSizeAs(samples);
        for (int i = 0; i < samples.size(); i++) {
            PeerPayload told = message.payloads().get(i);
            PeerArrival.Part received = arrival.parts().get(i);
            checkPeerRead(told, samples.get(i), told.size() < threshold ? "direct" : "link", Exchange.SEVERAL_PAYLOADS);
            boolean direct = received.payload().size() < threshold;
            checkCamelRead(received, samples.get(i), direct ? "direct" : "link", Exchange.SEVERAL_PAYLOADS);
        }
    }

    @ParameterizedTest
    @EnumSource
    void camelAnswersThePeer(PeerRequest.Via via) {
        checkCamelAnswers(PeerRoutes.ECHO, via, Map.of(), "direct");
    }

    /** The peer asks with one payload of each type, and gets them back. */
    void checkCamelAnswers(String subject, PeerRequest.Via via, Map<String, ?> options, String transport) {
        List<Sample> samples = ofEachType();
        Map<String, Object> all = new HashMap<>(options);
        all.put("correlation_id", "talk");
        all.put("msg_id", "m1");
        OutgoingPayload[] asked = outgoing(samples).toArray(OutgoingPayload[]::new);
        PeerMessage reply = peer.request(PeerRequest.of(subject, via, asked).withOptions(all));
        assertThat(reply.correlationId()).isEqualTo("talk");
        assertThat(reply.replyToMsgId()).isEqualTo("m1");
        assertThat(reply.payloads()).hasSameSizeAs(samples);
        for (int i = 0; i < samples.size(); i++) {
            checkPeerRead(reply.payloads().get(i), samples.get(i), transport, Exchange.REPLY);
            matrix.read(peer.name(), CAMEL, samples.get(i).type(), transport, Exchange.REQUEST);
        }
    }

    @ParameterizedTest
    @EnumSource
    void camelTellsThePeerThatItsRequestFailed(PeerRequest.Via via) {
        PeerMessage reply = peer.request(PeerRequest.of(PeerRoutes.FAILING, via, OutgoingPayload.text("q", "?")));
        assertThat(reply.field("msg_purpose")).isEqualTo("error");
        assertThat(reply.payload().dataname()).isEqualTo("error");
        assertThat(reply.payload().text()).isEqualTo("The request failed");
        checkErrorHeaders(reply.headers());
    }

    /** @param headers of a reply that reports an error */
    void checkErrorHeaders(Map<String, List<String>> headers) {
        assertThat(headers)
                .containsEntry("Nats-Service-Error-Code", List.of("500"))
                .containsEntry("Nats-Service-Error", List.of("The request failed"));
    }

    /** {@link PeerRoutes#UNSAFE_NUMBERS} as the platform reads them. */
    abstract Map<String, Object> convertedNumbers();

    @Test
    void camelAnswersWithNumbersAsThePlatformReadsThem() {
        OutgoingPayload question = OutgoingPayload.text("q", "?");
        PeerMessage reply = peer.request(PeerRequest.of(PeerRoutes.CONVERTED_NUMBERS, PeerRequest.Via.NATS, question));
        assertThat(plain(reply.payload().value())).isEqualTo(plain(convertedNumbers()));
        PeerMessage refusal = peer.request(PeerRequest.of(PeerRoutes.NUMBERS, PeerRequest.Via.NATS, question));
        assertThat(refusal.field("msg_purpose")).isEqualTo("error");
    }

    @Test
    void numbersThatAreNotFiniteAreRefusedBeforeAnythingIsSent() {
        Payload payload = Payload.of("d", Map.of("a", List.of(Double.NaN)), PayloadType.DICTIONARY);
        assertThat(refused(List.of(payload), ""))
                .isInstanceOf(PayloadConversionException.class)
                .hasMessageContaining("Payload 'd'")
                .hasMessageContaining("NaN at /a/0 to targetPlatform " + platform);
        matrix.refused(CAMEL, peer.name(), "dictionary", "direct", "JSON has no NaN");
    }

    @Test
    void thePeerAnswersCamel() {
        checkPeerAnswers(1_000_000, "direct");
    }

    /** Camel asks with one payload of each type, and gets them back. */
    void checkPeerAnswers(int threshold, String transport) {
        List<Sample> samples = ofEachType();
        String subject = newSubject();
        int responder = peer.respond(subject, Map.of("size_threshold", threshold));
        PeerArrival reply = camel.ask(
                        subject, payloads(samples), "sizeThreshold=" + threshold + "&targetPlatform=" + platform)
                .join();
        PeerMessage request = next(subject);
        peer.unsubscribe(responder);
        assertThat(reply.envelope().correlationId()).isEqualTo(request.correlationId());
        assertThat(reply.envelope().replyToMsgId()).isEqualTo(request.msgId());
        assertThat(reply.parts()).hasSameSizeAs(samples);
        for (int i = 0; i < samples.size(); i++) {
            checkPeerRead(request.payloads().get(i), samples.get(i), transport, Exchange.REQUEST);
            checkCamelRead(reply.parts().get(i), samples.get(i), transport, Exchange.REPLY);
        }
    }

    static List<Payload> payloads(List<Sample> samples) {
        return samples.stream().map(Sample::payload).toList();
    }

    static List<OutgoingPayload> outgoing(List<Sample> samples) {
        return samples.stream().map(Sample::outgoing).toList();
    }

    @Test
    void camelTakesAnAnswerFromOneWhoOnlyKnowsTheEnvelope() {
        String subject = newSubject();
        int silent = peer.respondNever(subject);
        CompletableFuture<PeerArrival> reply = camel.ask(subject, "?", "");
        PeerMessage request = next(subject);
        peer.send(
                request.field("reply_to"),
                List.of(OutgoingPayload.text("a", "!")),
                Map.of("correlation_id", request.correlationId(), "reply_to_msg_id", request.msgId()));
        assertThat(reply.join().part().value()).isEqualTo("!");
        peer.unsubscribe(silent);
    }

    /** As peers do that make a new id for every message. */
    @Test
    void camelTakesAnAnswerOfAnotherConversation() {
        String subject = newSubject();
        int silent = peer.respondNever(subject);
        CompletableFuture<PeerArrival> reply = camel.ask(subject, "?", "");
        PeerMessage request = next(subject);
        peer.send(
                request.field("reply_to"),
                List.of(OutgoingPayload.text("a", "!")),
                Map.of("correlation_id", "another"));
        assertThat(reply.join().part().value()).isEqualTo("!");
        assertThat(reply.join().envelope().correlationId()).isEqualTo("another");
        peer.unsubscribe(silent);
    }

    @Test
    void thePeerAnswersToASubjectThatOnlyTheEnvelopeNames() {
        String subject = newSubject();
        int responder = peer.respond(subject);
        camel.send(subject, "?", "replyTo=" + PeerRoutes.INBOX + "replies");
        PeerMessage request = next(subject);
        PeerArrival reply = camel.next();
        peer.unsubscribe(responder);
        assertThat(request.reply()).isEmpty();
        assertThat(reply.part().value()).isEqualTo("?");
        assertThat(reply.envelope().replyToMsgId()).isEqualTo(request.msgId());
    }

    @Test
    void camelReportsTheErrorThatThePeerAnswers() {
        String subject = newSubject();
        int responder = peer.respondWith(
                subject, List.of(OutgoingPayload.text("error", "no such thing")), Map.of("msg_purpose", "error"));
        CompletableFuture<PeerArrival> reply = camel.ask(subject, "?", "");
        assertThatThrownBy(reply::join)
                .hasCauseInstanceOf(ErrorReplyException.class)
                .hasMessageContaining("no such thing");
        next(subject);
        peer.unsubscribe(responder);
    }
}
