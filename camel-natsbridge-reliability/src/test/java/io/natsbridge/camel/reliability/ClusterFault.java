/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.reliability;

import io.natsbridge.camel.test.nats.NatsService;
import io.natsbridge.camel.test.proxy.Direction;
import io.natsbridge.camel.test.proxy.FaultProxy;
import java.util.List;
import java.util.SplittableRandom;

/** Something that goes wrong with one server of a cluster after the other, so that a majority stays. */
enum ClusterFault {
    LEADER_KILLED {
        @Override
        void strike(Nodes nodes, String stream, SplittableRandom random) {
            kill(nodes.leader(stream), random);
        }
    },
    FOLLOWER_KILLED {
        @Override
        void strike(Nodes nodes, String stream, SplittableRandom random) {
            NatsService leader = nodes.leader(stream);
            List<NatsService> others = nodes.cluster().nodes().stream()
                    .filter(node -> node != leader)
                    .toList();
            kill(others.get(random.nextInt(others.size())), random);
        }
    },
    /** A server hangs, leader or not, for longer than a confirmation may take. */
    SERVER_PAUSED {
        @Override
        void strike(Nodes nodes, String stream, SplittableRandom random) {
            NatsService node = any(nodes.cluster().nodes(), random);
            node.pause();
            Pause.between(random, 500, 4000);
            node.resume();
        }
    },
    /** Every server ends gracefully and comes back before the next one goes, as in an upgrade. */
    ROLLING_RESTART {
        @Override
        void strike(Nodes nodes, String stream, SplittableRandom random) {
            for (NatsService node : nodes.cluster().nodes()) {
                node.lameDuck();
                while (node.isRunning()) {
                    Pause.millis(20);
                }
                node.startAgain();
                nodes.cluster().awaitReady();
            }
        }
    },
    CLIENTS_SERVER_KILLED {
        @Override
        void strike(Nodes nodes, String stream, SplittableRandom random) {
            kill(nodes.busiest(), random);
        }
    },
    /** Whatever clients send to one server and it to them is lost. */
    NETWORK_CUT {
        @Override
        void strike(Nodes nodes, String stream, SplittableRandom random) {
            FaultProxy proxy = any(nodes.proxies(), random);
            for (Direction direction : Direction.values()) {
                proxy.drop(direction);
            }
            Pause.between(random, 500, 3000);
            proxy.forward();
        }
    };

    /**
     * Does it and undoes it.
     *
     * @param stream whose leader is meant
     */
    abstract void strike(Nodes nodes, String stream, SplittableRandom random);

    private static void kill(NatsService node, SplittableRandom random) {
        node.kill();
        Pause.between(random, 0, 1000);
        node.startAgain();
    }

    private static <T> T any(List<T> all, SplittableRandom random) {
        return all.get(random.nextInt(all.size()));
    }
}
