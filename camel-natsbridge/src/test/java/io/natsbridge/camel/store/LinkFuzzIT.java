/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.store;

import io.natsbridge.camel.reliability.TrialProgram;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever a link says, connections lead to the allowed file servers alone. */
@Tag("reliability")
class LinkFuzzIT {

    @Test
    void noLinkLeadsOffTheAllowList(@TempDir Path directory) throws Exception {
        TrialProgram.run(
                LinkFuzz.class,
                LinkFuzz.ROW,
                "-Xmx256m",
                "-Djdk.net.hosts.file=" + LinkFuzz.hosts(directory),
                "-Dhttp.proxyHost=127.0.0.66",
                "-Dhttps.proxyHost=127.0.0.66");
    }
}
