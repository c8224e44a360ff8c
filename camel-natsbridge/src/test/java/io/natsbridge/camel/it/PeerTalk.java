/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.it;

import static io.natsbridge.camel.it.PeerMatrix.CAMEL;
import static io.natsbridge.camel.it.PeerValues.plain;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.natsbridge.camel.arrow.ArrowTables;
import io.natsbridge.camel.envelope.Payload;
import io.natsbridge.camel.it.PeerMatrix.Exchange;
import io.natsbridge.camel.it.PeerSamples.Sample;
import io.natsbridge.camel.test.nats.NatsExtension;
import io.natsbridge.camel.test.peer.OutgoingPayload;
import io.natsbridge.camel.test.peer.Peer;
import io.natsbridge.camel.test.peer.PeerMessage;
import io.natsbridge.camel.test.peer.PeerPayload;
import io.natsbridge.camel.test.peer.PeerProcess;
import io.natsbridge.camel.test.plik.EmbeddedPlikOptions;
import io.natsbridge.camel.test.plik.PlikExtension;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The servers, the peer and Camel of a class of tests, and how a message goes from one to the other. */
@TestInstance(Lifecycle.PER_CLASS)
@Timeout(120)
abstract class PeerTalk {

    static final Duration SOON = Duration.ofSeconds(30);

    @RegisterExtension
    static final NatsExtension NATS = NatsExtension.create();

    @RegisterExtension
    static final PlikExtension PLIK = PlikExtension.embedded(EmbeddedPlikOptions.defaults());

    private static final AtomicInteger SUBJECTS = new AtomicInteger();

    final String platform;
    private final Peer kind;
    private final String[] types;
    PeerProcess peer;
    PeerRoutes camel;
    PeerMatrix matrix;

    /**
     * @param platform value of {@code targetPlatform} for the peer
     * @param types that the peer has
     */
    PeerTalk(Peer kind, String platform, String... types) {
        this.kind = kind;
        this.platform = platform;
        this.types = types;
    }

    /** One payload of each type that the peer has, all of the same name. */
    List<Sample> ofEachType() {
        return PeerSamples.several(types);
    }

    @BeforeAll
    void start() {
        peer = kind.start(NATS.url(), PLIK.url());
        camel = new PeerRoutes(NATS.url(), PLIK.url(), platform);
        matrix = new PeerMatrix(getClass(), peer.runtime());
    }

    @AfterEach
    void nothingIsLeftInMemory() {
        await().pollDelay(Duration.ZERO).atMost(SOON).untilAsserted(() -> assertThat(ArrowTables.allocatedBytes())
                .isZero());
    }

    @AfterAll
    void stop() {
        if (camel != null) {
            camel.close();
        }
        if (peer != null) {
            peer.close();
        }
        if (matrix != null) {
            matrix.write();
        }
    }

    /** A subject that no other test uses. */
    static String newSubject() {
        return "to.peer." + SUBJECTS.incrementAndGet();
    }

    /** Camel sends payloads for the peer's platform as one message, which the peer tells. */
    PeerMessage toPeer(List<Payload> payloads, String options, Map<String, ?> peerOptions) {
        String target = "targetPlatform=" + platform;
        return toAnyPeer(payloads, options.isEmpty() ? target : target + "&" + options, peerOptions);
    }

    /** The same for any platform. */
    PeerMessage toAnyPeer(List<Payload> payloads, String options, Map<String, ?> peerOptions) {
        String subject = newSubject();
        int subscription = peer.subscribe(subject, peerOptions);
        camel.send(subject, payloads, options);
        PeerMessage message = next(subject);
        peer.unsubscribe(subscription);
        return message;
    }

    /** Camel sends for the peer's platform what is refused, then something else, which is all that arrives. */
    Throwable refused(List<Payload> payloads, String options) {
        int files = PLIK.embedded().fileCount();
        String subject = newSubject();
        int subscription = peer.subscribe(subject);
        Throwable refusal = camel.trySend(subject, payloads, "targetPlatform=" + platform + options)
                .getException();
        camel.send(subject, "next", "");
        assertThat(next(subject).payload().text()).isEqualTo("next");
        assertThat(PLIK.embedded().fileCount()).isEqualTo(files);
        peer.unsubscribe(subscription);
        return refusal;
    }

    /** A row of two columns, whose values may be null. */
    static Map<String, Object> row(String one, Object first, String other, Object second) {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put(one, first);
        row.put(other, second);
        return row;
    }

    /** The next message that the peer got on a subject; what is left of another test is passed over. */
    PeerMessage next(String subject) {
        PeerMessage message = peer.awaitMessage(SOON);
        while (!message.subject().equals(subject)) {
            message = peer.awaitMessage(SOON);
        }
        return message;
    }

    /** The peer sends payloads as one message, which Camel reads. */
    PeerArrival toCamel(List<OutgoingPayload> payloads, Map<String, ?> options) {
        peer.send(PeerRoutes.INBOX + "any", payloads, options);
        return camel.next();
    }

    void checkPeerRead(PeerPayload received, Sample sample, String transport) {
        checkPeerRead(received, sample, transport, Exchange.MESSAGE);
    }

    void checkPeerRead(PeerPayload received, Sample sample, String transport, Exchange exchange) {
        assertThat(received.dataname()).isEqualTo(sample.dataname());
        assertThat(received.type()).isEqualTo(sample.type());
        assertThat(received.transport()).isEqualTo(transport);
        assertThat(received.sha256()).isEqualTo(received.metadata().get("sha256"));
        assertThat(plain(received.value())).isEqualTo(plain(sample.value()));
        matrix.read(CAMEL, peer.name(), received.type(), transport, exchange);
    }

    void checkCamelRead(PeerArrival.Part received, Sample sample, String transport) {
        checkCamelRead(received, sample, transport, Exchange.MESSAGE);
    }

    void checkCamelRead(PeerArrival.Part received, Sample sample, String transport, Exchange exchange) {
        assertThat(received.dataname()).isEqualTo(sample.dataname());
        assertThat(received.type()).isEqualTo(sample.type());
        assertThat(received.transport()).isEqualTo(transport);
        assertThat(plain(received.value())).isEqualTo(plain(sample.value()));
        matrix.read(peer.name(), CAMEL, received.type(), transport, exchange);
    }
}
