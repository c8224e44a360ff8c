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
    void measuresEachLoadSentAndConsumedByOneTwoAndFourProcesses() throws Exception {
        Throughput.run(output.stream(), 200);
        assertThat(output.lines()).filteredOn(line -> line.contains("sent by")).hasSize(5);
        assertThat(output.lines())
                .filteredOn(line -> line.contains("consumed by 1"))
                .hasSize(4);
        assertThat(output.lines())
                .filteredOn(line -> line.contains("consumed by 4"))
                .hasSize(5);
    }
}
