/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.natsbridge.camel.envelope.PayloadType;
import io.natsbridge.camel.test.peer.NodePeer;
import io.natsbridge.camel.test.peer.RequiresPeer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AllTypesIT {

    private static final int TYPES = 9;
    private static final List<String> WAYS = List.of("Camel -> Camel", "Camel -> Node.js", "Node.js -> Camel");

    private final Output output = new Output();

    @Test
    @RequiresPeer(NodePeer.class)
    void everyTypeGoesEveryWayDirectAndByLink() {
        Report report = AllTypes.run(output.stream(), new NodePeer(), null);
        SoftAssertions softly = new SoftAssertions();
        for (PayloadType type : PayloadType.values()) {
            for (String transport : List.of("direct", "link")) {
                softly.assertThat(report.rows().stream()
                                .filter(row -> row.sent().type().equals(type.wireName()))
                                .filter(row -> row.sent().transport().equals(transport))
                                .map(Report.Row::way)
                                .distinct())
                        .as("%s by %s", type, transport)
                        .containsExactlyInAnyOrderElementsOf(WAYS);
            }
        }
        softly.assertAll();
        assertThat(report.rows()).hasSize(3 * TYPES * WAYS.size() + 4).allMatch(Report.Row::isEqual);
        assertThat(output.rows()).hasSameSizeAs(report.rows()).allMatch(row -> row.endsWith("yes"));
        assertThat(output.lines()).last().isEqualTo("85 of 85 payloads arrived as they were sent, SHA-256 equal.");
    }

    @Test
    void saysThatThePeerIsSkippedWhereItCannotRun() {
        Report report = AllTypes.run(output.stream(), new NoPeer(), null);
        assertThat(output.lines()).contains("Node.js peer: skipped; no Node.js 20 or later");
        assertThat(report.rows())
                .hasSize(3 * TYPES + 2)
                .allMatch(Report.Row::isEqual)
                .allMatch(row -> row.way().equals("Camel -> Camel"));
    }

    @Test
    @RequiresPeer(NodePeer.class)
    void sendsTheFileThatIsNamed(@TempDir Path directory) throws IOException {
        byte[] bytes = new byte[3_000_000];
        Arrays.fill(bytes, (byte) 7);
        Path file = Files.write(directory.resolve("my film ü.mp4"), bytes);
        Report report = AllTypes.run(output.stream(), new NodePeer(), file);
        Seen sent = new Seen("my film ü.mp4", "video", "link", bytes.length, Digests.sha256(bytes));
        assertThat(report.rows()).hasSize(WAYS.size()).allSatisfy(row -> assertThat(row.received())
                .isEqualTo(sent));
    }

    @Test
    void refusesAFileThatIsNotThereBeforeAnythingStarts() {
        assertThatThrownBy(() -> AllTypes.run(output.stream(), new NoPeer(), Path.of("nowhere.bin")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("nowhere.bin");
        assertThat(output.lines()).isEmpty();
    }
}
