/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.test.nats;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.awaitility.Awaitility.await;

import io.nats.client.Connection;
import io.nats.client.JetStreamApiException;
import io.nats.client.Nats;
import io.nats.client.Options;
import io.nats.client.api.StreamConfiguration;
import java.io.IOException;
import java.time.Duration;
import java.util.HashSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

@SuppressWarnings("try") // the client's close() can be interrupted
class NatsClusterIT {

    private static final Duration LIMIT = Duration.ofSeconds(30);

    @RegisterExtension
    static final NatsClusterExtension nats = NatsClusterExtension.create();

    @AfterEach
    void startAllAgain() {
        nats.cluster().nodes().stream().filter(node -> !node.isRunning()).forEach(NatsService::startAgain);
        nats.cluster().awaitReady();
    }

    @Test
    void startsThreeNodesOnPortsOfTheirOwn() {
        assertThat(new HashSet<>(nats.cluster().urls())).hasSize(3);
        assertThat(nats.cluster().metaLeader())
                .hasValueSatisfying(leader -> assertThat(nats.cluster().nodes()).contains(leader));
    }

    @Test
    void keepsReplicatedStreamWhenItsLeaderIsKilled() throws Exception {
        try (Connection connection = connect()) {
            addStream(connection, "SAFE");
            connection.jetStream().publish("SAFE", "one".getBytes(UTF_8));
            NatsService leader = nats.cluster().streamLeader("SAFE").orElseThrow();

            leader.kill();

            await().atMost(LIMIT).until(() -> nats.cluster()
                    .streamLeader("SAFE")
                    .filter(next -> next != leader)
                    .isPresent());
            nats.cluster().awaitReady();
            await().atMost(LIMIT).ignoreExceptions().untilAsserted(() -> assertThat(connection
                            .jetStreamManagement()
                            .getMessage("SAFE", 1)
                            .getData())
                    .asString(UTF_8)
                    .isEqualTo("one"));
        }
    }

    @Test
    void bringsRestartedNodeBack() {
        NatsService node = nats.cluster().node(1);
        String url = node.url();

        node.restart();
        nats.cluster().awaitReady();

        assertThat(node.url()).isEqualTo(url);
        assertThat(node.isRunning()).isTrue();
    }

    @Test
    void leavesPausedNodeOut() {
        NatsService leader = nats.cluster().metaLeader().orElseThrow();
        leader.pause();

        nats.cluster().awaitReady();

        assertThat(nats.cluster().metaLeader()).isPresent().get().isNotSameAs(leader);
        leader.resume();
    }

    @Test
    void refusesTwoNodes() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> NatsCluster.start(2, NatsOptions.defaults()))
                .withMessageContainingAll("2 nodes", "3 to 9");
    }

    @Test
    void refusesPortThatNodesCannotShare() {
        NatsOptions fixed = NatsOptions.defaults().port(4222);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> NatsCluster.start(3, fixed))
                .withMessageContaining("cannot share");
    }

    private static Connection connect() throws IOException, InterruptedException {
        return Nats.connect(new Options.Builder()
                .servers(nats.cluster().urls().toArray(new String[0]))
                .reconnectWait(Duration.ofMillis(100))
                .maxReconnects(-1)
                .build());
    }

    /** A leader that was just elected may not have heard of a node yet, and then finds no place for three replicas. */
    private static void addStream(Connection connection, String name) {
        StreamConfiguration stream = StreamConfiguration.builder()
                .name(name)
                .subjects(name)
                .replicas(3)
                .build();
        await().atMost(LIMIT)
                .ignoreException(JetStreamApiException.class)
                .until(() -> connection.jetStreamManagement().addStream(stream) != null);
    }
}
