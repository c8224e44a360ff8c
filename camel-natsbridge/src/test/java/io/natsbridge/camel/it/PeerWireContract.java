/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.it;

import static io.natsbridge.camel.it.PeerValues.plain;
import static org.assertj.core.api.Assertions.assertThat;

import io.natsbridge.camel.NatsBridgeConstants;
import io.natsbridge.camel.error.NatsBridgeException;
import io.natsbridge.camel.test.peer.OutgoingPayload;
import io.natsbridge.camel.test.peer.Peer;
import io.natsbridge.camel.test.peer.PeerMessage;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What any peer may put on the wire beside well-formed payloads. */
abstract class PeerWireContract extends PeerTalk {

    PeerWireContract(Peer kind, String platform, String... types) {
        super(kind, platform, types);
    }

    @ParameterizedTest
    @MethodSource("io.natsbridge.camel.it.PeerMalformed#messages")
    void whatCannotBeReadReachesTheErrorHandlerAndTheRouteGoesOn(PeerMalformed malformed) {
        byte[] message = malformed.message(PLIK.url());
        peer.publishRaw(PeerRoutes.INBOX + "any", message);
        PeerRoutes.Failure failure = camel.nextFailure();
        assertThat(failure.cause())
                .isInstanceOf(malformed.error())
                .isInstanceOf(NatsBridgeException.class)
                .hasMessageContaining(malformed.text());
        assertThat(failure.raw()).isEqualTo(new String(message, StandardCharsets.UTF_8));
        assertThat(toCamel(List.of(OutgoingPayload.text("t", "fine")), Map.of())
                        .part()
                        .value())
                .isEqualTo("fine");
    }

    @ParameterizedTest
    @MethodSource("io.natsbridge.camel.it.PeerUnusual#messages")
    void camelReadsWhatIsUnusualButClear(PeerUnusual unusual) {
        peer.publishRaw(PeerRoutes.INBOX + "any", unusual.message());
        PeerArrival arrival = camel.next();
        assertThat(plain(arrival.part().value())).isEqualTo(plain(unusual.value()));
        assertThat(arrival.envelope().correlationId()).isNotEmpty();
    }

    @Test
    void aMessageWithoutPayloadsGoesBothWays() {
        assertThat(toPeer(List.of(), "", Map.of()).payloads()).isEmpty();
        assertThat(toCamel(List.of(), Map.of()).parts()).isEmpty();
    }

    @Test
    void aRequestThatCannotBeReadIsAnsweredWithAnError() {
        String inbox = newSubject();
        int subscription = peer.subscribe(inbox);
        peer.publishRaw(PeerRoutes.ECHO, "junk".getBytes(StandardCharsets.UTF_8), inbox, Map.of());
        PeerMessage reply = next(inbox);
        peer.unsubscribe(subscription);
        assertThat(reply.field("msg_purpose")).isEqualTo("error");
        assertThat(reply.payload().text()).isEqualTo("The request cannot be read");
    }

    @Test
    void camelTellsTheRealSubjectBesideThatOfTheEnvelope() {
        byte[] message = "{\"send_to\":\"elsewhere\",\"payloads\":[]}".getBytes(StandardCharsets.UTF_8);
        peer.publishRaw(PeerRoutes.INBOX + "here", message);
        assertThat(camel.next().headers())
                .containsEntry(NatsBridgeConstants.SUBJECT, PeerRoutes.INBOX + "here")
                .containsEntry(NatsBridgeConstants.SEND_TO, "elsewhere");
    }
}
