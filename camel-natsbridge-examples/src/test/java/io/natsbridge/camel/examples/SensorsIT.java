/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.natsbridge.camel.test.peer.MicroPythonPeer;
import io.natsbridge.camel.test.peer.RequiresPeer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SensorsIT {

    private final Output output = new Output();

    @Test
    @RequiresPeer(MicroPythonPeer.class)
    void readingsOfMicroPythonBecomeATableInAnArrowFile(@TempDir Path directory) throws IOException {
        Checks checks = new Sensors(directory).run(output.stream());
        assertThat(checks.all()).containsExactly(new Checks.Check("its 120 rows are the readings", true));
        String bytes = Files.readString(directory.resolve("readings.arrow"), StandardCharsets.ISO_8859_1);
        assertThat(bytes).startsWith("ARROW1").endsWith("ARROW1").contains("minute", "bed", "celsius");
        assertThat(output.lines()).last().isEqualTo("1 of 1 are as they should be.");
    }
}
