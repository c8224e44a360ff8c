/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.test.nats;

import java.util.List;

/**
 * One node's place in a cluster.
 *
 * @param cluster name of the cluster, the same on every node
 * @param routePort where this node listens for the others
 * @param allRoutePorts the route ports of all nodes, this one included
 * @param advertised whether clients are told the addresses of the others
 */
record ClusterMember(String cluster, int routePort, List<Integer> allRoutePorts, boolean advertised) {

    ClusterMember {
        allRoutePorts = List.copyOf(allRoutePorts);
    }
}
