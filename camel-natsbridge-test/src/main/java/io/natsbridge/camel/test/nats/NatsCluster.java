/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.test.nats;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Several NATS servers with JetStream in one cluster, each a process of this machine that can be killed, paused and
 * restarted by its own methods. The caller closes the cluster, which closes the nodes.
 *
 * <pre>{@code
 * try (NatsCluster cluster = NatsCluster.start()) {
 *     connect(cluster.urls());
 *     cluster.streamLeader("ORDERS").orElseThrow().kill();
 * }
 * }</pre>
 */
public final class NatsCluster implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(NatsCluster.class);
    private static final int DEFAULT_SIZE = 3;
    private static final int LARGEST_SIZE = 9;
    private static final int PORT_TRIES = 3;
    private static final Duration READY = Duration.ofSeconds(60);

    private final List<LocalNatsService> nodes;

    private NatsCluster(List<LocalNatsService> nodes) {
        this.nodes = List.copyOf(nodes);
    }

    /**
     * Starts three nodes.
     *
     * @return the cluster, ready for streams with three replicas
     * @throws IllegalStateException if there is no way to get the servers, or they do not start
     */
    public static NatsCluster start() {
        return start(DEFAULT_SIZE, NatsOptions.defaults());
    }

    /**
     * Starts a cluster.
     *
     * @param size 3 to 9 nodes
     * @param each what each node is asked to be, without a name and a fixed port; JetStream, monitoring and control are
     *     on in any case
     * @return the cluster, ready for streams with three replicas
     * @throws IllegalArgumentException if the size is out of range, or the options have a name or a fixed port
     * @throws IllegalStateException if there is no way to get the servers, or they do not start
     */
    public static NatsCluster start(int size, NatsOptions each) {
        return start(size, each, true);
    }

    /**
     * Starts a cluster whose nodes do not tell clients of each other: these connect to the addresses that they are given
     * and to no other, such as those of a {@linkplain io.natsbridge.camel.test.proxy.FaultProxy proxy} for each node.
     *
     * @param size 3 to 9 nodes
     * @param each as for {@link #start(int, NatsOptions)}
     * @return the cluster, ready for streams with three replicas
     * @throws IllegalArgumentException if the size is out of range, or the options have a name or a fixed port
     * @throws IllegalStateException if there is no way to get the servers, or they do not start
     */
    public static NatsCluster startUnadvertised(int size, NatsOptions each) {
        return start(size, each, false);
    }

    private static NatsCluster start(int size, NatsOptions each, boolean advertised) {
        if (size < DEFAULT_SIZE || size > LARGEST_SIZE) {
            throw new IllegalArgumentException("Could not start a cluster of " + size + " nodes: not in " + DEFAULT_SIZE
                    + " to " + LARGEST_SIZE + "; choose a size that is");
        }
        if (each.port() > 0 || !each.serverName().isEmpty()) {
            throw new IllegalArgumentException("Could not start a cluster: the options set a port or a name, which the"
                    + " nodes cannot share; leave both out");
        }
        Path program = new NatsServices(Surroundings.ofThisJvm()).program();
        for (int left = PORT_TRIES; ; left--) {
            NatsCluster cluster = new NatsCluster(members(program, size, each, advertised));
            try {
                cluster.startNodes();
                return cluster;
            } catch (PortTakenException e) {
                if (left == 1) {
                    throw e;
                }
            }
        }
    }

    /**
     * Returns the nodes.
     *
     * @return in a fixed order, also those that do not run; not to be closed one by one
     */
    public List<NatsService> nodes() {
        return List.copyOf(nodes);
    }

    /**
     * Returns one node.
     *
     * @param index 0 to size - 1
     * @return the node, running or not
     */
    public NatsService node(int index) {
        return nodes.get(index);
    }

    /**
     * Returns the addresses of all nodes, running or not.
     *
     * @return {@code nats://127.0.0.1:port} for each node
     */
    public List<String> urls() {
        return nodes.stream().map(NatsService::url).toList();
    }

    /**
     * Waits until the running nodes know each other and agree on a JetStream leader, and all are up to date; to be
     * called after nodes were killed or started again. Paused nodes are left out.
     *
     * @throws IllegalStateException if that is not so after 60 s, for instance without a majority
     */
    public void awaitReady() {
        Patience.until(
                READY,
                this::isReady,
                () -> "Could not see a working cluster: after " + READY.toSeconds()
                        + " s the running nodes " + names(present()) + " of " + names(nodes)
                        + " have no agreed leader or lag behind; read their logs");
    }

    /**
     * Returns the node that leads JetStream's own group.
     *
     * @return empty while there is none, or it does not run
     */
    public Optional<NatsService> metaLeader() {
        return leader(NatsMonitoring::metaLeader);
    }

    /**
     * Returns the node that leads a stream.
     *
     * @param stream its name
     * @return empty while there is none, or it does not run
     */
    public Optional<NatsService> streamLeader(String stream) {
        return leader(monitoring -> monitoring.streamLeader(stream));
    }

    /** Ends all nodes and removes their files. */
    @Override
    public void close() {
        RuntimeException failure = null;
        for (LocalNatsService node : nodes) {
            try {
                node.close();
            } catch (RuntimeException e) {
                if (failure == null) {
                    failure = e;
                } else {
                    failure.addSuppressed(e);
                }
            }
        }
        if (failure != null) {
            throw failure;
        }
    }

    @Override
    public String toString() {
        return "cluster of " + names(nodes);
    }

    private static List<LocalNatsService> members(Path program, int size, NatsOptions each, boolean advertised) {
        String name = "natsbridge-" + UUID.randomUUID().toString().substring(0, 8);
        List<Integer> routePorts = new ArrayList<>();
        for (int port : FreePorts.choose(size)) {
            routePorts.add(port);
        }
        List<LocalNatsService> members = new ArrayList<>();
        for (int port : routePorts) {
            NatsOptions options = each.jetStream(true)
                    .monitoring(true)
                    .controllable(true)
                    .serverName(name + "-" + (members.size() + 1))
                    .cluster(new ClusterMember(name, port, routePorts, advertised));
            members.add(new LocalNatsService(program, options));
        }
        return members;
    }

    private void startNodes() {
        try {
            nodes.forEach(NatsService::start);
            awaitReady();
        } catch (RuntimeException e) {
            close();
            throw e;
        }
    }

    private boolean isReady() {
        List<LocalNatsService> present = present();
        Set<String> names = names(present);
        try {
            Set<String> leaders = new HashSet<>();
            for (LocalNatsService node : present) {
                NatsMonitoring monitoring = new NatsMonitoring(node.monitoringUrl());
                Set<String> known = new HashSet<>(monitoring.routes());
                known.add(node.serverName());
                if (!known.containsAll(names) || !monitoring.isHealthy()) {
                    return false;
                }
                leaders.add(monitoring.metaLeader().orElse(""));
            }
            return leaders.size() == 1 && names.containsAll(leaders) && leaderSees(names);
        } catch (IOException e) {
            LOG.debug("A node does not answer yet", e);
            return false;
        }
    }

    private boolean leaderSees(Set<String> names) throws IOException {
        Optional<NatsService> leader = metaLeader();
        if (leader.isEmpty()) {
            return false;
        }
        Set<String> seen = new NatsMonitoring(leader.get().monitoringUrl()).followers();
        return names.stream().filter(name -> !seen.contains(name)).count() == 1;
    }

    private Optional<NatsService> leader(Question question) {
        for (LocalNatsService node : present()) {
            try {
                Optional<String> name = question.ask(new NatsMonitoring(node.monitoringUrl()));
                Optional<LocalNatsService> leader = present().stream()
                        .filter(other -> name.isPresent() && other.serverName().equals(name.get()))
                        .findFirst();
                if (leader.isPresent()) {
                    return Optional.of(leader.get());
                }
            } catch (IOException e) {
                LOG.debug("{} does not answer", node, e);
            }
        }
        return Optional.empty();
    }

    private List<LocalNatsService> present() {
        return nodes.stream()
                .filter(node -> node.isRunning() && !node.isPaused())
                .toList();
    }

    private static Set<String> names(List<LocalNatsService> nodes) {
        return nodes.stream().map(LocalNatsService::serverName).collect(Collectors.toSet());
    }

    private interface Question {
        Optional<String> ask(NatsMonitoring monitoring) throws IOException;
    }
}
