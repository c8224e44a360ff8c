/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.nats.client.Connection;
import io.nats.client.JetStreamApiException;
import io.nats.client.Nats;
import io.nats.client.Options;
import io.nats.client.api.StreamConfiguration;
import io.natsbridge.camel.NatsBridgeConstants;
import io.natsbridge.camel.test.nats.NatsCluster;
import io.natsbridge.camel.test.nats.NatsClusterExtension;
import java.time.Duration;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.camel.CamelContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A stream with three replicas whose leader is killed while messages go in and out. */
class StreamClusterIT {

    private static final String STREAM = "orders";
    private static final int MESSAGES = 250;

    @RegisterExtension
    static final NatsClusterExtension NATS = NatsClusterExtension.create();

    @RegisterExtension
    final Contexts camel = new Contexts();

    private final Set<String> received = ConcurrentHashMap.newKeySet();
    private final Set<String> confirmed = new TreeSet<>();

    @Test
    void nothingIsLostWhenTheLeaderOfTheStreamIsKilled() throws Exception {
        makeTheStream();
        CamelContext context = camel.start(routes -> routes.from(uri("durableName=worker", "ackWait=3s"))
                .process(exchange -> received.add(exchange.getMessage().getBody(String.class))));
        for (int i = 0; i < MESSAGES; i++) {
            if (i == 100) {
                killTheLeader();
            }
            String text = "order " + i;
            if (failure(context, text) != null) {
                await().atMost(Duration.ofSeconds(40)).until(() -> failure(context, text) == null);
            }
            confirmed.add(text);
        }
        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> assertThat(received).containsAll(confirmed));
        assertThat(confirmed).hasSize(MESSAGES);
        try (Connection nats = connect()) {
            await().atMost(Duration.ofSeconds(30)).ignoreExceptions().untilAsserted(() -> assertThat(
                            nats.jetStreamManagement()
                                    .getConsumerInfo(STREAM, "worker")
                                    .getNumAckPending())
                    .isZero());
            assertThat(nats.jetStreamManagement()
                            .getStreamInfo(STREAM)
                            .getStreamState()
                            .getMsgCount())
                    .as("stored once each")
                    .isEqualTo(MESSAGES);
        }
    }

    /** Sends under the same id each time, as a route that repeats a send does. */
    private static Exception failure(CamelContext context, String text) {
        return Contexts.send(context, uri(), text, NatsBridgeConstants.MSG_ID, text.replace(' ', '-'))
                .getException();
    }

    private static void killTheLeader() {
        NatsCluster cluster = NATS.cluster();
        await().atMost(Duration.ofSeconds(20))
                .until(() -> cluster.streamLeader(STREAM).isPresent());
        cluster.streamLeader(STREAM).orElseThrow().kill();
    }

    private static void makeTheStream() throws Exception {
        StreamConfiguration stream = StreamConfiguration.builder()
                .name(STREAM)
                .subjects(STREAM)
                .replicas(3)
                .build();
        try (Connection nats = connect()) {
            await().atMost(Duration.ofSeconds(30))
                    .ignoreException(JetStreamApiException.class)
                    .until(() -> nats.jetStreamManagement().addStream(stream) != null);
        }
    }

    private static Connection connect() throws Exception {
        return Nats.connect(Options.builder()
                .servers(NATS.cluster().urls().toArray(String[]::new))
                .build());
    }

    private static String uri(String... options) {
        String more = options.length == 0 ? "" : "&" + String.join("&", options);
        return Uri.of(String.join(",", NATS.cluster().urls()), STREAM, "jetstreamEnabled=true") + more;
    }
}
