/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.vectors;

import static org.assertj.core.api.Assertions.assertThat;

import io.natsbridge.camel.test.peer.NodePeer;
import io.natsbridge.camel.test.peer.PythonPeer;
import io.natsbridge.camel.test.peer.RequiresPeer;
import org.junit.jupiter.api.Test;

/** The peers' libraries read and refuse the vectors, too. */
class PeerVectorsIT {

    @Test
    @RequiresPeer(NodePeer.class)
    void nodeReadsOrRefusesEveryVector() {
        check("Node.js", new NodePeer().run("vectors.mjs", Vector.FOLDER.toString()));
    }

    @Test
    @RequiresPeer(PythonPeer.class)
    void pythonReadsOrRefusesEveryVector() {
        check("Python", new PythonPeer().run("vectors.py", Vector.FOLDER.toString()));
    }

    private static void check(String language, String output) {
        String counts = output.substring(output.lastIndexOf('\n')).strip();
        System.out.println(language + ": " + counts);
        assertThat(counts).matches("[1-9]\\d{2,} passed, 0 failed, \\d{1,2} skipped");
    }
}
