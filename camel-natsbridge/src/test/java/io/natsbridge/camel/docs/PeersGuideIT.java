/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.natsbridge.camel.NatsBridgeConstants;
import io.natsbridge.camel.test.nats.NatsExtension;
import io.natsbridge.camel.test.peer.MicroPythonPeer;
import io.natsbridge.camel.test.peer.NodePeer;
import io.natsbridge.camel.test.peer.OutgoingPayload;
import io.natsbridge.camel.test.peer.PeerMessage;
import io.natsbridge.camel.test.peer.PeerProcess;
import io.natsbridge.camel.test.peer.PeerRequest;
import io.natsbridge.camel.test.peer.PythonPeer;
import io.natsbridge.camel.test.peer.RequiresPeer;
import io.natsbridge.camel.test.plik.EmbeddedPlikOptions;
import io.natsbridge.camel.test.plik.PlikExtension;
import java.math.BigInteger;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.camel.Message;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What the guide to peers shows works, with the peers themselves. */
class PeersGuideIT {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final List<Map<String, Object>> REPORT =
            List.of(Map.of("item", "lamp", "id", new BigInteger("9007199254740993")));

    @RegisterExtension
    static final NatsExtension NATS = NatsExtension.create();

    @RegisterExtension
    static final PlikExtension PLIK = PlikExtension.embedded(EmbeddedPlikOptions.defaults());

    @RegisterExtension
    final Stage stage = new Stage();

    @BeforeEach
    void play() throws Exception {
        stage.at(NATS.url(), PLIK.url()).play(List.of(new PlatformRoutes()), "result");
    }

    @Test
    @RequiresPeer(PythonPeer.class)
    void pythonReadsATableAsksAndAnswers() throws Exception {
        try (PeerProcess python = new PythonPeer().start(NATS.url(), PLIK.url())) {
            python.subscribe("report.python");
            stage.template().sendBody("direct:report", REPORT);
            PeerMessage report = python.awaitMessage(PATIENCE);
            assertThat(report.payload().type()).isEqualTo("table");
            assertThat(report.payload().rows().get(0)).containsEntry("item", "lamp");

            python.respondWith("model.predict", List.of(OutgoingPayload.text("label", "cat")), Map.of());
            assertThat(stage.template().requestBody("direct:ask-python", Map.of("pixel", 1), String.class))
                    .isEqualTo("cat");

            python.send("results.python", OutgoingPayload.of("rows", "table", List.of(Map.of("n", 1))));
            Message result = stage.awaitHeard("result", 1).getExchanges().get(0).getMessage();
            assertThat(result.getHeader(NatsBridgeConstants.PAYLOAD_TYPE)).isEqualTo("table");
        }
    }

    @Test
    @RequiresPeer(NodePeer.class)
    void javaScriptReadsALargeNumberAsText() throws Exception {
        try (PeerProcess node = new NodePeer().start(NATS.url(), PLIK.url())) {
            node.subscribe("report.javascript");
            stage.template().sendBody("direct:report", REPORT);
            assertThat(node.awaitMessage(PATIENCE).payload().rows().get(0)).containsEntry("id", "9007199254740993");
            node.send("results.node", OutgoingPayload.text("greeting", "hello"));
            Message result = stage.awaitHeard("result", 1).getExchanges().get(0).getMessage();
            assertThat(result.getHeader(NatsBridgeConstants.PAYLOAD_TYPE)).isEqualTo("text");
        }
    }

    @Test
    @RequiresPeer(MicroPythonPeer.class)
    void microPythonReadsASetPointAndAsks() throws Exception {
        try (PeerProcess device = new MicroPythonPeer().start(NATS.url(), PLIK.url())) {
            device.subscribe("device.7");
            stage.template().sendBody("direct:setpoint", Map.of("celsius", 21));
            assertThat(device.awaitMessage(PATIENCE).payload().value()).isEqualTo(Map.of("celsius", 21L));
            PeerMessage answer = device.request(PeerRequest.of(
                    "thermometer",
                    PeerRequest.Via.REPLY_TO,
                    OutgoingPayload.of("reading", "dictionary", Map.of("celsius", 20))));
            assertThat(answer.payload().text()).isEqualTo("20 degrees");
        }
    }
}
