/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.examples;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class OtherTransportsIT {

    private final Output output = new Output();

    @Test
    void aFilmTravelsByLinkOverTransportsThatKnowNothingOfIt() {
        Checks checks = new OtherTransports().run(output.stream());
        assertThat(checks.all()).hasSize(3).allMatch(Checks.Check::holds);
        assertThat(output.lines())
                .filteredOn(line -> line.endsWith("  yes"))
                .satisfiesExactly(
                        row -> assertThat(row).matches("title +text +direct +6 .* seda .*"),
                        row -> assertThat(row).matches("walk.y4m +video +link +6,554,240 .* seda .*"),
                        row -> assertThat(row).matches("title +text +direct +6 .* nats .*"),
                        row -> assertThat(row).matches("walk.y4m +video +link +6,554,240 .* nats .*"));
        assertThat(output.lines()).contains("4 of 4 payloads arrived as they were sent, SHA-256 equal.");
    }
}
