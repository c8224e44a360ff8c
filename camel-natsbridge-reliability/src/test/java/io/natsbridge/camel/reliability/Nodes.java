/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.reliability;

import io.natsbridge.camel.test.nats.NatsCluster;
import io.natsbridge.camel.test.nats.NatsOptions;
import io.natsbridge.camel.test.nats.NatsService;
import io.natsbridge.camel.test.proxy.FaultProxy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Three nats-server processes in a cluster, and a proxy in front of each. The servers do not tell clients of each other, so that these know the proxies alone.
 *
 * @param cluster the servers
 * @param proxies what clients under test connect to, in the order of the servers
 */
record Nodes(NatsCluster cluster, List<FaultProxy> proxies) implements AutoCloseable {

    private static final int SIZE = 3;
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    static Nodes start(long seed) {
        NatsCluster cluster =
                NatsCluster.startUnadvertised(SIZE, NatsOptions.defaults().config(Broker.LAME_DUCK));
        List<FaultProxy> proxies = new ArrayList<>();
        for (NatsService node : cluster.nodes()) {
            proxies.add(FaultProxy.to(node.port(), seed + proxies.size()));
        }
        return new Nodes(cluster, proxies);
    }

    /** The addresses of the proxies. */
    String url() {
        return proxies.stream().map(proxy -> "nats://127.0.0.1:" + proxy.port()).collect(Collectors.joining(","));
    }

    /** The addresses of the servers themselves, for those who look on. */
    String directUrl() {
        return String.join(",", cluster.urls());
    }

    /** The server that leads a stream, once there is one. */
    NatsService leader(String stream) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        Optional<NatsService> leader = cluster.streamLeader(stream);
        while (leader.isEmpty()) {
            if (System.nanoTime() > end) {
                throw new IllegalStateException("The stream '" + stream + "' has no leader after " + PATIENCE);
            }
            Pause.millis(50);
            leader = cluster.streamLeader(stream);
        }
        return leader.get();
    }

    /** The server that most connections of clients go to. */
    NatsService busiest() {
        FaultProxy most = proxies.stream()
                .max(Comparator.comparingInt(FaultProxy::connections))
                .orElseThrow();
        return cluster.node(proxies.indexOf(most));
    }

    @Override
    public void close() {
        proxies.forEach(FaultProxy::close);
        cluster.close();
    }
}
