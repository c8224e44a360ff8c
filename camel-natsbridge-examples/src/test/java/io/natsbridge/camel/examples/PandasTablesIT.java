/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.natsbridge.camel.test.peer.PythonPeer;
import io.natsbridge.camel.test.peer.RequiresPeer;
import org.junit.jupiter.api.Test;

class PandasTablesIT {

    private final Output output = new Output();

    @Test
    @RequiresPeer(PythonPeer.class)
    void aDataFrameArrivesAsATableAndTheAnswerAsADataFrame() {
        Checks checks = new PandasTables().run(output.stream());
        assertThat(checks.all())
                .hasSize(8)
                .allMatch(Checks.Check::holds)
                .extracting(Checks.Check::what)
                .contains(
                        "Camel got the columns [item, price, count]",
                        "and 60,000 rows, as Python did",
                        "by link",
                        "both reckon the same for item 4: 463421.25");
        assertThat(output.lines()).contains("  60,000 rows item price count total");
    }
}
