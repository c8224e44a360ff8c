/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.nats.client.api.ObjectStoreConfiguration;
import io.natsbridge.camel.envelope.Payload;
import io.natsbridge.camel.envelope.PayloadType;
import io.natsbridge.camel.test.nats.NatsExtension;
import io.natsbridge.camel.test.nats.NatsOptions;
import io.natsbridge.camel.test.peer.NodePeer;
import io.natsbridge.camel.test.peer.Peer;
import io.natsbridge.camel.test.peer.PeerMessage;
import io.natsbridge.camel.test.peer.PeerPayload;
import io.natsbridge.camel.test.peer.PeerProcess;
import io.natsbridge.camel.test.peer.PythonPeer;
import io.natsbridge.camel.test.peer.RequiresPeer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.camel.CamelContext;
import org.apache.camel.test.AvailablePortFinder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Peers that know no object store fetch from one by HTTP. */
class ObjectStorePeerIT {

    private static final Duration SOON = Duration.ofSeconds(30);
    private static final String BUCKET = "peers";

    @RegisterExtension
    static final NatsExtension NATS =
            NatsExtension.create(NatsOptions.defaults().jetStream(true));

    @RegisterExtension
    final Contexts camel = new Contexts();

    @Test
    @RequiresPeer(NodePeer.class)
    void aNodePeerFollowsTheLinks() throws Exception {
        check(new NodePeer());
    }

    @Test
    @RequiresPeer(PythonPeer.class)
    void aPythonPeerFollowsTheLinks() throws Exception {
        check(new PythonPeer());
    }

    private void check(Peer kind) throws Exception {
        try (Wire wire = Wire.to(NATS.url())) {
            wire.connection()
                    .objectStoreManagement()
                    .create(ObjectStoreConfiguration.builder(BUCKET).build());
        }
        String port = Integer.toString(AvailablePortFinder.getNextAvailable());
        CamelContext context = camel.start(
                routes -> new ObjectStoreRoutes().addTo(routes, String.join(",", BUCKET, NATS.url(), port, port)));
        byte[] bytes = Samples.bytes(1_500_000);
        try (PeerProcess peer = kind.start(NATS.url(), "http://localhost:" + port + "/file/*")) {
            peer.subscribe("peer", Map.of("max_value", 1000));
            Contexts.sent(
                    context,
                    Uri.of(NATS, "peer", "sizeThreshold=0", "claimCheckUri=direct:objects"),
                    List.of(
                            Payload.of("größe ../%.bin", bytes, PayloadType.BINARY),
                            Payload.of("words", "Größe", PayloadType.TEXT)));
            PeerMessage message = peer.awaitMessage(SOON);
            PeerPayload binary = message.payloads().get(0);
            assertThat(binary.transport()).isEqualTo("link");
            assertThat(binary.link()).startsWith("http://localhost:" + port + "/file/");
            assertThat(binary.size()).isEqualTo(bytes.length);
            assertThat(binary.sha256()).isEqualTo(Samples.sha256(bytes));
            assertThat(message.payloads().get(1).text()).isEqualTo("Größe");
        } finally {
            try (Wire wire = Wire.to(NATS.url())) {
                wire.connection().objectStoreManagement().delete(BUCKET);
            }
        }
    }
}
