/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.natsbridge.camel.test.peer.NodePeer;
import io.natsbridge.camel.test.peer.RequiresPeer;
import org.junit.jupiter.api.Test;

class ChatIT {

    private final Output output = new Output();

    @Test
    @RequiresPeer(NodePeer.class)
    void aTextAPictureAndAFilmGoThereInOneMessageAndComeBack() {
        Report report = Chat.run(output.stream(), new NodePeer());
        assertThat(report.rows()).allMatch(Report.Row::isEqual);
        assertThat(report.rows())
                .extracting(row -> row.sent().dataname(), row -> row.sent().transport(), Report.Row::way)
                .containsExactly(
                        tuple("words", "direct", "Camel -> Node.js"),
                        tuple("sun.png", "direct", "Camel -> Node.js"),
                        tuple("walk.y4m", "link", "Camel -> Node.js"),
                        tuple("words", "direct", "Node.js -> Camel"),
                        tuple("sun.png", "direct", "Node.js -> Camel"),
                        tuple("walk.y4m", "link", "Node.js -> Camel"));
        assertThat(output.lines())
                .contains(
                        "Camel: Look at my picture, and at the film of my walk!",
                        "Node.js: I like both. The film has 13108440 bytes; here they are again.");
    }

    @Test
    void endsWithoutAPeer() {
        assertThat(Chat.run(output.stream(), new NoPeer()).rows()).isEmpty();
        assertThat(output.lines()).last().isEqualTo("Node.js peer: skipped; no Node.js 20 or later");
    }
}
