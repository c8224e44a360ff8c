/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ResultsTest {

    private static Result result(String name, Unit unit, double ratio) {
        Figure figure = new Figure(ratio, ratio, ratio);
        return new Result(
                name,
                name,
                unit,
                Map.of(Scenario.COMPONENT, figure),
                List.of(new Result.Ratio("jnats", 1, figure)),
                "2026-01-31");
    }

    @Test
    void aFallBySixteenPercentIsReported() {
        List<Result> kept = List.of(result("send", Unit.MESSAGES_PER_SECOND, 1.0));

        assertThat(Results.worse(kept, List.of(result("send", Unit.MESSAGES_PER_SECOND, 0.84))))
                .containsExactly("send against jnats: 0.84, was 1.00");
        assertThat(Results.worse(kept, List.of(result("send", Unit.MESSAGES_PER_SECOND, 0.86))))
                .isEmpty();
    }

    @Test
    void aLatencyThatGrowsBySixteenPercentIsReported() {
        List<Result> kept = List.of(result("request", Unit.MICROSECONDS, 1.0));

        assertThat(Results.worse(kept, List.of(result("request", Unit.MICROSECONDS, 1.16))))
                .hasSize(1);
        assertThat(Results.worse(kept, List.of(result("request", Unit.MICROSECONDS, 0.5))))
                .isEmpty();
    }

    @Test
    void freshResultsTakeThePlaceOfKeptOnesAndNoOthers() {
        List<Result> kept =
                List.of(result("a", Unit.BYTES, 1), result("b", Unit.BYTES, 1), result("gone", Unit.BYTES, 1));
        List<Result> fresh = List.of(result("b", Unit.BYTES, 2));

        assertThat(Results.merge(List.of("a", "b", "never"), kept, fresh))
                .containsExactly(result("a", Unit.BYTES, 1), result("b", Unit.BYTES, 2));
    }

    @Test
    void resultsAreReadAsTheyWereWritten(@TempDir Path folder) throws Exception {
        List<Result> results = List.of(result("a", Unit.MEGABYTES_PER_SECOND, 1.5));
        Results.write(results, folder.resolve("r.json"));

        assertThat(Results.read(folder.resolve("r.json"))).isEqualTo(results);
        assertThat(Results.read(folder.resolve("none.json"))).isEmpty();
    }

    @Test
    void aPageIsFilledBetweenItsMarks(@TempDir Path folder) throws Exception {
        Path page = Files.writeString(folder.resolve("p.md"), "a\n<!-- figures -->\nold\n<!-- end of figures -->\nb\n");
        Page.fill(page, "figures", "new");

        assertThat(page).hasContent("a\n<!-- figures -->\n\nnew\n\n<!-- end of figures -->\nb\n");
    }
}
