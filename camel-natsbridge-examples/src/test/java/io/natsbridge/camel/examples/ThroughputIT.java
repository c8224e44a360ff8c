/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.examples;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ThroughputIT {

    private final Output output = new Output();

    @Test
    void measuresALoadSentAndConsumedByOneAndTwoProcesses() throws Exception {
        Throughput.run(output.stream(), Throughput.Plan.BRIEF);
        assertThat(output.lines())
                .filteredOn(line -> line.matches("\\| 1 MB by link.* \\| [0-9.,]+ \\| [0-9.]+ \\|"))
                .satisfiesExactly(
                        line -> assertThat(line).contains("sent by one process"),
                        line -> assertThat(line).contains("consumed by 1 process"),
                        line -> assertThat(line).contains("consumed by 2 processes"));
    }
}
