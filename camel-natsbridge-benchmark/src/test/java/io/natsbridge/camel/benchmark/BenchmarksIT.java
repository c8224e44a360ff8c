/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The shortest form of each scenario: it works and prints its ratios; nobody judges its times. */
class BenchmarksIT {

    @ParameterizedTest
    @MethodSource("scenarios")
    void everyScenarioRunsAndHasAFigureForEachContender(Scenario scenario) throws Exception {
        Result result = Benchmarks.run(Path.of("").toAbsolutePath().getParent(), Form.SMOKE, List.of(scenario))
                .get(0);

        assertThat(result.figures()).containsOnlyKeys(scenario.contenders().keySet());
        assertThat(result.figures().values())
                .allSatisfy(figure -> assertThat(figure.least()).isPositive());
        assertThat(result.ratios()).hasSameSizeAs(scenario.targets());
    }

    static List<Scenario> scenarios() {
        return Suites.all();
    }
}
