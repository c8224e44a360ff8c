/*
 * Copyright the camel-natsbridge authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.natsbridge.camel.benchmark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.natsbridge.camel.benchmark.Curve.Point;
import java.util.List;
import org.junit.jupiter.api.Test;

class CurveTest {

    @Test
    void whatGrowsInProportionHasAPowerOfOne() {
        assertThat(Curve.growth(List.of(new Point(1, 5), new Point(10, 50), new Point(100, 500))))
                .isCloseTo(1, within(1e-9));
    }

    @Test
    void whatDoesNotGrowHasAPowerOfZero() {
        assertThat(Curve.growth(List.of(new Point(1, 1), new Point(10, 5), new Point(100, 5))))
                .isCloseTo(0, within(1e-9));
    }

    @Test
    void theLastDecadeCounts() {
        assertThat(Curve.growth(List.of(
                        new Point(1, 1), new Point(10, 1), new Point(20, 4), new Point(50, 25), new Point(100, 100))))
                .isCloseTo(2, within(1e-9));
    }
}
