/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The first points of each curve: it works; nobody judges its times. */
class CurvesIT {

    @ParameterizedTest
    @MethodSource("names")
    void everyCurveHasPointsAndAPicture(String name) throws Exception {
        try (Stage stage = new Stage(Path.of("").toAbsolutePath().getParent(), Form.SMOKE)) {
            Curve curve = Curves.all().get(name).measure(stage);
            System.out.print(Curves.text(curve));

            assertThat(curve.name()).isEqualTo(name);
            assertThat(curve.lines()).isNotEmpty();
            assertThat(curve.lines().values())
                    .allSatisfy(
                            points -> assertThat(points).hasSizeGreaterThan(1).allMatch(point -> point.y() > 0));
            assertThat(CurveChart.svg(curve)).startsWith("<svg").endsWith("</svg>\n");
        }
    }

    static Set<String> names() {
        return Curves.all().keySet();
    }
}
