/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.examples;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class VideoByLinkIT {

    private static final String LAST = "100 %, 48.0 of 48.0 MiB, \\d+ MiB/s";

    private final Output output = new Output();

    @Test
    void aFilmGoesFromFileToFileWithABarThatSaysHowFarItIs() {
        Checks checks = new VideoByLink(48).run(output.stream());
        assertThat(checks.all()).containsExactly(new Checks.Check("the copy is the film, SHA-256 equal", true));
        assertThat(output.rows()).singleElement().satisfies(row -> assertThat(row)
                .matches("walk.y4m +video +link +50,331,9.. .* Camel -> Camel +yes"));
        for (String way : new String[] {"uploading", "downloading"}) {
            assertThat(output.lines())
                    .filteredOn(line -> line.startsWith("  " + way + " walk.y4m"))
                    .hasSizeGreaterThanOrEqualTo(10)
                    .anyMatch(line -> line.contains("[##########..........]  50 %"))
                    .last()
                    .satisfies(line -> assertThat(line).matches(".*\\[#{20}] " + LAST));
        }
    }
}
