/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.test.peer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PeerExtensionTest {

    private static final Peer MISSING = new NodePeer("no-such-node", Path.of("target"));

    @Test
    void skipsWithTheReasonWhereThePeerCannotRun() {
        assertThat(PeerExtension.reasonToSkip(MISSING, false))
                .get()
                .asString()
                .contains("Peer node cannot run", "Node.js 20 or later", "no-such-node");
    }

    @Test
    void failsWhereThePeerCannotRunButMust() {
        assertThatThrownBy(() -> PeerExtension.reasonToSkip(MISSING, true))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("no-such-node");
    }

    @Test
    void isNotAvailableWithoutItsRuntime() {
        assertThat(MISSING.isAvailable()).isFalse();
    }

    @Test
    void isNotAvailableWithARuntimeThatWillNotDo() {
        PeerRuntime old = new PeerRuntime("Node.js 20 or later", List.of("sh", "-c", "echo This is v18; exit 1"));
        assertThat(old.unavailableReason()).get().asString().contains("no Node.js 20 or later", "This is v18");
    }

    @Test
    void isAvailableWithARuntimeThatWillDo() {
        assertThat(new PeerRuntime("a shell", List.of("true")).unavailableReason())
                .isEqualTo(Optional.empty());
    }
}
