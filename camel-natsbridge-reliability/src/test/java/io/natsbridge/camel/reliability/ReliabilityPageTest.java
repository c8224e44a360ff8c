/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.reliability;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How results become the page. */
class ReliabilityPageTest {

    private static Result result(String row, String system, String form, long bad) {
        return new Result(row, system, form, "what", 1000, bad, "faults 10", 12.4, 7, "2026-11-01");
    }

    @Test
    void goodAndBadFiguresStandInTheTable() {
        String text = ReliabilityPage.tables(
                List.of(result("core-confirmed", null, "short", 0), result("soak", null, "long", 3)));
        assertThat(text)
                .contains("| core-confirmed | short | what | 1,000 | 0 | 12 s | 2026-11-01, `7` |")
                .contains("| soak | long | what | 1,000 | **3** | 12 s | 2026-11-01, `7` |")
                .contains("- soak, natsbridge, long form: faults 10");
    }

    @Test
    void theOtherComponentHasATableOfItsOwn() {
        String text =
                ReliabilityPage.tables(List.of(result("a", null, "short", 0), result("a", "camel-nats", "short", 9)));
        assertThat(text.indexOf("**9**")).isGreaterThan(text.indexOf("plain camel-nats"));
    }

    @Test
    void rowsComeInTheOrderOfTheTable() {
        List<Result> sorted = List.of(
                        result("zzz", null, "short", 0),
                        result("soak", null, "long", 0),
                        result("core-confirmed", null, "long", 0),
                        result("core-confirmed", null, "short", 0))
                .stream()
                .sorted(ReliabilityPage.order())
                .toList();
        assertThat(sorted)
                .extracting(one -> one.row() + " " + one.form())
                .containsExactly("core-confirmed short", "core-confirmed long", "soak long", "zzz short");
    }

    @Test
    void aNewResultReplacesTheOneOfTheSameRowSystemAndForm() {
        List<Result> merged = Result.merge(
                List.of(
                        result("a", null, "short", 1),
                        result("a", null, "long", 2),
                        result("a", "camel-nats", "short", 3)),
                List.of(result("a", null, "short", 4)));
        assertThat(merged).extracting(Result::bad).containsExactly(4L, 2L, 3L);
    }

    @Test
    void onlyWhatIsBetweenTheMarksIsReplaced() {
        String page = "before\n" + ReliabilityPage.BEGIN + "\nold\n" + ReliabilityPage.END + "\nafter\n";
        assertThat(ReliabilityPage.replaced(page, "new\n"))
                .isEqualTo("before\n" + ReliabilityPage.BEGIN + "\n\nnew\n\n" + ReliabilityPage.END + "\nafter\n");
        assertThatThrownBy(() -> ReliabilityPage.replaced("nothing", "new"))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void theResultsOfEveryModuleAreRead(@TempDir Path repository) throws IOException {
        Path folder = Files.createDirectories(repository.resolve("some-module/target/reliability"));
        Files.writeString(folder.resolve("a.json"), """
                {"row": "a", "form": "short", "subject": "s", "tried": 5, "bad": 0, "detail": "", "seconds": 1.5,
                 "seed": 3, "other": true}
                """);
        assertThat(Result.left(repository)).singleElement().satisfies(one -> {
            assertThat(one.tried()).isEqualTo(5);
            assertThat(one.system()).isEqualTo(Row.NATSBRIDGE);
            assertThat(one.date()).matches("\\d{4}-\\d\\d-\\d\\d");
        });
    }

    @Test
    void whatIsKeptIsReadAgain(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("kept.json");
        assertThat(Result.kept(file)).isEmpty();
        List<Result> all = List.of(result("a", null, "short", 0), result("a", "camel-nats", "long", 2));
        Result.keep(all, file);
        assertThat(Result.kept(file))
                .extracting(Result::row, Result::system, Result::bad)
                .containsExactlyElementsOf(all.stream()
                        .map(one -> tuple(one.row(), one.system(), one.bad()))
                        .toList());
    }
}
