/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.it;

import static io.natsbridge.camel.it.PeerMatrix.CAMEL;
import static org.assertj.core.api.Assertions.assertThat;

import io.natsbridge.camel.NatsBridgeConstants;
import io.natsbridge.camel.error.NatsBridgeException.LinkGoneException;
import io.natsbridge.camel.it.PeerMatrix.Exchange;
import io.natsbridge.camel.it.PeerSamples.Sample;
import io.natsbridge.camel.test.peer.OutgoingPayload;
import io.natsbridge.camel.test.peer.Peer;
import io.natsbridge.camel.test.peer.PeerMessage;
import io.natsbridge.camel.test.peer.PeerPayload;
import io.natsbridge.camel.test.peer.PeerRequest;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What Camel and a peer with a file server say to each other: payloads by link, and all sizes. */
abstract class PeerFileContract extends PeerContract {

    /** Bytes need not be told, their digest will do. */
    private static final Map<String, Object> DIGEST_ONLY = Map.of("max_value", 0);

    PeerFileContract(Peer kind, String platform, String... types) {
        super(kind, platform, types);
    }

    private static Sample binary(int size) {
        return new Sample("größe " + size + " %.bin", "binary", PeerSamples.bytes(size));
    }

    private void checkDigest(PeerPayload received, int size, String transport) {
        assertThat(received.transport()).isEqualTo(transport);
        assertThat(received.size()).isEqualTo(size);
        assertThat(received.sha256()).isEqualTo(PeerArrival.digest(PeerSamples.bytes(size)));
        matrix.read(CAMEL, peer.name(), received.type(), transport, Exchange.MESSAGE);
    }

    private void checkDigest(PeerArrival.Part received, int size, String transport) {
        assertThat(received.transport()).isEqualTo(transport);
        assertThat(received.payload().size()).isEqualTo(size);
        assertThat(received.sha256()).isEqualTo(PeerArrival.digest(PeerSamples.bytes(size)));
        matrix.read(peer.name(), CAMEL, received.type(), transport, Exchange.MESSAGE);
    }

    @ParameterizedTest
    @MethodSource("io.natsbridge.camel.it.PeerSamples#large")
    void peerReadsLargerThingsThatCamelSends(Sample sample) {
        checkPeerRead(toPeer(List.of(sample.payload()), "", Map.of()).payload(), sample, "direct");
    }

    @ParameterizedTest
    @MethodSource("io.natsbridge.camel.it.PeerSamples#large")
    void camelReadsLargerThingsThatThePeerSends(Sample sample) {
        checkCamelRead(toCamel(List.of(sample.outgoing()), Map.of()).part(), sample, "direct");
    }

    @ParameterizedTest
    @MethodSource("io.natsbridge.camel.it.PeerSamples#desktop")
    void peerFollowsTheLinksThatCamelSends(Sample sample) {
        PeerPayload received =
                toPeer(List.of(sample.payload()), "sizeThreshold=0", Map.of()).payload();
        checkPeerRead(received, sample, "link");
        assertThat(received.encoding()).isEqualTo("none");
        assertThat(received.link()).startsWith(PLIK.url() + "/file/");
    }

    @ParameterizedTest
    @MethodSource("io.natsbridge.camel.it.PeerSamples#desktop")
    void camelFollowsTheLinksThatThePeerSends(Sample sample) {
        checkCamelRead(
                toCamel(List.of(sample.outgoing()), Map.of("size_threshold", 0, "sha256", true))
                        .part(),
                sample,
                "link");
    }

    /** The sizes around a threshold, and those around what a broker takes with its default limit of 1 MiB. */
    @ParameterizedTest
    @CsvSource({
        "1000,999,direct",
        "1000,1000,link",
        "1000,1001,link",
        "1000000,785000,direct",
        "1000000,786000,link",
        "1000000,999999,link",
        "1000000,1000000,link",
        "1000000,1000001,link"
    })
    void thresholdAndBrokerDecideWhatTravelsByLink(int threshold, int size, String transport) {
        Sample sample = binary(size);
        PeerMessage message = toPeer(List.of(sample.payload()), "sizeThreshold=" + threshold, DIGEST_ONLY);
        checkDigest(message.payload(), size, transport);
        PeerArrival arrival = toCamel(List.of(sample.outgoing()), Map.of("size_threshold", threshold));
        checkDigest(arrival.part(), size, transport);
    }

    @Test
    void theLargestOfSeveralPayloadsTravelsByLinkUntilTheMessageFits() {
        int[] sizes = {300_000, 10, 400_000, 350_000};
        String[] transports = {"direct", "direct", "link", "direct"};
        List<Sample> samples =
                IntStream.of(sizes).mapToObj(PeerFileContract::binary).toList();
        PeerMessage message = toPeer(payloads(samples), "", DIGEST_ONLY);
        PeerArrival arrival = toCamel(outgoing(samples), Map.of());
        for (int i = 0; i < sizes.length; i++) {
            checkDigest(message.payloads().get(i), sizes[i], transports[i]);
            checkDigest(arrival.parts().get(i), sizes[i], transports[i]);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1000})
    void severalPayloadsGoEachByItsOwnWay(int threshold) {
        checkSeveral(threshold);
    }

    @ParameterizedTest
    @EnumSource
    void camelAnswersThePeerByLink(PeerRequest.Via via) {
        checkCamelAnswers(PeerRoutes.ECHO_BY_LINK, via, Map.of("size_threshold", 0), "link");
    }

    @ParameterizedTest
    @EnumSource
    void camelAnswersThePeerByLinkWhereAReplyIsTooLarge(PeerRequest.Via via) {
        PeerMessage reply = peer.request(PeerRequest.of(PeerRoutes.LARGE, via, OutgoingPayload.text("q", "?"))
                .withOptions(DIGEST_ONLY));
        assertThat(reply.payload().transport()).isEqualTo("link");
        assertThat(reply.payload().sha256()).isEqualTo(PeerArrival.digest(PeerSamples.bytes(PeerRoutes.LARGE_BYTES)));
    }

    @Test
    void thePeerAnswersCamelByLink() {
        checkPeerAnswers(0, "link");
    }

    @Test
    void aFileThatCamelSendsIsThereForEverySubscriber() {
        String subject = newSubject();
        int[] subscriptions = {peer.subscribe(subject), peer.subscribe(subject)};
        camel.send(subject, binary(5000).payload(), "sizeThreshold=0");
        for (int i = 0; i < subscriptions.length; i++) {
            checkPeerRead(next(subject).payload(), binary(5000), "link");
        }
        IntStream.of(subscriptions).forEach(peer::unsubscribe);
    }

    @Test
    void camelTellsWhyAFileThatItHasReadOnceIsGone() {
        String subject = PeerRoutes.INBOX + "any";
        PeerMessage sent = peer.send(subject, List.of(binary(5000).outgoing()), Map.of("size_threshold", 0));
        checkCamelRead(camel.next().part(), binary(5000), "link");
        String again = "{\"payloads\":[{\"dataname\":\"p\",\"payload_type\":\"binary\",\"transport\":\"link\","
                + "\"data\":\"" + sent.payload().link() + "\"}]}";
        peer.publishRaw(subject, again.getBytes(StandardCharsets.UTF_8));
        assertThat(camel.nextFailure().cause())
                .isInstanceOfSatisfying(LinkGoneException.class, gone -> assertThat(gone.reason())
                        .isEqualTo(LinkGoneException.Reason.CONSUMED));
    }

    @Test
    void camelFollowsALinkThatHoldsTheNameUnencoded() {
        Sample sample = new Sample("größe 1 世界.bin", "binary", PeerSamples.bytes(5000));
        Map<String, Object> options = Map.of("size_threshold", 0, "raw_link_name", true);
        PeerArrival.Part received = toCamel(List.of(sample.outgoing()), options).part();
        assertThat(received.payload().link().orElseThrow()).endsWith("größe 1 世界.bin");
        checkCamelRead(received, sample, "link");
    }

    @Test
    void camelReadsNatsHeadersOfThePeerButNoneThatCommandIt() {
        byte[] envelope = "{\"payloads\":[]}".getBytes(StandardCharsets.UTF_8);
        Map<String, List<String>> headers =
                Map.of("Colour", List.of("red"), "CamelHttpUri", List.of("http://x"), "cAmElFileName", List.of("x"));
        peer.publishRaw(PeerRoutes.INBOX + "any", envelope, "", headers);
        assertThat(camel.next().headers())
                .containsEntry("Colour", "red")
                .doesNotContainKeys("CamelHttpUri", "CamelFileName", "cAmElFileName");
    }

    @Test
    void peerReadsTheHeadersOfAnExchangeButNoneOfCamels() {
        String subject = newSubject();
        int subscription = peer.subscribe(subject);
        camel.send(subject, "x", "", "Colour", "red", NatsBridgeConstants.SENDER_NAME, "me", "CamelSecret", "x");
        assertThat(next(subject).headers()).isEqualTo(Map.of("Colour", List.of("red")));
        peer.unsubscribe(subscription);
    }
}
